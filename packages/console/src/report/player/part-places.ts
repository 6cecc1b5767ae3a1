/** Where a part of a recording lies on the time line of the whole, ms. */
export interface PartSpan {
  readonly startMs: number;
  /** Infinite where the recording came as one file. */
  readonly durationMs: number;
}

/** A moment inside one part of a recording. */
export interface PartPlace {
  /** Which part, from 0. */
  readonly part: number;
  /** From the part's own beginning, ms. */
  readonly ms: number;
}

/**
 * The moment of the parts at a time of the whole recording, ms. In the silence between two parts that is the beginning of the
 * second, beyond the last part its end.
 * @param parts at least one, in order.
 */
export function placeInParts(parts: readonly PartSpan[], timeMs: number): PartPlace {
  const part = Math.max(
    0,
    parts.findLastIndex(({ startMs }) => startMs <= timeMs),
  );
  const { startMs = 0, durationMs = 0 } = parts[part] ?? {};
  const ms = Math.max(0, timeMs - startMs);
  if (ms < durationMs) return { part, ms };
  return part + 1 < parts.length ? { part: part + 1, ms: 0 } : { part, ms: durationMs };
}

/** The time of the whole recording at a moment of one of its parts, ms. */
export function timeOfPlace(parts: readonly PartSpan[], { part, ms }: PartPlace): number {
  return (parts[part]?.startMs ?? 0) + ms;
}
