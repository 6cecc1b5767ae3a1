/** From a passage as a person has rewritten it to corrections of single words, as the API takes them. */
import type { Correction, TranscriptSegment } from '@vivavoce/contract';

/** What a change costs: one word for another is less than one away and one new, more than either. */
const EDIT_COST = 2;
const SUBSTITUTION_COST = 3;

/** Words that one correction can hold, and characters; the server refuses more. */
const MAX_WORDS = 10;
const MAX_CHARACTERS = 100;

/** A passage as it stands in the field where it is rewritten. */
export const segmentText = (segment: TranscriptSegment): string =>
  segment.words.map(({ text }) => text).join(' ');

/**
 * What is to be corrected so that a passage reads as it was rewritten; nothing when it reads the same.
 * @param at place of the segment in the transcript.
 * @returns null when so much was added in one place that it cannot be told where each word was said.
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
 * Puts each word of the new text to the word of the old one in whose place it was said: least changes first
 * (Levenshtein, 1966). Words that were added go to the word before them, at the beginning to the first one.
 * @returns for each old word the new ones; none where it was removed.
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

/** What the changes cost that lead from the first words of one text to the first words of the other. */
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
