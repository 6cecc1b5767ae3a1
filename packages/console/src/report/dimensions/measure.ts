import type { TypicalMeasure } from '@vivavoce/contract';
import type { Passage } from '../player/recording-player.ts';

/** One figure behind a score, ready to be shown. */
export interface Measure {
  readonly name: string;
  /** What the figure means, in a sentence. */
  readonly meaning: string;
  /** The figure with its unit; null when it was not made. */
  readonly value: string | null;
  /** Where it stands among what is usual, if that is known. */
  readonly typical?: {
    readonly measure: TypicalMeasure;
    readonly value: number;
    readonly show: (value: number) => string;
  };
  /** A figure on the scale of scores, drawn as such. */
  readonly score?: number;
  /** Where it can be heard. */
  readonly passages: readonly Passage[];
}
