import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { candidateTurns } from '../evidence/candidate-turns.ts';
import type { ReportedRun } from '../scored-run.ts';
import { type PacePoint, paceOverTime } from './pace.ts';
import classes from './pace-chart.module.css';

const WIDTH = 1000;
const HEIGHT = 90;

/** The candidate's pace over time, with its mean. */
export function PaceChart({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { durationMs } = run.audio;
  const points = paceOverTime(candidateTurns(run.transcript), durationMs, run.analysis.fluency);
  const paces = points.flatMap(({ wordsPerMinute }) => (wordsPerMinute === null ? [] : [wordsPerMinute]));
  if (paces.length < 2) return null;
  const mean = run.analysis.fluency.speechRateWordsPerMinute;
  const [low, high] = [Math.min(mean, ...paces) - 10, Math.max(mean, ...paces) + 10];
  const x = (ms: number) => (ms / durationMs) * WIDTH;
  const y = (pace: number) => HEIGHT - ((pace - low) / (high - low)) * HEIGHT;
  const words = t('report.fluency.paceWords', {
    mean: number(mean, 0),
    low: number(Math.min(...paces), 0),
    high: number(Math.max(...paces), 0),
  });
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>{words}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className={classes.chart}
        aria-hidden="true"
      >
        <line x1={0} x2={WIDTH} y1={y(mean)} y2={y(mean)} className={classes.mean} />
        {stretches(points).map((stretch) => (
          <polyline
            key={stretch[0]?.atMs}
            points={stretch
              .map(({ atMs, wordsPerMinute }) => `${x(atMs)},${y(wordsPerMinute ?? 0)}`)
              .join(' ')}
            className={classes.pace}
          />
        ))}
      </svg>
    </figure>
  );
}

/** Splits the points at gaps into lines. */
function stretches(points: readonly PacePoint[]): PacePoint[][] {
  const all: PacePoint[][] = [[]];
  for (const point of points) {
    if (point.wordsPerMinute === null) all.push([]);
    else all.at(-1)?.push(point);
  }
  return all.filter((stretch) => stretch.length > 0);
}
