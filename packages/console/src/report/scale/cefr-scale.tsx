import { CEFR_LEVELS, type CefrLevel, type Interval } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import classes from './cefr-scale.module.css';
import { useLevelRange } from './level-range.ts';

/** The highest score of the scale. */
const MAX_SCORE = 5;

interface ScaleValues {
  /** 0 to 5. */
  readonly score: number | null;
  readonly interval: Interval | null;
  readonly level: CefrLevel | null;
}

/**
 * The six levels with a score and its 90 % interval, as a chart with a text alternative.
 * @param name what the score is of.
 * @param isOpen the score may be higher than shown: the interval has no upper edge.
 */
export function CefrScale({
  score,
  interval,
  level,
  name,
  size = 'small',
  isOpenEnded = false,
}: ScaleValues & { name: string; size?: 'small' | 'large'; isOpenEnded?: boolean }) {
  const words = useScaleLabel({ score, interval, level }, name);
  const percent = (value: number) => `${(value / MAX_SCORE) * 100}%`;
  return (
    <div className={classes.scale} data-size={size} role="img" aria-label={words}>
      <div className={classes.bands}>
        {CEFR_LEVELS.map((band) => (
          <span key={band} className={classes.band} data-own={band === level || undefined} />
        ))}
        {interval && (
          <span
            className={classes.interval}
            data-open={isOpenEnded || undefined}
            style={{ left: percent(interval.low), width: percent(interval.high - interval.low) }}
          />
        )}
        {score !== null && <span className={classes.score} style={{ left: percent(score) }} />}
      </div>
      <div className={classes.labels}>
        {CEFR_LEVELS.map((band) => (
          <span key={band} data-own={band === level || undefined}>
            {band}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The text alternative of the chart. */
function useScaleLabel({ score, interval, level }: ScaleValues, name: string): string {
  const { t } = useTranslation();
  const formats = useFormats();
  const range = useLevelRange(score, level, interval);
  if (score === null || level === null) return t('report.scale.none', { name });
  const shown = t('report.scale.shown', { name, score: formats.number(score), level });
  return range ? `${shown} ${t('report.scale.interval', { ...range })}` : shown;
}
