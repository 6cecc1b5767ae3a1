/**
 * How much of a speech the recogniser understood, which tells English that is hard to recognise from what is no English.
 *
 * The confidence of a word is the chance that it is right, calibrated on second-language speech (`word-confidence.md`), so
 * its mean over the words is the share that is right. A word that no English dictionary has counts as wrong: before other
 * languages the decoder often falls back on them.
 *
 * Of learners who are hard to follow little is understood as well, but they also sound that way: slow, unclear, halting. Other
 * languages are mostly spoken by people who speak them well, and sound as clear and fluent as English of the middle of the
 * experts' scale. So the share that must be understood rises with the accuracy that the experts would give the sound.
 * `docs/validity.md` shows what passes and what does not, and the command that prints it.
 */
import { formOf } from '../measures/spoken-words.ts';
import type { Lexicon } from '../models/word-knowledge.ts';
import type { Segment } from '../speech/timeline.ts';

/**
 * Least share that English is understood by, as points of predicted accuracy (0 to 10) and share, straight between them. The
 * upper one lies 0.05 above the most that was understood of other languages and of speech backwards, the lower one below
 * adult readers whom experts gave an accuracy of 3 to 5 (speechocean762). Ours.
 */
const LEAST_UNDERSTOOD = {
  ofUnclear: { accuracy: 4, share: 0.2 },
  ofClear: { accuracy: 7, share: 0.4 },
} as const;
/** Understood share below which most words are wrong, so that they say nothing of a vocabulary. */
export const MIN_UNDERSTOOD_FOR_VOCABULARY = 0.5;
/** Understood share of fluent readers (251 of LibriSpeech, median), from which vocabulary needs no wider interval. */
const WELL_UNDERSTOOD = 0.9;
/**
 * How far a vocabulary score may move for each tenth of the words that is wrong, of 5: what the vocabulary model is held
 * to (`docs/validity.md`).
 */
const VOCABULARY_MOVE_PER_TENTH = 0.25;

/** Share of the words that are right, 0 to 1; 0 without words. */
export function understoodShare(
  segments: readonly Pick<Segment, 'words'>[],
  lexicon: Pick<Lexicon, 'isKnown'>,
): number {
  const words = segments.flatMap((segment) => segment.words).filter(({ kind }) => kind === 'word');
  const right = words.reduce(
    (sum, { text, confidence }) => sum + (isPossible(formOf(text), lexicon) ? confidence : 0),
    0,
  );
  return words.length === 0 ? 0 : right / words.length;
}

/**
 * Whether so little is understood that it need not be English.
 * @param accuracy that experts would give the sound, 0 to 10; null where it was not predicted.
 */
export function isHardlyEnglish(understood: number, accuracy: number | null): boolean {
  const { ofUnclear, ofClear } = LEAST_UNDERSTOOD;
  const clarity =
    ((accuracy ?? ofClear.accuracy) - ofUnclear.accuracy) / (ofClear.accuracy - ofUnclear.accuracy);
  const share = Math.min(1, Math.max(0, clarity));
  return understood < ofUnclear.share + share * (ofClear.share - ofUnclear.share);
}

/** By how much more the vocabulary may lie above or below its estimate because words were misheard, of 5. */
export function vocabularyDoubt(understood: number): number {
  return 10 * VOCABULARY_MOVE_PER_TENTH * Math.max(0, WELL_UNDERSTOOD - understood);
}

/** Numbers are in no dictionary. */
function isPossible(form: string, lexicon: Pick<Lexicon, 'isKnown'>): boolean {
  return /\d/.test(form) || lexicon.isKnown(form) || form.split('-').every((part) => lexicon.isKnown(part));
}
