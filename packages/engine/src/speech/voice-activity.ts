import { readFile } from 'node:fs/promises';
import type { Recording } from '../media/recording.ts';
import { SAMPLE_RATE } from '../media/recording.ts';
import { loadSession } from '../models/inference-session.ts';
import { modelPath, SILERO_VAD } from '../models/model-files.ts';
import { readModel } from '../models/onnx-graph.ts';
import { Tensor } from '../models/onnx-runtime.ts';
import { gapMs, joinSpans, lengthMs } from './spans.ts';
import type { Span } from './timeline.ts';
import { MEMORY_UNITS, VOICE_ACTIVITY_VALUES, voiceActivityGraph } from './voice-activity-graph.ts';

/** Samples of one window of the voice activity model: 32 ms. */
const WINDOW_SAMPLES = 512;
/** Samples before a window that the model sees as well; without them version 5 and 6 hear almost nothing. */
const CONTEXT_SAMPLES = 64;
const SEEN_SAMPLES = CONTEXT_SAMPLES + WINDOW_SAMPLES;
const WINDOW_MS = (WINDOW_SAMPLES * 1000) / SAMPLE_RATE;

/** Tells speech from everything else, window by window. */
export interface VoiceActivityModel {
  /** The probability of speech in each window of 32 ms (512 samples; the last is filled up with silence). */
  speechProbabilities(samples: Float32Array): Promise<Float32Array>;
}

/** How probabilities become regions. */
export interface SpeechRegionOptions {
  /** A region begins where the probability reaches this, 0 to 1. */
  readonly onset: number;
  /** A region ends where the probability stays under this, 0 to `onset`. */
  readonly offset: number;
  /** Silences shorter than this do not end a region, ms. */
  readonly minSilenceMs: number;
  /** Regions shorter than this, before padding, are dropped, ms. */
  readonly minSpeechMs: number;
  /** Each region grows by this at both ends, as far as its neighbours allow, ms. */
  readonly paddingMs: number;
}

/**
 * Silero's own recipe (Silero Team 2021-2025: 0.5, 0.35, 100 ms, 30 ms) misses a fifth of the speech that people marked in
 * meetings: they hear weak voices and write through short pauses. These values, set on nine half minutes of AMI, miss
 * about 10 % and invent 1 to 2 %; they still keep backchannels ("mm", 0.2 s). Pauses inside speech are measured
 * between words, not between regions.
 */
export const SPEECH_REGION_DEFAULTS: SpeechRegionOptions = {
  onset: 0.3,
  offset: 0.15,
  minSilenceMs: 400,
  minSpeechMs: 120,
  paddingMs: 100,
};

/**
 * Where words clearly are: pauses from 200 ms on are none, edges lie by the words. The beginning is heard as readily as for
 * regions; set on two calls and five half minutes of AMI (`docs/validity/speakers.md`).
 */
const CLEAR_SPEECH: SpeechRegionOptions = {
  onset: 0.3,
  offset: 0.15,
  minSilenceMs: 200,
  minSpeechMs: 60,
  paddingMs: 30,
};

/** Where anybody speaks. */
export interface FoundSpeech {
  /** With some silence around and short pauses inside, so that nothing is cut; in order of time and without overlap. */
  readonly regions: readonly Span[];
  /** Near to the words; in order of time and without overlap. */
  readonly clear: readonly Span[];
}

/** Windows that pass through the network together: 33 s. */
const WINDOWS_AT_ONCE = 1024;

/** Loads Silero VAD v6. */
export async function loadVoiceActivity(): Promise<VoiceActivityModel> {
  const session = await loadSession(voiceActivityGraph(readModel(await readFile(modelPath(SILERO_VAD)))));
  const { windows, hidden, cell, nextHidden, nextCell, probabilities } = VOICE_ACTIVITY_VALUES;
  const memory = () => new Tensor('float32', new Float32Array(MEMORY_UNITS), [1, 1, MEMORY_UNITS]);
  return {
    async speechProbabilities(samples) {
      const found = new Float32Array(Math.ceil(samples.length / WINDOW_SAMPLES));
      let state: Record<string, Tensor> = { [hidden]: memory(), [cell]: memory() };
      for (let first = 0; first < found.length; first += WINDOWS_AT_ONCE) {
        const count = Math.min(WINDOWS_AT_ONCE, found.length - first);
        const input = new Tensor('float32', windowsFrom(samples, first, count), [count, SEEN_SAMPLES]);
        const outputs = await session.run({ [windows]: input, ...state });
        found.set(outputs[probabilities]?.data as Float32Array, first);
        state = { [hidden]: outputs[nextHidden] as Tensor, [cell]: outputs[nextCell] as Tensor };
      }
      return found;
    },
  };
}

/** Windows with what comes before each, one after the other; silence before the recording and after it. */
function windowsFrom(samples: Float32Array, first: number, count: number): Float32Array {
  const rows = new Float32Array(count * SEEN_SAMPLES);
  for (let row = 0; row < count; row++) {
    const from = (first + row) * WINDOW_SAMPLES - CONTEXT_SAMPLES;
    const available = samples.subarray(Math.max(0, from), from + SEEN_SAMPLES);
    rows.set(available, row * SEEN_SAMPLES + Math.max(0, -from));
  }
  return rows;
}

/** Where anybody speaks, widely and near to the words. */
export async function findSpeech(recording: Recording, model: VoiceActivityModel): Promise<FoundSpeech> {
  const probabilities = await model.speechProbabilities(recording.samples);
  return {
    regions: regionsFrom(probabilities, recording.durationMs, SPEECH_REGION_DEFAULTS),
    clear: regionsFrom(probabilities, recording.durationMs, CLEAR_SPEECH),
  };
}

/** Where anybody speaks, in order of time and without overlap; empty when nobody does. */
export async function findSpeechRegions(
  recording: Recording,
  model: VoiceActivityModel,
  options: Partial<SpeechRegionOptions> = {},
): Promise<Span[]> {
  const probabilities = await model.speechProbabilities(recording.samples);
  return regionsFrom(probabilities, recording.durationMs, { ...SPEECH_REGION_DEFAULTS, ...options });
}

/** Regions from the probability of speech in windows of 32 ms, by hysteresis. */
export function regionsFrom(
  probabilities: Float32Array,
  durationMs: number,
  options: SpeechRegionOptions,
): Span[] {
  const long = joinSpans(
    aboveThreshold(probabilities, options),
    (region, next) => gapMs(region, next) < options.minSilenceMs,
  ).filter((region) => lengthMs(region) >= options.minSpeechMs);
  return padRegions(long, options.paddingMs, durationMs);
}

function aboveThreshold(probabilities: Float32Array, options: SpeechRegionOptions): Span[] {
  const spans: Span[] = [];
  let start = -1;
  for (const [window, probability] of probabilities.entries()) {
    if (start < 0 && probability >= options.onset) start = window;
    else if (start >= 0 && probability < options.offset) {
      spans.push({ startMs: start * WINDOW_MS, endMs: window * WINDOW_MS });
      start = -1;
    }
  }
  if (start >= 0) spans.push({ startMs: start * WINDOW_MS, endMs: probabilities.length * WINDOW_MS });
  return spans;
}

function padRegions(spans: readonly Span[], paddingMs: number, durationMs: number): Span[] {
  return spans.map((span, index) => {
    const before = spans[index - 1]?.endMs ?? Number.NEGATIVE_INFINITY;
    const after = spans[index + 1]?.startMs ?? Number.POSITIVE_INFINITY;
    const earliest = Math.max(0, (before + span.startMs) / 2);
    const latest = Math.min(durationMs, (span.endMs + after) / 2);
    return {
      startMs: Math.round(Math.max(earliest, span.startMs - paddingMs)),
      endMs: Math.round(Math.min(latest, span.endMs + paddingMs)),
    };
  });
}
