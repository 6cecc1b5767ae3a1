import { clip, gapMs, joinSpans, lengthMs } from '../spans.ts';
import type { Span, Turn } from '../timeline.ts';

/** A stretch of audio in which one speaker holds the floor, to be recognised as a whole. */
export interface Piece extends Span {
  readonly speaker: number;
}

/** Longest piece; Moonshine was trained on up to 30 s (Jeffries et al. 2024). */
export const MAX_PIECE_MS = 25_000;
/** Speech of one speaker with shorter silence between is one piece, for the words before help to hear those after. */
const MAX_PAUSE_MS = 1_500;
/** A long piece is cut at a pause this far from its ends, where there is one. */
const MIN_CUT_MS = 3_000;
/**
 * Less speech than this, the silence around it included, is no word or too little of one: recognised alone it became "I think",
 * "Crafts" and "3." in real conversations. It goes with its speaker's speech before or after, or is left out.
 */
const MIN_PIECE_MS = 400;
/** How far that other speech may be, nobody else in between. */
const MAX_REACH_MS = 3_000;
/** Silence kept around a piece, so that no first or last sound is lost; more around a short one such as "yes". */
const PADDING_MS = 200;
const SHORT_PIECE_MS = 1_000;
const SHORT_PADDING_MS = 400;

/**
 * Cuts the speech of the turns into pieces for the recogniser: whole speech up to 25 s, cut at pauses, one speaker each.
 * Where speakers overlap, the piece belongs to the one with the longer turn: nothing is recognised twice.
 * @param turns of all speakers.
 * @param regions where anyone speaks, in order, not touching each other.
 * @param whole the recording, or the part of it that the turns and regions lie in; pieces stay inside.
 * @param quietest where to cut inside a span of speech without a pause, ms; its middle unless given.
 * @returns pieces in order of time that do not overlap.
 */
export function cutPieces(
  turns: readonly Turn[],
  regions: readonly Span[],
  whole: Span,
  quietest: (span: Span) => number = (span) => Math.round((span.startMs + span.endMs) / 2),
): Piece[] {
  const speech = floors(turns)
    .flatMap((turn) => within(turn, regions))
    .flatMap((stretch) => shorten(stretch, quietest))
    .sort((a, b) => a.startMs - b.startMs);
  const pieces = withoutShort(runsOf(speech)).flatMap(splitAtPauses).map(wholeOf);
  return pieces.map((piece, at) => padded(piece, pieces[at - 1], pieces[at + 1], whole));
}

/** What of each turn is its speaker's own: without the overlaps that belong to another speaker's longer turn. */
function floors(turns: readonly Turn[]): Piece[] {
  const joined = joinOwn(turns);
  return joined.flatMap((turn, at) => {
    let own: Piece[] = [turn];
    joined.forEach((other, index) => {
      if (other.speaker !== turn.speaker && holdsFloor(other, index, turn, at)) {
        own = own.flatMap((part) => without(part, other));
      }
    });
    return own.length === 1 ? own : own.filter((part) => lengthMs(part) >= MIN_PIECE_MS);
  });
}

/** Joins turns of one speaker that touch or overlap. */
function joinOwn(turns: readonly Turn[]): Piece[] {
  const ordered = turns
    .filter((turn) => lengthMs(turn) > 0)
    .map(({ speaker, startMs, endMs }) => ({ speaker, startMs, endMs }))
    .sort((a, b) => a.speaker - b.speaker || a.startMs - b.startMs);
  return joinSpans(ordered, (last, next) => last.speaker === next.speaker && gapMs(last, next) <= 0);
}

function holdsFloor(other: Piece, otherIndex: number, turn: Piece, index: number): boolean {
  const longer = lengthMs(other) - lengthMs(turn);
  return longer > 0 || (longer === 0 && otherIndex < index);
}

function without(part: Piece, other: Span): Piece[] {
  if (other.endMs <= part.startMs || other.startMs >= part.endMs) return [part];
  return [
    { ...part, endMs: other.startMs },
    { ...part, startMs: other.endMs },
  ].filter((rest) => rest.endMs > rest.startMs);
}

function within(turn: Piece, regions: readonly Span[]): Piece[] {
  return clip(regions, turn).map((span) => ({ speaker: turn.speaker, ...span }));
}

/** Cuts speech without a pause for longer than a piece can hold into even parts, at the quietest moments near by. */
function shorten(stretch: Piece, quietest: (span: Span) => number): Piece[] {
  const count = Math.ceil(lengthMs(stretch) / MAX_PIECE_MS);
  if (count <= 1) return [stretch];
  const part = lengthMs(stretch) / count;
  const leeway = (MAX_PIECE_MS - part) / 2;
  const cuts = Array.from({ length: count - 1 }, (_, index) => {
    const at = stretch.startMs + part * (index + 1);
    const window = { startMs: Math.ceil(at - leeway), endMs: Math.floor(at + leeway) };
    return Math.min(Math.max(quietest(window), window.startMs), window.endMs);
  });
  const edges = [stretch.startMs, ...cuts, stretch.endMs];
  return edges.slice(1).map((endMs, index) => ({ ...stretch, startMs: edges[index] as number, endMs }));
}

/** Speech of one speaker with short pauses between, nobody else in between. */
function runsOf(speech: readonly Piece[]): Piece[][] {
  const runs: Piece[][] = [];
  for (const stretch of speech) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const joins =
      last !== undefined && last.speaker === stretch.speaker && gapMs(last, stretch) <= MAX_PAUSE_MS;
    if (joins) run?.push(stretch);
    else runs.push([stretch]);
  }
  return runs;
}

/** Short runs are joined with the nearer run beside them of the same speaker; those without one are left out. */
function withoutShort(runs: readonly Piece[][]): Piece[][] {
  const joined: Piece[][] = [];
  let ahead: Piece[] = [];
  runs.forEach((run, at) => {
    const own = [...ahead, ...run];
    ahead = [];
    if (lengthMs(wholeOf(own)) >= MIN_PIECE_MS) {
      joined.push(own);
      return;
    }
    const before = reachMs(joined.at(-1), own);
    const after = reachMs(own, runs[at + 1]);
    if (Math.min(before, after) > MAX_REACH_MS) return;
    if (before <= after) joined.at(-1)?.push(...own);
    else ahead = own;
  });
  return joined;
}

/** Silence between two runs of one speaker that follow each other, ms; infinite where there are no such two. */
function reachMs(run: readonly Piece[] | undefined, next: readonly Piece[] | undefined): number {
  const [last, first] = [run?.at(-1), next?.[0]];
  return last && first && last.speaker === first.speaker ? gapMs(last, first) : Number.POSITIVE_INFINITY;
}

function splitAtPauses(run: readonly Piece[]): (readonly Piece[])[] {
  const whole = wholeOf(run);
  if (lengthMs(whole) <= MAX_PIECE_MS || run.length === 1) return [run];
  const cuts = run.slice(1).map((stretch, index) => {
    const before = run[index]?.endMs ?? 0;
    const central = before - whole.startMs >= MIN_CUT_MS && whole.endMs - stretch.startMs >= MIN_CUT_MS;
    return { at: index + 1, pauseMs: stretch.startMs - before, central };
  });
  const [best] = cuts.sort((a, b) => Number(b.central) - Number(a.central) || b.pauseMs - a.pauseMs);
  const at = best?.at ?? 1;
  return [...splitAtPauses(run.slice(0, at)), ...splitAtPauses(run.slice(at))];
}

function wholeOf(run: readonly Piece[]): Piece {
  const first = run[0] as Piece;
  return { speaker: first.speaker, startMs: first.startMs, endMs: run.at(-1)?.endMs ?? first.endMs };
}

function padded(piece: Piece, before: Piece | undefined, after: Piece | undefined, whole: Span): Piece {
  const padding = lengthMs(piece) < SHORT_PIECE_MS ? SHORT_PADDING_MS : PADDING_MS;
  const from = before === undefined ? whole.startMs : Math.ceil((before.endMs + piece.startMs) / 2);
  const to = after === undefined ? whole.endMs : Math.floor((piece.endMs + after.startMs) / 2);
  return {
    speaker: piece.speaker,
    startMs: Math.max(from, piece.startMs - padding),
    endMs: Math.max(piece.endMs, Math.min(to, piece.endMs + padding)),
  };
}
