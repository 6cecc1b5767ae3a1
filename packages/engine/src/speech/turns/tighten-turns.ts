import type { Span, Turn } from '../timeline.ts';

/**
 * The networks learned to mark speech as people do, through pauses and a little beyond the words. Turns begin and end with
 * speech that is nearer to their edges than this, ms: further off is speech that the voice activity model does not hear.
 */
const EDGE_MS = 250;
/** A longer pause inside a turn is such speech as well, ms. */
const PAUSE_MS = 400;
/** What is left of a turn and is shorter than this is no speech, ms. */
const LEAST_MS = 60;

/**
 * Turns without the silence at their edges and in their pauses. Turns without any clear speech stay as they are, as do long
 * stretches without: people hear weak voices that the voice activity model misses.
 * @param speech where anybody clearly speaks, word by word, in order of time.
 * @returns turns in order of time, of the same speakers.
 */
export function tightenTurns(turns: readonly Turn[], speech: readonly Span[]): Turn[] {
  return turns
    .flatMap((turn) => {
      const spans = tightened(turn, speech);
      const long = spans.filter(({ startMs, endMs }) => endMs - startMs >= LEAST_MS);
      return (long.length > 0 ? long : [turn]).map((span) => ({ ...turn, ...span }));
    })
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

function tightened({ startMs, endMs }: Turn, speech: readonly Span[]): Span[] {
  const inside = speech.filter((span) => span.startMs < endMs && span.endMs > startMs);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) return [{ startMs, endMs }];
  const pauses = inside
    .slice(1)
    .map((span, n) => ({ startMs: inside[n]!.endMs, endMs: span.startMs }))
    .filter((pause) => pause.endMs - pause.startMs <= PAUSE_MS);
  const starts = [
    Math.max(startMs, Math.min(first.startMs, startMs + EDGE_MS)),
    ...pauses.map((pause) => pause.endMs),
  ];
  const ends = [
    ...pauses.map((pause) => pause.startMs),
    Math.min(endMs, Math.max(last.endMs, endMs - EDGE_MS)),
  ];
  return starts.map((start, n) => ({ startMs: start, endMs: ends[n]! }));
}
