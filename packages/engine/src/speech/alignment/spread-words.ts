/** Times for words that nobody found: spread over the speech of their piece, so that they are near, and marked as estimated. */
import { totalLengthMs } from '../spans.ts';
import type { Span } from '../timeline.ts';

/**
 * Spreads words over stretches of speech by their length in letters; none lies in a pause between the stretches.
 * @param letters length of each word, at least 1.
 * @param phonation where the voice sounds, in order; the whole is used where there is none.
 * @returns one span a word, in order, without overlap, whole ms.
 */
export function spreadWords(letters: readonly number[], phonation: readonly Span[], whole: Span): Span[] {
  const stretches = phonation.length === 0 ? [whole] : phonation;
  const totalMs = totalLengthMs(stretches);
  const totalLetters = letters.reduce((sum, count) => sum + count, 0);
  let before = 0;
  return letters.map((count) => {
    const from = (totalMs * before) / totalLetters;
    before += count;
    const to = (totalMs * before) / totalLetters;
    return within(stretches, from, to);
  });
}

/** The part of the speech from one moment to another, both counted without pauses; of two stretches the one with more of it. */
function within(stretches: readonly Span[], from: number, to: number): Span {
  let passed = 0;
  let best: Span | null = null;
  for (const { startMs, endMs } of stretches) {
    const low = Math.max(from, passed);
    const high = Math.min(to, passed + endMs - startMs);
    const part = { startMs: startMs + low - passed, endMs: startMs + high - passed };
    if (high > low && (best === null || high - low > best.endMs - best.startMs)) best = part;
    passed += endMs - startMs;
  }
  const { startMs, endMs } = best ?? { startMs: stretches.at(-1)?.endMs ?? 0, endMs: 0 };
  return { startMs: Math.floor(startMs), endMs: Math.max(Math.floor(startMs), Math.floor(endMs)) };
}
