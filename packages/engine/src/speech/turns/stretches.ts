import type { Span } from '../timeline.ts';

/** The speech encoder hears up to 30 s; 20 s is what the speaker networks learned on. */
const MAX_STRETCH_MS = 20_000;
/** A shorter stretch is widened into its surroundings: a single word says too little about its level. */
const MIN_STRETCH_MS = 8_000;
/** Regions further apart than this are not put into one stretch. */
const MAX_GAP_MS = 3_000;

/**
 * The stretches of the recording to listen to: together they hold all regions, none is longer than 20 s, and they do not
 * overlap. A region that does not fit is cut.
 */
export function stretchesToEncode(regions: readonly Span[], durationMs: number): Span[] {
  const stretches: { startMs: number; endMs: number }[] = [];
  for (const region of regions) {
    const last = stretches.at(-1);
    if (last && region.startMs - last.endMs <= MAX_GAP_MS && region.endMs - last.startMs <= MAX_STRETCH_MS)
      last.endMs = region.endMs;
    else stretches.push(...cut(region));
  }
  return stretches.map((stretch, n) => {
    const earliest = stretches[n - 1]?.endMs ?? 0;
    const latest = stretches[n + 1]?.startMs ?? durationMs;
    return widened(stretch, earliest, latest);
  });
}

function cut(region: Span): { startMs: number; endMs: number }[] {
  const count = Math.ceil((region.endMs - region.startMs) / MAX_STRETCH_MS);
  const lengthMs = (region.endMs - region.startMs) / count;
  return Array.from({ length: count }, (_, n) => ({
    startMs: Math.round(region.startMs + n * lengthMs),
    endMs: Math.round(region.startMs + (n + 1) * lengthMs),
  }));
}

function widened(stretch: Span, earliestMs: number, latestMs: number): Span {
  const missingMs = Math.max(0, MIN_STRETCH_MS - (stretch.endMs - stretch.startMs));
  const beforeMs = Math.min(missingMs / 2, (stretch.startMs - earliestMs) / 2);
  const afterMs = Math.min(missingMs - beforeMs, (latestMs - stretch.endMs) / 2);
  return { startMs: Math.round(stretch.startMs - beforeMs), endMs: Math.round(stretch.endMs + afterMs) };
}
