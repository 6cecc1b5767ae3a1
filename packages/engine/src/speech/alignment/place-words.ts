import { lengthMs } from '../spans.ts';
import type { Span } from '../timeline.ts';

/** No word is shorter than this unless there is no room. */
const MIN_WORD_MS = 20;

/**
 * Gives every word a time inside the whole: words that were found keep theirs, the others share the room between their
 * neighbours by their length in letters. Where there is no room, the longer neighbour gives of its own.
 * @param found times in whole ms, null for words that were not found.
 * @param letters length of each word, at least 1.
 * @param whole at least as many ms long as there are words.
 * @returns one span a word, in order, without overlap, each at least 1 ms long.
 */
export function placeWords(found: readonly (Span | null)[], letters: readonly number[], whole: Span): Span[] {
  const minimum = Math.max(1, Math.min(MIN_WORD_MS, Math.floor(lengthMs(whole) / found.length)));
  const kept = inOrder(found, whole);
  for (;;) {
    const tight = runs(kept).find((run) => roomOf(run, kept, whole) < minimum * (run.to - run.from));
    if (tight === undefined) break;
    makeRoom(tight, kept, minimum * (tight.to - tight.from) - roomOf(tight, kept, whole), minimum);
  }
  for (const run of runs(kept)) {
    const spans = sharedRoom(edges(run, kept, whole), letters.slice(run.from, run.to), minimum);
    kept.splice(run.from, spans.length, ...spans);
  }
  return kept as Span[];
}

/** A stretch of words without times: from, to (not included). */
interface Run {
  readonly from: number;
  readonly to: number;
}

function inOrder(found: readonly (Span | null)[], whole: Span): (Span | null)[] {
  let last = whole.startMs;
  return found.map((span) => {
    if (span === null || span.startMs < last || span.endMs > whole.endMs || span.endMs <= span.startMs)
      return null;
    last = span.endMs;
    return span;
  });
}

function runs(spans: readonly (Span | null)[]): Run[] {
  const result: Run[] = [];
  for (let from = 0; from < spans.length; from++) {
    if (spans[from] !== null) continue;
    let to = from;
    while (to < spans.length && spans[to] === null) to++;
    result.push({ from, to });
    from = to;
  }
  return result;
}

function edges(run: Run, spans: readonly (Span | null)[], whole: Span): Span {
  return {
    startMs: spans[run.from - 1]?.endMs ?? whole.startMs,
    endMs: spans[run.to]?.startMs ?? whole.endMs,
  };
}

function roomOf(run: Run, spans: readonly (Span | null)[], whole: Span): number {
  return lengthMs(edges(run, spans, whole));
}

/** Takes the missing room from the longer neighbour; one that is too short for that loses its time. */
function makeRoom(run: Run, spans: (Span | null)[], missingMs: number, minimum: number): void {
  const before = spans[run.from - 1] ?? null;
  const after = spans[run.to] ?? null;
  const takeBefore = after === null || (before !== null && lengthMs(before) >= lengthMs(after));
  const at = takeBefore ? run.from - 1 : run.to;
  const giver = takeBefore ? before : after;
  if (giver === null) return;
  const { startMs, endMs } = giver;
  if (lengthMs(giver) - missingMs < minimum) spans[at] = null;
  else if (takeBefore) spans[at] = { startMs, endMs: endMs - missingMs };
  else spans[at] = { startMs: startMs + missingMs, endMs };
}

/** Shares a room among words by their length in letters, each at least the minimum, ms. */
function sharedRoom(room: Span, letters: readonly number[], minimum: number): Span[] {
  const total = letters.reduce((sum, length) => sum + length, 0);
  const spare = lengthMs(room) - minimum * letters.length;
  let before = 0;
  return letters.map((length, at) => {
    const edge = (count: number, lettersBefore: number): number =>
      room.startMs + minimum * count + Math.floor((spare * lettersBefore) / total);
    const startMs = edge(at, before);
    before += length;
    return { startMs, endMs: edge(at + 1, before) };
  });
}
