import { Anchor, Text, Title, VisuallyHidden } from '@mantine/core';
import type { RevisionRow } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useHistory } from '../../api/revisions.ts';
import { LevelChip } from '../../components/level-chip.tsx';
import { useFormats } from '../../i18n/formats.ts';
import type { ScoredRun } from '../scored-run.ts';
import classes from './history-card.module.css';

/** All results of the run: reason, author, time, and a link to view each. */
export function HistoryCard({ run }: { run: ScoredRun }) {
  const { t } = useTranslation();
  const { data } = useHistory(run.id, true);
  if (data === undefined || data.results.length < 2) return null;
  return (
    <section className={`surface ${classes.card}`} aria-labelledby="history-title">
      <Title order={2} fz="h3" id="history-title">
        {t('report.history.title')}
      </Title>
      <Text fz="sm" c="dimmed">
        {t('report.history.hint')}
      </Text>
      <ol className={classes.results}>
        {data.results.map((row) => (
          <Result key={row.number} row={row} run={run} />
        ))}
      </ol>
    </section>
  );
}

function Result({ row, run }: { row: RevisionRow; run: ScoredRun }) {
  const { t } = useTranslation();
  const { dateTime, decimal } = useFormats();
  const { number, scores, isCurrent } = row;
  const isShown = number === (run.revision?.number ?? 1);
  const to = isCurrent ? `/runs/${run.id}` : `/runs/${run.id}?result=${number}`;
  return (
    <li className={classes.result} data-shown={isShown || undefined}>
      <LevelChip level={scores.cefrLevel} />
      <span className={classes.what}>
        <Text component="span" fz="sm" fw={600}>
          {t('report.history.number', { number })}: {t(`report.history.reasons.${row.reason}`)}
          {row.reason === 'rescore' && ` (${labelOf(run, row.candidateSpeaker)})`}
        </Text>
        <Text component="span" fz="xs" c="dimmed">
          {t('report.history.by', { name: row.by.label, when: dateTime(row.createdAt) })}
        </Text>
      </span>
      <Text component="span" fz="sm" className="numbers">
        {scores.overall === null
          ? t('report.scale.notScored')
          : t('report.units.outOfFive', { value: decimal(scores.overall) })}
      </Text>
      {isShown ? (
        <Text component="span" fz="sm" c="dimmed">
          {t('report.history.shown')}
        </Text>
      ) : (
        <Anchor component={Link} to={to} fz="sm">
          {t(isCurrent ? 'report.history.newest' : 'report.history.open')}
          <VisuallyHidden> {number}</VisuallyHidden>
        </Anchor>
      )}
    </li>
  );
}

function labelOf({ transcript }: ScoredRun, speaker: string): string {
  return transcript.speakers.find((one) => one.speaker === speaker)?.speakerLabel ?? speaker;
}
