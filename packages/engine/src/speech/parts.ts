/** A recording may have come in several parts: nothing that is heard goes on from one to the next. */

import { clip } from './spans.ts';
import type { Span } from './timeline.ts';

/** What of each span lies in one part; spans that reach into several are cut. */
export function withinParts<S extends Span>(
  spans: readonly S[],
  parts: readonly Span[] | undefined,
): readonly S[] {
  if (parts === undefined) return spans;
  return spans.flatMap((span) => clip(parts, span).map((piece) => ({ ...span, ...piece })));
}

/** Whether two moments, ms, lie in different parts of a recording. */
export function areInDifferentParts(aMs: number, bMs: number, parts: readonly Span[] | undefined): boolean {
  return parts !== undefined && partAt(aMs, parts) !== partAt(bMs, parts);
}

/** The number of the last part that begins by a moment, from 0. */
function partAt(ms: number, parts: readonly Span[]): number {
  return Math.max(
    0,
    parts.findLastIndex(({ startMs }) => startMs <= ms),
  );
}
