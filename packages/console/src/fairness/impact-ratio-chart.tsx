import { Text } from '@mantine/core';
import type { GroupFairness } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/formats.ts';
import classes from './impact-ratio-chart.module.css';

/** The ratio at the right edge; larger ones are clipped to it. */
const MAX_RATIO = 1.6;
/** Below it US guidelines see a sign of adverse impact (UGESP 1978, section 4D). */
const FOUR_FIFTHS = 0.8;
const WIDTH = 160;
const HEIGHT = 18;
const RADIUS = 4;

const xOf = (ratio: number): number => (Math.min(ratio, MAX_RATIO) / MAX_RATIO) * WIDTH;

/** An impact ratio with its interval, as a chart with the four-fifths line and a text alternative. */
export function ImpactRatioChart({ group }: { group: GroupFairness }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { impactRatio, impactRatioInterval: interval, isBelowFourFifths } = group;
  if (impactRatio === null) return '–';
  if (interval === null) {
    return (
      <>
        <span className="numbers">{number(impactRatio, 2)}</span>{' '}
        <Text component="span" fz="xs" c="dimmed">
          {impactRatio === 1 && t('rights.fairness.best')}
        </Text>
      </>
    );
  }
  const words = t('rights.fairness.interval', {
    low: number(interval.low, 2),
    high: number(interval.high, 2),
  });
  const ratio = number(impactRatio, 2);
  return (
    <div className={classes.ratio}>
      <svg
        width={WIDTH}
        height={HEIGHT}
        viewBox={`${-RADIUS} 0 ${WIDTH + 2 * RADIUS} ${HEIGHT}`}
        role="img"
        aria-label={t('rights.fairness.drawn', { ratio, interval: words })}
      >
        <line className={classes.limit} x1={xOf(FOUR_FIFTHS)} x2={xOf(FOUR_FIFTHS)} y1={0} y2={HEIGHT} />
        <line
          className={classes.interval}
          x1={xOf(interval.low)}
          x2={xOf(interval.high)}
          y1={HEIGHT / 2}
          y2={HEIGHT / 2}
        />
        <circle className={classes.point} cx={xOf(impactRatio)} cy={HEIGHT / 2} r={RADIUS} />
      </svg>
      <span className="numbers">{ratio}</span>
      <Text component="span" fz="xs" c="dimmed" className="numbers">
        {words}
        {isBelowFourFifths && ` · ${t('rights.fairness.below')}`}
      </Text>
    </div>
  );
}
