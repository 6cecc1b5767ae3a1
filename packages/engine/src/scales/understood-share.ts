/**
 * How much of a speech the recogniser understood, which tells English that is hard to recognise from what is no English.
 *
 * The confidence of a word is the chance that it is right, calibrated on second-language speech (`word-confidence.md`), so
 * its mean over the words is the share that is right. A word that no English dictionary has counts as wrong: before other
 * languages the decoder often falls back on them. Where it writes English words all the same, other phones than theirs are
 * in the sound.
 *
 * Of learners who are hard to follow little is understood as well, but they also sound that way: slow, unclear, halting. Other
 * languages are mostly spoken by people who speak them well, and sound as clear and fluent as English of the middle of the
 * experts' scale. So the share on which recogniser and phones must agree rises with the accuracy that the experts would give
 * the sound. `docs/validity.md` shows what passes and what does not, and the command that prints it.
 */
import { UNCLEAR_GOODNESS } from '../measures/phones.ts';
import { formOf } from '../measures/spoken-words.ts';
import type { Lexicon } from '../models/word-knowledge.ts';
import type { Segment, Word } from '../speech/timeline.ts';
import { alongCurve, type CurvePoint } from './piecewise-linear.ts';

/** Understood share below which most words are wrong, so that they say nothing of a vocabulary. */
export const MIN_UNDERSTOOD_FOR_VOCABULARY = 0.5;
/**
 * Least agreement of recogniser and phones in English, by the accuracy that experts would give the sound, 0 to 10. The
 * upper point lies 0.05 above the most that other languages and speech backwards reached, the lower one below adult readers
 * to whom experts gave an accuracy of 3 to 5 (speechocean762). Ours.
 */
const LEAST_AGREEMENT: readonly CurvePoint[] = [
  [4, 0.12],
  [7, 0.3],
];
/** Understood share of fluent readers (251 of LibriSpeech, median), from which vocabulary needs no wider interval. */
const WELL_UNDERSTOOD = 0.9;
/**
 * How far a vocabulary score may move for each tenth of the words that is wrong, of 5: what the vocabulary model is held
 * to (`docs/validity.md`).
 */
const VOCABULARY_MOVE_PER_TENTH = 0.25;

/** Pieces of speech with their words. */
type Pieces = readonly Pick<Segment, 'words'>[];

/** Share of the words that are right, 0 to 1; 0 without words. */
export function understoodShare(pieces: Pieces, lexicon: Pick<Lexicon, 'isKnown'>): number {
  const words = spokenWords(pieces);
  const right = words.reduce(
    (sum, { text, confidence }) => sum + (isPossible(formOf(text), lexicon) ? confidence : 0),
    0,
  );
  return words.length === 0 ? 0 : right / words.length;
}

/**
 * Share of the words that are right, times the share of their phones that are in the sound, 0 to 1; 0 without words.
 * @param understood the share of the words of these pieces that are right, by {@link understoodShare}.
 */
export function agreementWithPhones(pieces: Pieces, understood: number): number {
  const goodness = spokenWords(pieces)
    .flatMap((word) => word.phones.map((phone) => phone.goodness))
    .filter((one) => one !== null);
  const fitting = goodness.filter((one) => one >= UNCLEAR_GOODNESS).length;
  return understood * (goodness.length === 0 ? 1 : fitting / goodness.length);
}

/**
 * Whether recogniser and phones agree on so little that it need not be English.
 * @param accuracy that experts would give the sound, 0 to 10; null where it was not predicted.
 */
export function isHardlyEnglish(agreement: number, accuracy: number | null): boolean {
  return agreement < alongCurve(LEAST_AGREEMENT, accuracy ?? Number.POSITIVE_INFINITY);
}

/** By how much more the vocabulary may lie above or below its estimate because words were misheard, of 5. */
export function vocabularyDoubt(understood: number): number {
  return 10 * VOCABULARY_MOVE_PER_TENTH * Math.max(0, WELL_UNDERSTOOD - understood);
}

function spokenWords(pieces: Pieces): Word[] {
  return pieces.flatMap(({ words }) => words).filter(({ kind }) => kind === 'word');
}

/** Numbers are in no dictionary. */
function isPossible(form: string, lexicon: Pick<Lexicon, 'isKnown'>): boolean {
  return /\d/.test(form) || lexicon.isKnown(form) || form.split('-').every((part) => lexicon.isKnown(part));
}
