import { type Disfluencies, pacedWords, type TranscriptSegment } from '@vivavoce/contract';

/** How fast somebody speaks in a part of the recording. */
export interface RateWindow {
  readonly startMs: number;
  readonly endMs: number;
  /** Of the time in which they speak, pauses inside their turns included. */
  readonly wordsPerMinute: number;
}

const WINDOWS = 40;
const SHORTEST_WINDOW_MS = 15_000;
/** Less speech than this gives no rate, ms: two words in a second are no speed. */
const LEAST_SPEECH_MS = 5000;

/**
 * The rate of speech over the recording, in at most 40 windows; windows in which there is hardly any speech are left out.
 * @param disfluencies what its mean counts no words of either.
 */
export function ratesOf(
  segments: readonly TranscriptSegment[],
  durationMs: number,
  disfluencies: Disfluencies,
): RateWindow[] {
  const windowMs = Math.max(SHORTEST_WINDOW_MS, durationMs / WINDOWS);
  const paced = pacedWords(
    segments.flatMap(({ words }) => words),
    disfluencies,
  );
  const count = Math.ceil(durationMs / windowMs);
  return Array.from({ length: count }, (_, n) => {
    const startMs = n * windowMs;
    const endMs = Math.min(durationMs, startMs + windowMs);
    const spokenMs = segments.reduce(
      (sum, segment) =>
        sum + Math.max(0, Math.min(endMs, segment.endMs) - Math.max(startMs, segment.startMs)),
      0,
    );
    const words = paced.filter((word) => word.startMs >= startMs && word.startMs < endMs).length;
    return { startMs, endMs, spokenMs, wordsPerMinute: spokenMs > 0 ? (words * 60_000) / spokenMs : 0 };
  })
    .filter(({ spokenMs }) => spokenMs >= LEAST_SPEECH_MS)
    .map(({ startMs, endMs, wordsPerMinute }) => ({ startMs, endMs, wordsPerMinute }));
}
