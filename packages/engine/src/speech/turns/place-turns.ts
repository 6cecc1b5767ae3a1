import { FRAME_MS } from '../encoder.ts';
import type { Span, Turn } from '../timeline.ts';
import { frameTimeMs } from './print-windows.ts';

/** Who speaks in the frames of a stretch of the recording. */
export interface StretchActivity extends Span {
  readonly frames: number;
  /** The probability of each voice to speak: `voices x frames`. */
  readonly activity: Float32Array;
}

/** How probabilities become turns. */
export interface TurnOptions {
  /** A second voice speaks as well where its probability is above this. */
  readonly overlapThreshold: number;
  /** A voice goes on through doubtful frames while its probability is above this. */
  readonly offset: number;
  /** Silences of a speaker shorter than this do not end a turn, ms. */
  readonly minSilenceMs: number;
  /** Turns shorter than this are dropped, ms. */
  readonly minTurnMs: number;
}

/** Turns of the voices in order of time; somebody speaks in every speech region, and several where several are heard. */
export function placeTurns(
  stretches: readonly StretchActivity[],
  regions: readonly Span[],
  voices: number,
  options: TurnOptions,
): Turn[] {
  const turns = Array.from({ length: voices }, (_, speaker) =>
    joined(
      stretches.flatMap((stretch) => spansOf(stretch, regions, speaker, voices, options)),
      options.minSilenceMs,
    )
      .filter((span) => span.endMs - span.startMs >= options.minTurnMs)
      .map((span) => ({ speaker, ...span })),
  ).flat();
  return turns.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

function spansOf(
  stretch: StretchActivity,
  regions: readonly Span[],
  speaker: number,
  voices: number,
  options: TurnOptions,
): Span[] {
  const spans: Span[] = [];
  for (const region of regions) {
    if (region.endMs <= stretch.startMs || region.startMs >= stretch.endMs) continue;
    let startMs = -1;
    for (let frame = 0; frame <= stretch.frames; frame++) {
      const fromMs = Math.max(stretch.startMs, frameTimeMs(stretch, frame) - FRAME_MS / 2);
      const inside = frame < stretch.frames && fromMs + FRAME_MS > region.startMs && fromMs < region.endMs;
      const speaks = inside && isSpeaking(stretch, speaker, voices, frame, startMs >= 0, options);
      if (speaks && startMs < 0) startMs = spans.length === 0 ? Math.max(region.startMs, fromMs) : fromMs;
      if (!speaks && startMs >= 0) {
        spans.push({ startMs: Math.max(startMs, region.startMs), endMs: Math.min(fromMs, region.endMs) });
        startMs = -1;
      }
    }
  }
  return spans;
}

function isSpeaking(
  { activity, frames }: StretchActivity,
  speaker: number,
  voices: number,
  frame: number,
  already: boolean,
  options: TurnOptions,
): boolean {
  const own = activity[speaker * frames + frame]!;
  if (own > (already ? options.offset : options.overlapThreshold)) return true;
  for (let other = 0; other < voices; other++)
    if (other !== speaker && activity[other * frames + frame]! >= own) return false;
  return true;
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

/** Where at least two people speak, in order of time. */
export function overlapsOf(turns: readonly Turn[]): Span[] {
  const edges = turns
    .flatMap((turn) => [
      { atMs: turn.startMs, step: 1 },
      { atMs: turn.endMs, step: -1 },
    ])
    .sort((a, b) => a.atMs - b.atMs || a.step - b.step);
  const overlaps: Span[] = [];
  let speaking = 0;
  let startMs = 0;
  for (const { atMs, step } of edges) {
    if (speaking === 1 && step === 1) startMs = atMs;
    if (speaking === 2 && step === -1 && atMs > startMs) overlaps.push({ startMs, endMs: atMs });
    speaking += step;
  }
  return overlaps;
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
