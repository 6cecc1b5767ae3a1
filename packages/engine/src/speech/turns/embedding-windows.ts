import { FIRST_FRAME_MS, FRAME_MS } from '../encoder.ts';
import type { Span } from '../timeline.ts';
import type { VoiceWindow } from './clustering.ts';
import { meanEmbedding, type SpeakerEmbedding } from './speaker-embedding.ts';
import type { FrameFeatures, SpeakerModels } from './speaker-models.ts';

/** A speaker embedding of a short stretch of speech. */
export interface EmbeddingWindow extends VoiceWindow {
  readonly embedding: SpeakerEmbedding;
}

/** What is kept of a stretch of the recording that was listened to. */
export interface EncodedStretch extends Span, FrameFeatures {
  readonly windows: readonly EmbeddingWindow[];
}

/** Windows long enough to tell voices apart and short enough to hold one of them (Park et al. 2022, section 2.3). */
const WINDOW_MS = 1500;
const HOP_MS = 500;
/** Stretches of speech shorter than this say too little about a voice to take part in clustering. */
const MIN_WINDOW_MS = 700;

/** The time of the middle of a frame of a stretch, ms. */
export function frameTimeMs(stretch: Span, frame: number): number {
  return stretch.startMs + FIRST_FRAME_MS + frame * FRAME_MS;
}

/** Speaker embeddings of windows of 1.5 s every 0.5 s over the speech in a stretch; a region that is shorter gives one. */
export function embeddingWindows(
  stretch: Span & { readonly states: Float32Array; readonly frames: number },
  regions: readonly Span[],
  models: SpeakerModels,
): EmbeddingWindow[] {
  const frameAt = (ms: number) =>
    Math.max(0, Math.min(stretch.frames, Math.round((ms - stretch.startMs - FIRST_FRAME_MS) / FRAME_MS)));
  return regions
    .map((region) => intersection(region, stretch))
    .flatMap(windowsOf)
    .map((window) => {
      const [first, end] = [frameAt(window.startMs), frameAt(window.endMs)];
      const coordinates = models.embed(stretch.states, first, end);
      return { ...window, coordinates, embedding: meanEmbedding([coordinates]) };
    });
}

function intersection(a: Span, b: Span): Span {
  return { startMs: Math.max(a.startMs, b.startMs), endMs: Math.min(a.endMs, b.endMs) };
}

function windowsOf(span: Span): Span[] {
  const lengthMs = span.endMs - span.startMs;
  if (lengthMs < MIN_WINDOW_MS) return [];
  if (lengthMs <= WINDOW_MS) return [span];
  const count = Math.ceil((lengthMs - WINDOW_MS) / HOP_MS) + 1;
  const hopMs = (lengthMs - WINDOW_MS) / (count - 1);
  return Array.from({ length: count }, (_, n) => ({
    startMs: span.startMs + n * hopMs,
    endMs: span.startMs + n * hopMs + WINDOW_MS,
  }));
}
