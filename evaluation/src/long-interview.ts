/** An interview of any length out of a short one: its parts again and again, each time later. */
import type { StoredAnalysis } from '@vivavoce/engine';

/**
 * The same value with every `startMs` and `endMs` in it moved.
 * @param byMs to later, ms.
 */
export function movedInTime<Value>(value: Value, byMs: number): Value {
  const move = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(move);
    if (typeof one !== 'object' || one === null) return one;
    const entries = Object.entries(one).map(([name, inner]) =>
      (name === 'startMs' || name === 'endMs') && typeof inner === 'number'
        ? [name, inner + byMs]
        : [name, move(inner)],
    );
    return Object.fromEntries(entries);
  };
  return move(value) as Value;
}

/** A list again and again, each time later by the length of the whole. */
export function repeatedInTime<Item>(items: readonly Item[], times: number, lengthMs: number): Item[] {
  return Array.from({ length: times }, (_, turn) => movedInTime(items, turn * lengthMs)).flat();
}

/** What would have been heard of a recording that repeats itself: the same people say the same again. */
export function repeatedAnalysis(stored: StoredAnalysis, times: number): StoredAnalysis {
  const { durationMs, turns, segments } = stored;
  return {
    ...stored,
    durationMs: durationMs * times,
    turns: repeatedInTime(turns, times, durationMs),
    segments: repeatedInTime(segments, times, durationMs),
  };
}
