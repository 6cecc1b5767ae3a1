import { Badge, Group, Text, Title } from '@mantine/core';
import { candidateNameOf } from '@vivavoce/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/formats.ts';
import classes from './report-header.module.css';
import { CefrScale, formatInterval } from './scale/cefr-scale.tsx';
import { DIMENSIONS, type Dimension, type ReportedRun, type ScoredRun } from './scored-run.ts';

/** The candidate, the recording, and the actions of the report. */
export function ReportTitle({ run, children }: { run: ScoredRun; children?: ReactNode }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const facts = [
    dateTime(run.timestamp),
    t('report.head.length', { length: run.audio.durationFormatted }),
    t('report.head.speakers', { count: run.audio.speakerCount }),
  ];
  const name = candidateNameOf(run);
  return (
    <header className={classes.title}>
      <div>
        <Title order={1}>{name ?? t('report.head.unnamed')}</Title>
        <Text c="dimmed" fz="sm" mt={6} className="numbers">
          {facts.join(' · ')}
          {run.externalId && run.externalId !== name && ` · ${run.externalId}`}
        </Text>
        {run.tags.length > 0 && (
          <Group gap={6} mt="xs">
            {run.tags.map((tag) => (
              <Badge key={tag} variant="default" tt="none" fw={500} radius="sm">
                {tag}
              </Badge>
            ))}
          </Group>
        )}
      </div>
      <Group gap="xs" className="not-printed">
        {children}
      </Group>
    </header>
  );
}

/** The overall level with its interval on the scale. */
export function OverallCard({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { overall, cefrLevel } = run.scores;
  const { interval } = run.analysis.overall;
  return (
    <section className={`surface ${classes.overall}`} aria-labelledby="overall-title">
      <div className={classes.level}>
        <Title order={2} fz="sm" ff="text" fw={600} id="overall-title" className={classes.label}>
          {t('report.head.overall')}
        </Title>
        <span className={classes.cefr}>{cefrLevel ?? '–'}</span>
        <Text className="numbers" fz="sm">
          {overall === null
            ? t('report.scale.notScored')
            : t('report.units.outOfFive', { value: formats.number(overall) })}
        </Text>
      </div>
      <div className={classes.scale}>
        {cefrLevel && (
          <p className={classes.cando}>
            <strong>{t(`report.levels.${cefrLevel}.name`)}.</strong> {t(`report.levels.${cefrLevel}.can`)}
          </p>
        )}
        <CefrScale
          size="large"
          name={t('report.head.overall')}
          score={overall}
          level={cefrLevel}
          interval={interval}
          isOpenEnded={interval?.high === 5}
        />
        <Text fz="sm" c="dimmed">
          {interval
            ? t('report.scale.sentence', formatInterval(interval, formats))
            : t('report.scale.noInterval')}
        </Text>
        {overall !== null && <ScoreBreakdown run={run} />}
      </div>
    </section>
  );
}

/** How the overall score is made up. */
function ScoreBreakdown({ run: { scores, analysis } }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { decimal, percent } = useFormats();
  const { accentWeight } = analysis.provenance;
  const values = Object.fromEntries(
    DIMENSIONS.map((dimension) => [dimension, decimal(scores[dimension] ?? 0)]),
  ) as Record<Dimension, string>;
  return (
    <Text fz="sm" c="dimmed">
      {t('report.scale.madeOf', values)}
      {accentWeight < 1 && ` ${t('report.scale.accentWeight', { percent: percent(accentWeight) })}`}
    </Text>
  );
}
