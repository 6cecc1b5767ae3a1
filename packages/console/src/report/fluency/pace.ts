import { type Disfluencies, pacedWords } from '@vivavoce/contract';
import type { SpokenWord } from '../scored-run.ts';

/** One point of the pace over time. */
export interface PacePoint {
  /** The centre of the window, ms. */
  readonly atMs: number;
  /** Words per minute of the candidate's speaking time in the window; null where there is too little. */
  readonly wordsPerMinute: number | null;
}

/** Windows of the pace over time, ms. */
const WINDOW_MS = 20_000;
const STEP_MS = 5000;
/** The least speaking time of a window with a pace, ms. */
const MIN_SPEAKING_MS = 8000;

/**
 * The candidate's pace over the recording, pauses inside turns included.
 * @param turns the candidate's words, a list for each turn.
 * @param disfluencies what the mean pace counts no words of either.
 */
export function paceOverTime(
  turns: readonly (readonly SpokenWord[])[],
  durationMs: number,
  disfluencies: Disfluencies,
): PacePoint[] {
  const counted = turns.map((turn) => ({
    startMs: turn[0]?.startMs ?? 0,
    endMs: turn.at(-1)?.endMs ?? 0,
    words: pacedWords(turn, disfluencies),
  }));
  const points: PacePoint[] = [];
  for (let from = 0; from + WINDOW_MS <= durationMs + STEP_MS; from += STEP_MS) {
    points.push(paceIn(counted, from, from + WINDOW_MS));
  }
  return points;
}

/** A stretch of the recording, ms. */
interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

function paceIn(
  turns: readonly (Span & { readonly words: readonly SpokenWord[] })[],
  from: number,
  to: number,
): PacePoint {
  let speakingMs = 0;
  let words = 0;
  for (const turn of turns) {
    speakingMs += Math.max(0, Math.min(to, turn.endMs) - Math.max(from, turn.startMs));
    words += turn.words.filter((word) => word.startMs >= from && word.startMs < to).length;
  }
  const wordsPerMinute = speakingMs >= MIN_SPEAKING_MS ? (words * 60_000) / speakingMs : null;
  return { atMs: (from + to) / 2, wordsPerMinute };
}
