/**
 * Evidence about pronunciation: sounds that were unclear, rhythm, pitch range. How easily the speech is understood is
 * for the score models, which learned it from people; nothing here measures closeness to a native accent.
 */
import type { AccentAnalysis } from '@vivavoce/contract';
import type { Lexicon } from '../models/word-knowledge.ts';
import { costliestPhones } from './phones.ts';
import { rhythm } from './rhythm.ts';
import type { SpeakingTurn } from './speaking-turns.ts';

/** What is measured of the pronunciation; the score models add what experts would rate, and the interval. */
export type AccentMeasures = Omit<
  AccentAnalysis,
  'interval' | 'intelligibility' | 'phoneAccuracy' | 'prosody'
>;

/**
 * Everything that is measured of the candidate's pronunciation; turns in order of time.
 * @param pitchRangeSemitones as `pitch.ts` measures it.
 */
export function accentMeasures(
  turns: readonly SpeakingTurn[],
  pitchRangeSemitones: number | null,
  lexicon: Lexicon,
): AccentMeasures {
  const words = turns.flatMap((turn) => turn.words);
  return {
    costliestPhones: costliestPhones(words, lexicon),
    rhythm: rhythm(words),
    pitchRangeSemitones,
  };
}
