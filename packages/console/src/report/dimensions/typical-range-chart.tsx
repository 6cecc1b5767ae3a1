import { CEFR_LEVELS, type CefrLevel, TYPICAL_RANGES } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import type { Measure } from './measure.ts';
import classes from './typical-range-chart.module.css';

/** Room left and right of what is drawn, as a share of its width. */
const MARGIN = 0.08;

/** Where a figure lies beside what is usual at the level of the score and at its neighbours. */
export function TypicalRangeChart({
  typical,
  level,
}: {
  typical: NonNullable<Measure['typical']>;
  level: CefrLevel;
}) {
  const { t } = useTranslation();
  const rows = neighboursOf(level).map((neighbour) => ({
    level: neighbour,
    range: TYPICAL_RANGES[typical.measure].ranges[neighbour],
  }));
  const toPercent = linearScale([typical.value, ...rows.flatMap(({ range }) => [...range])]);
  const words = rows.map(({ level: of, range: [low, high] }) =>
    t('report.typical.row', { level: of, low: typical.show(low), high: typical.show(high) }),
  );
  return (
    <div
      className={classes.chart}
      role="img"
      aria-label={`${t('report.typical.here', { value: typical.show(typical.value) })} ${words.join('; ')}`}
    >
      {rows.map(({ level: of, range: [low, high] }) => (
        <div key={of} className={classes.row} data-own={of === level || undefined}>
          <span className={classes.level}>{of}</span>
          <span className={classes.track}>
            <span
              className={classes.range}
              style={{ left: `${toPercent(low)}%`, width: `${toPercent(high) - toPercent(low)}%` }}
            />
            <span className={classes.here} style={{ left: `${toPercent(typical.value)}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}

/** The level itself with the one below and the one above, lowest first. */
function neighboursOf(level: CefrLevel): CefrLevel[] {
  const at = CEFR_LEVELS.indexOf(level);
  return CEFR_LEVELS.slice(Math.max(0, at - 1), at + 2);
}

/** From a figure to its place, 0 to 100, so that all of them fit. */
function linearScale(values: readonly number[]): (value: number) => number {
  const low = Math.min(...values);
  const width = Math.max(...values) - low || 1;
  return (value) => 100 * (MARGIN + (1 - 2 * MARGIN) * ((value - low) / width));
}
