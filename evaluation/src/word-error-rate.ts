/** How the words of a transcript differ from those that were said. */
export interface WordErrors {
  readonly hits: number;
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
}

/** No words at all. */
export const NO_WORDS: WordErrors = { hits: 0, substitutions: 0, deletions: 0, insertions: 0 };

/**
 * Counts the errors along the alignment with the fewest of them (Levenshtein 1966). Of several such alignments one with the
 * most hits is taken; the number of errors is the same in all.
 *
 * @param reference - the words that were said, normalised
 * @param transcribed - the words of the transcript, normalised alike
 */
export function countWordErrors(reference: readonly string[], transcribed: readonly string[]): WordErrors {
  // One row of the table: the best alignment of the reference so far with the first n words of the transcript.
  let row: WordErrors[] = Array.from({ length: transcribed.length + 1 }, (_, n) => ({
    ...NO_WORDS,
    insertions: n,
  }));
  for (const [m, said] of reference.entries()) {
    const next: WordErrors[] = [{ ...NO_WORDS, deletions: m + 1 }];
    for (const [n, word] of transcribed.entries()) {
      const across = row[n] ?? NO_WORDS;
      const above = row[n + 1] ?? NO_WORDS;
      const left = next[n] ?? NO_WORDS;
      const paired =
        said === word
          ? { ...across, hits: across.hits + 1 }
          : { ...across, substitutions: across.substitutions + 1 };
      next.push(
        better(
          paired,
          better({ ...above, deletions: above.deletions + 1 }, { ...left, insertions: left.insertions + 1 }),
        ),
      );
    }
    row = next;
  }
  return row[transcribed.length] ?? NO_WORDS;
}

function better(one: WordErrors, other: WordErrors): WordErrors {
  const difference = errorCount(one) - errorCount(other);
  if (difference !== 0) return difference < 0 ? one : other;
  return one.hits >= other.hits ? one : other;
}

/** The sum of the counts of several transcripts. */
export function sumWordErrors(all: readonly WordErrors[]): WordErrors {
  return all.reduce(
    (sum, errors) => ({
      hits: sum.hits + errors.hits,
      substitutions: sum.substitutions + errors.substitutions,
      deletions: sum.deletions + errors.deletions,
      insertions: sum.insertions + errors.insertions,
    }),
    NO_WORDS,
  );
}

/** Words that were said: hits, substitutions and deletions. */
export function referenceLength({ hits, substitutions, deletions }: WordErrors): number {
  return hits + substitutions + deletions;
}

/** Errors over words that were said, 0 or more, 1 or above when little was right; null when nothing was said. */
export function wordErrorRate(errors: WordErrors): number | null {
  const words = referenceLength(errors);
  return words === 0 ? null : errorCount(errors) / words;
}

function errorCount({ substitutions, deletions, insertions }: WordErrors): number {
  return substitutions + deletions + insertions;
}
