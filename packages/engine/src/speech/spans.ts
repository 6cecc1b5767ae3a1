/** Arithmetic of spans of time, ms. */
import type { Span } from './timeline.ts';

/** Length of a span, ms. */
export function lengthMs({ startMs, endMs }: Span): number {
  return endMs - startMs;
}

/** Length of a span, s. */
export function lengthS(span: Span): number {
  return lengthMs(span) / 1000;
}

/** Sum of the lengths of spans, ms; where they overlap, time counts twice. */
export function totalLengthMs(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + lengthMs(span), 0);
}

/** How long two spans overlap, ms; 0 when they do not. */
export function overlapMs(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs));
}

/** What of each span lies within another one; spans outside are left out. */
export function clip(spans: readonly Span[], within: Span): Span[] {
  return spans
    .map(({ startMs, endMs }) => ({
      startMs: Math.max(startMs, within.startMs),
      endMs: Math.min(endMs, within.endMs),
    }))
    .filter((span) => lengthMs(span) > 0);
}

/** From the end of a span to the start of a later one, ms; negative where they overlap. */
export function gapMs(before: Span, after: Span): number {
  return after.startMs - before.endMs;
}

/**
 * Joins spans with those before them.
 * @param spans in the order in which they are compared, usually by start.
 * @param belongTogether whether a span continues what was joined so far.
 * @returns the joined spans in that order: each is its first span with the latest end.
 */
export function joinSpans<S extends Span>(
  spans: readonly S[],
  belongTogether: (joined: S, next: S) => boolean,
): S[] {
  const joined: S[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && belongTogether(last, span))
      joined[joined.length - 1] = { ...last, endMs: Math.max(last.endMs, span.endMs) };
    else joined.push(span);
  }
  return joined;
}

/** What of each span lies in one part of a recording that came in several; spans that reach into several are cut. */
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
