/**
 * The range of a voice's pitch.
 *
 * Pitch is found in aligned vowels with YIN (de Cheveigne & Kawahara 2002, Journal of the Acoustical Society of America
 * 111(4), steps 1 to 5: difference function, cumulative mean normalisation, absolute threshold, parabolic
 * interpolation), and only the distance from the 10th to the 90th percentile in whole semitones leaves this module: no
 * contour, no mean pitch, nothing that could tell a person or a sex.
 *
 * How we differ: the threshold is 0.15 (theirs: 0.1), frames above it are taken for unvoiced; audio is halved to 8 kHz
 * by averaging pairs of samples; frames further than an octave from the median are taken for octave errors.
 */
import { type Recording, SAMPLE_RATE } from '../media/recording.ts';
import type { Span } from '../speech/timeline.ts';

const RATE_HZ = SAMPLE_RATE / 2;
const MIN_PITCH_HZ = 60;
const MAX_PITCH_HZ = 450;
const WINDOW_SAMPLES = 200;
const MAX_LAG = Math.ceil(RATE_HZ / MIN_PITCH_HZ);
const MIN_LAG = Math.floor(RATE_HZ / MAX_PITCH_HZ);
const THRESHOLD = 0.15;
/** Distance of the frames, ms. */
const STEP_MS = 20;
/** Most frames that are looked at, spread evenly: more make the figure no surer. */
const MAX_FRAMES = 1500;
/** Fewest frames with pitch for a range. Ours: about a second of vowels. */
const MIN_VOICED_FRAMES = 50;

/** 10th to 90th percentile of the pitch in these spans, whole semitones; null below 50 frames with pitch. */
export function pitchRangeSemitones(recording: Recording, vowels: readonly Span[]): number | null {
  const times = frameTimes(vowels);
  const stride = Math.max(1, Math.ceil(times.length / MAX_FRAMES));
  const pitches = times
    .filter((_, at) => at % stride === 0)
    .map((ms) => pitchAt(recording.samples, ms))
    .filter((pitch) => pitch !== null)
    .map((pitch) => 12 * Math.log2(pitch))
    .toSorted((a, b) => a - b);
  const middle = percentile(pitches, 0.5);
  const kept = pitches.filter((semitones) => Math.abs(semitones - middle) <= 12);
  if (kept.length < MIN_VOICED_FRAMES) return null;
  return Math.round(percentile(kept, 0.9) - percentile(kept, 0.1));
}

/** Pitch in Hz of the 25 ms of 16 kHz audio from `ms` on; null where there is none, or no full window. */
export function pitchAt(samples: Float32Array, ms: number): number | null {
  const start = Math.round((ms * SAMPLE_RATE) / 1000);
  const frame = halfRate(samples, start, WINDOW_SAMPLES + MAX_LAG + 1);
  if (frame === null) return null;
  const normalised = normalisedDifference(frame);
  for (let lag = MIN_LAG; lag < MAX_LAG; lag++) {
    if (normalised[lag]! >= THRESHOLD) continue;
    while (lag + 1 < MAX_LAG && normalised[lag + 1]! < normalised[lag]!) lag++;
    return RATE_HZ / interpolatedMinimum(normalised, lag);
  }
  return null;
}

function frameTimes(spans: readonly Span[]): number[] {
  return spans.flatMap(({ startMs, endMs }) => {
    const count = Math.floor((endMs - startMs) / STEP_MS);
    return Array.from({ length: Math.max(0, count) }, (_, at) => startMs + at * STEP_MS);
  });
}

function halfRate(samples: Float32Array, start: number, length: number): Float32Array | null {
  if (start < 0 || start + 2 * length > samples.length) return null;
  return Float32Array.from(
    { length },
    (_, at) => (samples[start + 2 * at]! + samples[start + 2 * at + 1]!) / 2,
  );
}

/** Cumulative mean normalised difference by lag; infinite for silence, so that it has no pitch. */
function normalisedDifference(frame: Float32Array): Float64Array {
  const normalised = new Float64Array(MAX_LAG + 1).fill(Number.POSITIVE_INFINITY);
  let sum = 0;
  for (let lag = 1; lag <= MAX_LAG; lag++) {
    let difference = 0;
    for (let at = 0; at < WINDOW_SAMPLES; at++) {
      const step = frame[at]! - frame[at + lag]!;
      difference += step * step;
    }
    sum += difference;
    if (sum > 0) normalised[lag] = (difference * lag) / sum;
  }
  return normalised;
}

function interpolatedMinimum(values: Float64Array, at: number): number {
  const [left, middle, right] = [values[at - 1]!, values[at]!, values[at + 1]!];
  const curvature = left - 2 * middle + right;
  return curvature > 0 && Number.isFinite(curvature) ? at + (left - right) / (2 * curvature) : at;
}

function percentile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return 0;
  const position = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)]!, sorted[Math.ceil(position)]!];
  return below + (above - below) * (position - Math.floor(position));
}
