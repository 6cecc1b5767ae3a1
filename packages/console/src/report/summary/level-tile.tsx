import { Text, Title } from '@mantine/core';
import { cefrOf, type Interval, levelOf, type Review, type ScoreName } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { CefrScale } from '../scale/cefr-scale.tsx';
import { useLevelRange } from '../scale/level-range.ts';
import type { ReportedRun } from '../scored-run.ts';
import classes from './level-tile.module.css';

/** One of the four scores: level, score, the levels that its interval names, and whose it is if a reviewer changed it. */
export function LevelTile({
  run,
  name,
  override,
}: {
  run: Pick<ReportedRun, 'scores' | 'analysis'>;
  name: ScoreName;
  /** The review that overrides scores; null where none does. */
  override: Pick<Review, 'scores' | 'by' | 'at'> | null;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const score = run.scores[name];
  const level = levelOf(run.scores, name);
  const { interval } = run.analysis[name];
  const reviewed = useReviewedScore(override, name);
  const title = name === 'overall' ? t('report.head.overall') : t(`report.dimensions.${name}`);
  const machine =
    score === null || level === null
      ? t('report.scale.notScored')
      : t('evidence.summary.machine', { level, score: formats.decimal(score) });
  return (
    <div className={classes.tile} data-overall={name === 'overall' || undefined}>
      <Title order={2} ff="text" fz="sm" fw={600} className={classes.name}>
        {title}
      </Title>
      <div className={classes.figures}>
        <span className={classes.level}>{reviewed?.level ?? level ?? '–'}</span>
        <Text component="span" fz="sm" className="numbers">
          {reviewed
            ? t('evidence.summary.byReviewer', reviewed)
            : score === null
              ? t('report.scale.notScored')
              : t('report.units.outOfFive', { value: formats.decimal(score) })}
        </Text>
      </div>
      {reviewed && (
        <Text fz="xs" c="dimmed">
          {machine}
        </Text>
      )}
      <CefrScale
        name={title}
        score={score}
        level={level}
        interval={interval}
        isOpenEnded={interval?.high === 5}
      />
      <IntervalText score={score} level={level} interval={interval} />
    </div>
  );
}

function IntervalText({
  score,
  level,
  interval,
}: {
  score: number | null;
  level: ReturnType<typeof levelOf>;
  interval: Interval | null;
}) {
  const { t } = useTranslation();
  const range = useLevelRange(score, level, interval);
  return (
    <Text fz="xs" c="dimmed" className="numbers">
      {range
        ? t(range.isOneLevel ? 'evidence.summary.sureOf' : 'evidence.summary.between', { ...range })
        : t('evidence.summary.noInterval')}
    </Text>
  );
}

function useReviewedScore(override: Pick<Review, 'scores' | 'by' | 'at'> | null, name: ScoreName) {
  const formats = useFormats();
  const score = override?.scores?.[name];
  if (override === null || score === undefined) return null;
  return {
    level: cefrOf(score),
    score: formats.decimal(score),
    name: override.by.label,
    date: formats.date(override.at),
  };
}
