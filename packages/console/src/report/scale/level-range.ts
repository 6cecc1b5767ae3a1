import { type CefrLevel, type Interval, namedLevels } from '@vivavoce/contract';
import { useFormats } from '../../i18n/formats.ts';

/** An interval as texts: its bounds with one decimal, and the levels that it names. */
export interface LevelRange {
  readonly low: string;
  readonly high: string;
  readonly lowLevel: CefrLevel;
  readonly highLevel: CefrLevel;
  readonly isOneLevel: boolean;
}

/** The interval of a score as texts; null without one. */
export function useLevelRange(
  score: number | null,
  level: CefrLevel | null,
  interval: Interval | null,
): LevelRange | null {
  const { decimal } = useFormats();
  if (score === null || level === null || interval === null) return null;
  const named = namedLevels({ score, level, interval });
  return {
    low: decimal(interval.low),
    high: decimal(interval.high),
    lowLevel: named.low,
    highLevel: named.high,
    isOneLevel: named.low === named.high,
  };
}
