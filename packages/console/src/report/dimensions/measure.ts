import type { CONTRIBUTORS, TypicalMeasure } from '@vivavoce/contract';
import type { Passage } from '../player/recording-player.ts';

/** A measure of a score, formatted. */
export interface Measure {
  readonly name: string;
  /** What it means, in a sentence. */
  readonly meaning: string;
  /** The value with its unit; null if it was not measured. */
  readonly value: string | null;
  /** The contributor to a score that it stands for; absent if no score uses it. */
  readonly feature?: (typeof CONTRIBUTORS)[keyof typeof CONTRIBUTORS][number];
  /** Its place among typical values, if known. */
  readonly typical?: {
    readonly measure: TypicalMeasure;
    readonly value: number;
    readonly show: (value: number) => string;
  };
  /** A value on the scale of scores. */
  readonly score?: number;
  /** Passages that show it. */
  readonly passages: readonly Passage[];
}
