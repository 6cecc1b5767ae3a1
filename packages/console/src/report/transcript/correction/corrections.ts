/** From an edited segment to corrections of single words, as the API accepts them. */
import type { Correction, TranscriptSegment } from '@vivavoce/contract';

/** Costs of an edit: a substitution costs less than a deletion and an insertion together, more than either. */
const EDIT_COST = 2;
const SUBSTITUTION_COST = 3;

/** The most words and characters of one correction; the server rejects more. */
const MAX_WORDS = 10;
const MAX_CHARACTERS = 100;

/** The text of a segment in the editor. */
export const segmentText = (segment: TranscriptSegment): string =>
  segment.words.map(({ text }) => text).join(' ');

/**
 * The corrections that turn a segment into the edited text; none when it reads the same.
 * @param at position of the segment in the transcript.
 * @returns null when too much was added in one place to tell when each word was said.
 */
export function toCorrections(
  segment: TranscriptSegment,
  at: number,
  rewritten: string,
): Correction[] | null {
  const before = segment.words.map(({ text }) => text);
  const after = rewritten.split(/\s+/).filter((word) => word !== '');
  const corrections = alignWords(before, after).flatMap((said, word) => {
    const text = said.join(' ');
    return text === before[word] ? [] : [{ segment: at, word, text }];
  });
  const isTooLong = corrections.some(
    ({ text }) => text.length > MAX_CHARACTERS || text.split(' ').length > MAX_WORDS,
  );
  return isTooLong ? null : corrections;
}

/**
 * Assigns each word of the new text to a word of the old one by minimum edit distance
 * (Levenshtein, 1966). Inserted words go to the word before them, at the start to the first word.
 * @returns the new words for each old one; none where it was removed.
 */
function alignWords(before: readonly string[], after: readonly string[]): string[][] {
  const costs = editCosts(before, after);
  const cost = (row: number, column: number) => costs[row]?.[column] ?? 0;
  const places: string[][] = before.map(() => []);
  const first: string[] = [];
  let row = before.length;
  let column = after.length;
  while (row > 0 || column > 0) {
    const word = after[column - 1] ?? '';
    const isSame = before[row - 1] === word;
    if (
      row > 0 &&
      column > 0 &&
      cost(row, column) === cost(row - 1, column - 1) + (isSame ? 0 : SUBSTITUTION_COST)
    ) {
      row -= 1;
      column -= 1;
      places[row]?.unshift(word);
    } else if (column > 0 && cost(row, column) === cost(row, column - 1) + EDIT_COST) {
      column -= 1;
      (places[row - 1] ?? first).unshift(word);
    } else {
      row -= 1;
    }
  }
  places[0]?.unshift(...first);
  return places;
}

/** The edit distances between all prefixes of two texts. */
function editCosts(before: readonly string[], after: readonly string[]): number[][] {
  const costs = [[0, ...after.map((_, column) => (column + 1) * EDIT_COST)]];
  for (const [at, old] of before.entries()) {
    const above = costs[at] ?? [];
    const row = [(at + 1) * EDIT_COST];
    for (const [place, word] of after.entries()) {
      const substituted = (above[place] ?? 0) + (old === word ? 0 : SUBSTITUTION_COST);
      row.push(Math.min(substituted, (above[place + 1] ?? 0) + EDIT_COST, (row[place] ?? 0) + EDIT_COST));
    }
    costs.push(row);
  }
  return costs;
}
