/**
 * Lexical diversity of a list of words that are compared as they stand (pass forms or lemmas, case folded).
 *
 * - MTLD: McCarthy & Jarvis 2010, Behavior Research Methods 42(2); factor size 0.72
 *   (a factor is complete at or below it), mean of both directions, the last
 *   incomplete factor counted by its share. We differ in one defined answer: where not even a share of a factor was
 *   made (all words different) the published ratio divides by zero; we return the number of words.
 * - MATTR: Covington & McFall 2010, Journal of Quantitative Linguistics 17(2); every window of 50 words.
 * - HD-D: McCarthy & Jarvis 2007, Language Testing 24(4); the expected type-token ratio of a random sample of 42 words
 *   without replacement, from the hypergeometric distribution. As theirs, a sum of contributions of 1/42.
 *
 * All three are null below a least number of words, because they are then undefined or driven by chance.
 */

/** Type-token ratio at which a factor of MTLD is complete (McCarthy & Jarvis 2010). */
export const MTLD_FACTOR_TTR = 0.72;
/** Fewest words for MTLD. Its authors ask for 100 to be sure; below 50 one factor more or less changes it by half. */
export const MTLD_MIN_WORDS = 50;
/** Window of MATTR, words (Covington & McFall 2010 use 500 for style, 50 for short texts). */
export const MATTR_WINDOW_WORDS = 50;
/** Sample of HD-D, words (McCarthy & Jarvis 2007, the middle of vocd's 35 to 50). */
export const HDD_SAMPLE_WORDS = 42;

/** Measure of textual lexical diversity, words a factor; null below 50 words. */
export function mtld(words: readonly string[]): number | null {
  if (words.length < MTLD_MIN_WORDS) return null;
  return (factorLength(words) + factorLength(words.toReversed())) / 2;
}

/** Mean number of words that keep the type-token ratio above the factor size, in one direction. */
function factorLength(words: readonly string[]): number {
  let factors = 0;
  let count = 0;
  const seen = new Set<string>();
  for (const word of words) {
    count++;
    seen.add(word);
    if (seen.size / count <= MTLD_FACTOR_TTR) {
      factors++;
      count = 0;
      seen.clear();
    }
  }
  if (count > 0) factors += (1 - seen.size / count) / (1 - MTLD_FACTOR_TTR);
  return factors === 0 ? words.length : words.length / factors;
}

/** Moving-average type-token ratio over windows of 50 words, 0 to 1; null below 50 words. */
export function mattr(words: readonly string[]): number | null {
  const types = typesPerWindow(words, MATTR_WINDOW_WORDS);
  return types === null ? null : types / MATTR_WINDOW_WORDS;
}

/** HD-D with samples of 42 words, 0 to 1; null below 42 words. */
export function hdd(words: readonly string[]): number | null {
  if (words.length < HDD_SAMPLE_WORDS) return null;
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum += 1 - absenceProbability(words.length, count);
  return sum / HDD_SAMPLE_WORDS;
}

/** Probability that a sample of 42 of `total` words holds none of the `count` tokens of a type. */
function absenceProbability(total: number, count: number): number {
  let probability = 1;
  for (let drawn = 0; drawn < HDD_SAMPLE_WORDS; drawn++) {
    probability *= Math.max(0, total - count - drawn) / (total - drawn);
  }
  return probability;
}

/**
 * Mean number of different words over all windows of `windowWords` words that follow each other; words for which
 * `counted` is false fill the window but are no types. Null when there are fewer words than a window.
 */
export function typesPerWindow(
  words: readonly string[],
  windowWords: number,
  counted: (word: string) => boolean = () => true,
): number | null {
  if (words.length < windowWords) return null;
  const inWindow = new Map<string, number>();
  let types = 0;
  let sum = 0;
  for (const [index, word] of words.entries()) {
    const before = inWindow.get(word) ?? 0;
    if (before === 0 && counted(word)) types++;
    inWindow.set(word, before + 1);
    const leaving = words[index - windowWords];
    if (leaving !== undefined) {
      const left = (inWindow.get(leaving) ?? 0) - 1;
      inWindow.set(leaving, left);
      if (left === 0 && counted(leaving)) types--;
    }
    if (index >= windowWords - 1) sum += types;
  }
  return sum / (words.length - windowWords + 1);
}
