/** Speech cut for the recogniser without the rest of the engine: as the truth has the turns, or blindly. */
import { joinSpans, type Piece } from '@vivavoce/engine';
import type { InterviewTruth, ReferenceWord } from './interview-comparison.ts';
import type { SpokenTurn } from './rttm.ts';

/** The longest piece, ms: Moonshine was trained on up to 30 s (Jeffries et al. 2024). */
const MAX_PIECE_MS = 25_000;
/** Sound left around a turn where nobody else speaks, ms. */
const MARGIN_MS = 200;
/** A turn that is too long is cut no nearer to its ends than this share of it. */
const OUTER_SHARE = 0.25;

/** A true word whose times are known, ms. */
export interface TimedWord extends ReferenceWord {
  readonly startMs: number;
  readonly endMs: number;
}

/** Pieces for the recogniser, and the names of their speakers by number. */
export interface NamedPieces {
  readonly pieces: readonly Piece[];
  readonly names: readonly string[];
}

/**
 * Every true turn cut out by itself, with what its speaker says after it before anybody else does, up to 25 s; longer ones
 * are cut at pauses between true words. Where people talk at once both are in both pieces.
 */
export function oraclePieces({ turns, words = [] }: InterviewTruth): NamedPieces {
  const names = [...new Set(turns.map(({ speaker }) => speaker))];
  const timed = timedWords(words);
  const short = turns.flatMap((turn) =>
    cutAtPauses(
      turn,
      timed.filter(({ speaker }) => speaker === turn.speaker),
    ),
  );
  const whole = joinUntilAnotherSpeaks(short.toSorted((a, b) => a.startMs - b.startMs));
  const pieces = whole.map((turn) => ({ ...withMargins(turn, whole), speaker: names.indexOf(turn.speaker) }));
  return { pieces, names };
}

/** Those words whose times are known. */
export function timedWords(words: readonly ReferenceWord[]): TimedWord[] {
  return words.filter((word): word is TimedWord => 'startMs' in word && 'endMs' in word);
}

/** Those of the pieces during which nobody else speaks. */
export function cleanPieces({ pieces, names }: NamedPieces, turns: readonly SpokenTurn[]): Piece[] {
  return pieces.filter((piece) =>
    turns.every(
      ({ speaker, startMs, endMs }) =>
        speaker === names[piece.speaker] || endMs <= piece.startMs || startMs >= piece.endMs,
    ),
  );
}

/** The whole recording in even windows of up to 25 s, whoever speaks in them. */
export function fixedWindows(durationMs: number): Piece[] {
  const count = Math.ceil(durationMs / MAX_PIECE_MS);
  const at = (n: number) => Math.round((n / count) * durationMs);
  return Array.from({ length: count }, (_, n) => ({ speaker: 0, startMs: at(n), endMs: at(n + 1) }));
}

function cutAtPauses(turn: SpokenTurn, own: readonly TimedWord[]): SpokenTurn[] {
  const lengthMs = turn.endMs - turn.startMs;
  if (lengthMs <= MAX_PIECE_MS) return [turn];
  const [fromMs, toMs] = [turn.startMs + OUTER_SHARE * lengthMs, turn.endMs - OUTER_SHARE * lengthMs];
  const pauses = own.slice(1).map((word, n) => {
    const endMs = own[n]?.endMs ?? word.startMs;
    return { atMs: (endMs + word.startMs) / 2, lengthMs: word.startMs - endMs };
  });
  const [longest] = pauses
    .filter(({ atMs }) => fromMs <= atMs && atMs <= toMs)
    .sort((a, b) => b.lengthMs - a.lengthMs);
  const atMs = longest?.atMs ?? (turn.startMs + turn.endMs) / 2;
  return [
    { ...turn, endMs: atMs },
    { ...turn, startMs: atMs },
  ].flatMap((part) => cutAtPauses(part, own));
}

function joinUntilAnotherSpeaks(turns: readonly SpokenTurn[]): SpokenTurn[] {
  return joinSpans(
    turns,
    (last, turn) => last.speaker === turn.speaker && turn.endMs - last.startMs <= MAX_PIECE_MS,
  );
}

/** A margin ends half way to what is said before or after. */
function withMargins(turn: SpokenTurn, turns: readonly SpokenTurn[]): SpokenTurn {
  const others = turns.filter((other) => other !== turn);
  const before = others.filter(({ startMs }) => startMs < turn.startMs).map(({ endMs }) => endMs);
  const after = others.filter(({ endMs }) => endMs > turn.endMs).map(({ startMs }) => startMs);
  const margin = (gapMs: number) => Math.min(MARGIN_MS, Math.max(0, gapMs / 2));
  return {
    ...turn,
    startMs: Math.max(0, turn.startMs - margin(turn.startMs - Math.max(0, ...before))),
    endMs: turn.endMs + margin(Math.min(...after) - turn.endMs),
  };
}
