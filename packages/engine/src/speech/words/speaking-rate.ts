/** Whether anybody could have said a text in the time that its piece gives: a decoder that follows its own words could not. */
import { spokenForm } from '../../models/spoken-form.ts';
import { pronunciationsOf } from '../alignment/pronunciation.ts';
import { FRAME_MS } from '../encoder.ts';
import type { PhonePosteriors } from '../phone-classifier.ts';

/**
 * Most syllables a second of voice. People speak at 5 on average (Jacewicz et al. 2009, American English); in pieces of real calls
 * whose words are right there were at most 7.4, in what was invented 9.5 and more.
 */
const MAX_SYLLABLES_PER_SECOND = 8;
/** The edges of a piece may cut the sound of a first or last syllable. */
const SPARE_SYLLABLES = 1;

/** Whether a text holds more syllables than can be said in the voiced time of its piece. */
export function isTooFast(texts: readonly string[], posteriors: PhonePosteriors): boolean {
  return syllableCount(texts) > MAX_SYLLABLES_PER_SECOND * voicedSeconds(posteriors) + SPARE_SYLLABLES;
}

/** Syllables of words as they are written, numbers as they are read; the shortest pronunciation of each counts. */
export function syllableCount(texts: readonly string[]): number {
  return texts.flatMap(spokenForm).reduce((sum, word) => {
    const vowels = pronunciationsOf(word).map(
      (phones) => phones.filter(({ stress }) => stress !== null).length,
    );
    return sum + (vowels.length === 0 ? 0 : Math.min(...vowels));
  }, 0);
}

/** Time in which some phone is likelier than silence, s. */
export function voicedSeconds({ symbols, frames, logProbabilities }: PhonePosteriors): number {
  const silence = symbols.indexOf('SIL');
  let voiced = 0;
  for (let frame = 0; frame < frames; frame++)
    if ((logProbabilities[frame * symbols.length + silence] as number) < -Math.LN2) voiced++;
  return (voiced * FRAME_MS) / 1000;
}
