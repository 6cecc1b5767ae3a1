import { Text, Title, UnstyledButton } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { type CefrLevel, isScoredAsEnglish } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { usePlayer, usePlayerState } from '../player/player-context.tsx';
import { TimestampedText } from '../player/timestamped-text.tsx';
import type { Dimension, ReportedRun } from '../scored-run.ts';
import { accentMeasures } from './accent-measures.ts';
import { ContributionList } from './contribution-list.tsx';
import classes from './dimension-card.module.css';
import { fluencyMeasures } from './fluency-measures.ts';
import type { Measure } from './measure.ts';
import { MeasureRow } from './measure-row.tsx';
import { vocabularyMeasures } from './vocabulary-measures.ts';

const MEASURES = {
  vocabulary: vocabularyMeasures,
  fluency: fluencyMeasures,
  accent: accentMeasures,
} as const;
const EXPLANATION_KEYS = { vocabulary: 'vocab', fluency: 'fluency', accent: 'accent' } as const;
/** Measures that are shown at first. */
const INITIALLY_SHOWN = 3;

/** One of the three scores: level, interval, explanation, evidence. */
export function DimensionCard({
  run,
  dimension,
  isOverridden = false,
}: {
  run: ReportedRun;
  dimension: Dimension;
  /** A reviewer scored otherwise: what the card explains is the machine's score, and it says so. */
  isOverridden?: boolean;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { scores, analysis, explainability } = run;
  const score = scores[dimension];
  const level = scores[`${dimension}Cefr`];
  const { interval } = analysis[dimension];
  const measures = byWeight(MEASURES[dimension](run, t, formats), run, dimension);
  const isEnglish = isScoredAsEnglish(run);
  const name = t(`report.dimensions.${dimension}`);
  return (
    <article className={`surface ${classes.card}`} aria-labelledby={`dimension-${dimension}`}>
      <header className={classes.head}>
        <Title order={3} id={`dimension-${dimension}`}>
          {name}
        </Title>
        {!isOverridden && <span className={classes.level}>{level ?? '–'}</span>}
      </header>
      <div className={classes.numbers}>
        <Text component="span" fz="sm" className="numbers">
          {score === null || level === null
            ? t('report.scale.notScored')
            : isOverridden
              ? t('evidence.summary.machine', { level, score: formats.decimal(score) })
              : t('report.units.outOfFive', { value: formats.decimal(score) })}
        </Text>
        {interval && (
          <Text component="span" fz="sm" c="dimmed" className="numbers">
            {t('report.scale.short', {
              low: formats.decimal(interval.low),
              high: formats.decimal(interval.high),
            })}
          </Text>
        )}
      </div>
      <Text fz="sm" className={classes.why} lang={run.reportLanguage ?? 'en'}>
        <TimestampedText text={explainability[EXPLANATION_KEYS[dimension]]} />
      </Text>
      <ContributionList run={run} dimension={dimension} measures={measures} />
      {score !== null && <PlayEvidence measures={measures} name={name} />}
      <MeasureLists
        measures={measures}
        dimension={dimension}
        comparedAt={isEnglish ? level : null}
        isEnglish={isEnglish}
      />
    </article>
  );
}

/** The measures, the first ones open. */
function MeasureLists({
  measures,
  dimension,
  comparedAt,
  isEnglish,
}: {
  measures: readonly Measure[];
  dimension: Dimension;
  isEnglish: boolean;
  /** The level whose typical ranges are shown; null where none are known. */
  comparedAt: CefrLevel | null;
}) {
  const { t } = useTranslation();
  const rowOf = (measure: Measure) => (
    <MeasureRow key={measure.name} {...{ measure, dimension, comparedAt }} />
  );
  const rest = measures.slice(INITIALLY_SHOWN);
  return (
    <>
      {!isEnglish && measures.some(({ typical }) => typical) && (
        <Text fz="xs" c="dimmed" mb="sm">
          {t('report.typical.englishOnly')}
        </Text>
      )}
      <ul className={classes.measures}>{measures.slice(0, INITIALLY_SHOWN).map(rowOf)}</ul>
      {rest.length > 0 && (
        <details className={classes.rest}>
          <summary>{t('report.dimensions.more', { count: rest.length })}</summary>
          <ul className={classes.measures}>{rest.map(rowOf)}</ul>
        </details>
      )}
    </>
  );
}

/** Plays one passage of each of the first measures in a row. */
function PlayEvidence({ measures, name }: { measures: readonly Measure[]; name: string }) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { isUnavailable } = usePlayerState();
  const passages = measures.flatMap(({ name: of, passages: [first] }) =>
    first ? [{ ...first, label: `${of}: ${first.label}` }] : [],
  );
  if (passages.length === 0 || isUnavailable) return null;
  return (
    <UnstyledButton
      className={classes.hear}
      aria-label={t('report.dimensions.hearNamed', { name })}
      onClick={() => player.play(passages.slice(0, 4))}
    >
      <IconPlayerPlayFilled size={12} aria-hidden />
      {t('report.dimensions.hear')}
    </UnstyledButton>
  );
}

/** The measures of what moved the score most first; those that no score uses last. */
function byWeight(measures: readonly Measure[], run: ReportedRun, dimension: Dimension): Measure[] {
  const features = run.analysis.contributions?.[dimension]?.features.map(({ feature }) => feature as string);
  if (features === undefined) return [...measures];
  const place = ({ feature }: Measure) => {
    const at = feature === undefined ? -1 : features.indexOf(feature);
    return at === -1 ? features.length : at;
  };
  return measures.toSorted((one, other) => place(one) - place(other));
}
