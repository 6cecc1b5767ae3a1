import { FRAME_MS } from '../encoder.ts';
import type { Span, Turn } from '../timeline.ts';
import { frameTimeMs } from './embedding-windows.ts';

/** Who speaks in the frames of a stretch of the recording. */
export interface StretchSpeakers extends Span {
  readonly frames: number;
  /** Whether each voice speaks, 1 or 0: `voices x frames`. */
  readonly speaking: Uint8Array;
}

/** How frames become turns. */
export interface TurnOptions {
  /** Silences of a speaker shorter than this do not end a turn, ms. */
  readonly minSilenceMs: number;
  /** Turns shorter than this are dropped, ms. */
  readonly minTurnMs: number;
}

/** Turns of the voices in order of time. */
export function placeTurns(
  stretches: readonly StretchSpeakers[],
  voices: number,
  options: TurnOptions,
): Turn[] {
  const turns = Array.from({ length: voices }, (_, speaker) =>
    joined(
      stretches.flatMap((stretch) => spansOf(stretch, speaker)),
      options.minSilenceMs,
    )
      .filter((span) => span.endMs - span.startMs >= options.minTurnMs)
      .map((span) => ({ speaker, ...span })),
  ).flat();
  return turns.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

function spansOf(stretch: StretchSpeakers, speaker: number): Span[] {
  const spans: Span[] = [];
  let startMs = -1;
  for (let frame = 0; frame <= stretch.frames; frame++) {
    const edgeMs = frameTimeMs(stretch, frame) - FRAME_MS / 2;
    const speaks = frame < stretch.frames && stretch.speaking[speaker * stretch.frames + frame] === 1;
    if (speaks && startMs < 0) startMs = frame === 0 ? stretch.startMs : edgeMs;
    if (!speaks && startMs >= 0) {
      spans.push({ startMs, endMs: frame === stretch.frames ? stretch.endMs : edgeMs });
      startMs = -1;
    }
  }
  return spans;
}

function joined(spans: readonly Span[], minSilenceMs: number): Span[] {
  const bridges: Span[] = [];
  for (const span of spans) {
    const last = bridges.at(-1);
    if (last && span.startMs - last.endMs < minSilenceMs)
      bridges[bridges.length - 1] = { startMs: last.startMs, endMs: span.endMs };
    else bridges.push(span);
  }
  return bridges;
}

/** Where anybody speaks, in order of time. */
export function spokenTimes(turns: readonly Turn[]): Span[] {
  return timesOf(turns, 1);
}

/** Where at least two people speak, in order of time. */
export function overlapsOf(turns: readonly Turn[]): Span[] {
  return timesOf(turns, 2);
}

/** Where at least so many people speak. */
function timesOf(turns: readonly Turn[], people: number): Span[] {
  const edges = turns
    .flatMap((turn) => [
      { atMs: turn.startMs, step: 1 },
      { atMs: turn.endMs, step: -1 },
    ])
    .sort((a, b) => a.atMs - b.atMs || a.step - b.step);
  const times: Span[] = [];
  let speaking = 0;
  let startMs = 0;
  for (const { atMs, step } of edges) {
    if (speaking === people - 1 && step === 1) startMs = atMs;
    if (speaking === people && step === -1 && atMs > startMs) times.push({ startMs, endMs: atMs });
    speaking += step;
  }
  return times;
}

/** The turns with speakers numbered anew from 0 by their first appearance, times whole. */
export function numbered(turns: readonly Turn[]): Turn[] {
  const numbers = new Map<number, number>();
  return turns.map((turn) => {
    const speaker = numbers.get(turn.speaker) ?? numbers.size;
    numbers.set(turn.speaker, speaker);
    return { speaker, startMs: Math.round(turn.startMs), endMs: Math.round(turn.endMs) };
  });
}
