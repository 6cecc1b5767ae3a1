import { Text } from '@mantine/core';
import { CEFR_LEVELS, type CefrLevel, TYPICAL_RANGES } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import type { Measure } from './measure.ts';
import classes from './typical-range-chart.module.css';

/** Horizontal padding of the chart, as a share of its width. */
const MARGIN = 0.08;

/** A measure against the typical ranges of the score's level and its neighbours. */
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
  const [ownLow, ownHigh] = TYPICAL_RANGES[typical.measure].ranges[level];
  const outside = typical.value < ownLow ? 'below' : typical.value > ownHigh ? 'above' : null;
  return (
    <>
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
            <span className={classes.edges}>
              {typical.show(low)}–{typical.show(high)}
            </span>
          </div>
        ))}
      </div>
      {outside && (
        <Text fz="xs" c="dimmed">
          {t(`report.typical.${outside}`, { level })}
        </Text>
      )}
    </>
  );
}

/** A level with its neighbours, lowest first. */
function neighboursOf(level: CefrLevel): CefrLevel[] {
  const at = CEFR_LEVELS.indexOf(level);
  return CEFR_LEVELS.slice(Math.max(0, at - 1), at + 2);
}

/** Maps a value to its position, 0 to 100, so that all values fit. */
function linearScale(values: readonly number[]): (value: number) => number {
  const low = Math.min(...values);
  const width = Math.max(...values) - low || 1;
  return (value) => 100 * (MARGIN + (1 - 2 * MARGIN) * ((value - low) / width));
}
