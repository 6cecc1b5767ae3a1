import { matchingPlaces } from './text-matching.ts';
import { normaliseWords } from './text-normalisation.ts';

/** A word of a transcript and whether it was said. */
export interface CheckedWord<Word> {
  readonly word: Word;
  readonly right: boolean;
}

/** The chance of a word to be right, 0 to 1, as the engine gave it, and whether it is. */
export interface WordConfidence {
  readonly confidence: number;
  readonly right: boolean;
}

/** How often words of about the same confidence are right. */
export interface CalibrationBin {
  /** Confidence from, to (not included, but for 1). */
  readonly from: number;
  readonly to: number;
  readonly words: number;
  readonly meanConfidence: number;
  readonly shareRight: number;
}

/** How far confidence can be taken at its word. */
export interface Calibration {
  readonly rows: readonly CalibrationBin[];
  /** Expected calibration error: the mean distance of a row's confidence from its share right (Guo et al. 2017); null without words. */
  readonly expectedCalibrationError: number | null;
}

const BINS = 10;

/**
 * Which of the words that were heard were said: a word is right when all it stands for is on the alignment with what was
 * said. Fillers are left out, since what was said may not name them.
 */
export function markCorrectWords<Word extends { readonly text: string }>(
  said: string,
  transcribed: readonly Word[],
): CheckedWord<Word>[] {
  const tokens = transcribed.flatMap((word) => normaliseWords(word.text).map((token) => ({ token, word })));
  const places = matchingPlaces(
    normaliseWords(said),
    tokens.map(({ token }) => token),
  );
  const matched = new Set(places.map(([, place]) => place));
  const wrong = new Set(tokens.filter((_, at) => !matched.has(at)).map(({ word }) => word));
  const compared = new Set(tokens.map(({ word }) => word));
  return transcribed.filter((word) => compared.has(word)).map((word) => ({ word, right: !wrong.has(word) }));
}

/** Words of ten bands of confidence, those without words left out, and the expected calibration error. */
export function calibrationOf(words: readonly WordConfidence[]): Calibration {
  const byRow = Map.groupBy(words, ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)));
  const rows = [...byRow]
    .toSorted(([a], [b]) => a - b)
    .map(([row, members]) => ({
      from: row / BINS,
      to: (row + 1) / BINS,
      words: members.length,
      meanConfidence: members.reduce((sum, { confidence }) => sum + confidence, 0) / members.length,
      shareRight: members.filter(({ right }) => right).length / members.length,
    }));
  const distance = rows.reduce(
    (sum, row) => sum + row.words * Math.abs(row.meanConfidence - row.shareRight),
    0,
  );
  return { rows, expectedCalibrationError: words.length === 0 ? null : distance / words.length };
}
