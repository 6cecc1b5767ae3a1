/**
 * Where a voice sounds and where its syllables peak, without knowing the language.
 *
 * After De Jong & Wempe 2009 (Behavior Research Methods 41(2)): the intensity is followed in steps of 10 ms; what lies more than
 * 25 dB below the loud parts (their 99th percentile) is silence, from 250 ms on a pause; a peak counts as a syllable when it lies
 * above that and stands out by 2 dB from the dips beside it.
 *
 * How we differ: intensity is that of the band from 300 to 1400 Hz, where vowels are loud and hissing consonants are not, in place
 * of a test for pitch, which creaky and coded voices fail. Against the syllables of the text it counts 1.8 % more in the sample
 * interview in German, and 3.6 % fewer in the one in Spanish, where vowels run together between words (`vivavoce evaluate
 * syllables`); people who swallow syllables have fewer too.
 */
import { msAt, type Recording, SAMPLE_RATE, sampleAt, samplesBetween } from '../media/recording.ts';
import { gapMs, joinSpans } from './spans.ts';
import type { Span, SyllableDetection } from './timeline.ts';

const STEP_MS = 10;
const WINDOW_MS = 50;
/** Below the loud parts by so much is silence, dB. */
const SILENCE_BELOW_DB = 25;
/** Shortest silence that is a pause, ms. */
const MIN_PAUSE_MS = 250;
/** A peak stands out from the dip before it by so much, dB. */
const MIN_DIP_DB = 2;
/** Edges of the band of the vowels, Hz: filters of the first order below, of the second above. */
const BAND_HZ = { low: 300, high: 1400 } as const;

/** Listens to one piece of a recording; times from the start of the recording. Silence has neither. */
export function detectSyllables(recording: Recording, piece: Span): SyllableDetection {
  const levels = intensityOf(samplesBetween(recording, piece));
  const loud = levels.toSorted((a, b) => a - b)[Math.floor(0.99 * (levels.length - 1))];
  if (loud === undefined || !Number.isFinite(loud)) return { phonation: [], nuclei: [] };
  const threshold = loud - SILENCE_BELOW_DB;
  const timeOf = (step: number) => piece.startMs + step * STEP_MS;
  const nuclei = peaksOf(levels, threshold).map((step) => timeOf(step) + STEP_MS / 2);
  return { phonation: voicedSpans(levels, threshold, timeOf), nuclei };
}

/** Intensity step by step, dB. */
function intensityOf(samples: Float32Array): number[] {
  const band = bandPassed(samples);
  const half = Math.round((WINDOW_MS * SAMPLE_RATE) / 2000);
  const sums = new Float64Array(band.length + 1);
  for (let at = 0; at < band.length; at++) sums[at + 1] = sums[at]! + band[at]! ** 2;
  return Array.from({ length: Math.floor(msAt(band.length) / STEP_MS) }, (_, step) => {
    const middle = sampleAt((step + 0.5) * STEP_MS);
    const from = Math.max(0, middle - half);
    const to = Math.min(band.length, middle + half);
    return 10 * Math.log10((sums[to]! - sums[from]!) / (to - from));
  });
}

function bandPassed(samples: Float32Array): Float32Array {
  const keep = 1 / (1 + (2 * Math.PI * BAND_HZ.low) / SAMPLE_RATE);
  const take = 1 - Math.exp((-2 * Math.PI * BAND_HZ.high) / SAMPLE_RATE);
  const out = new Float32Array(samples.length);
  let [high, once, twice] = [0, 0, 0];
  for (let at = 1; at < samples.length; at++) {
    high = keep * (high + samples[at]! - samples[at - 1]!);
    once += take * (high - once);
    twice += take * (once - twice);
    out[at] = twice;
  }
  return out;
}

/** Steps of the peaks above the threshold, each after a dip. */
function peaksOf(levels: readonly number[], threshold: number): number[] {
  const peaks: number[] = [];
  let dip = Number.POSITIVE_INFINITY;
  let best: { step: number; level: number } | null = null;
  for (const [step, level] of levels.entries()) {
    if (best === null) {
      dip = Math.min(dip, level);
      if (level - dip >= MIN_DIP_DB && level > threshold) best = { step, level };
    } else if (level > best.level) best = { step, level };
    else if (best.level - level >= MIN_DIP_DB) {
      peaks.push(best.step);
      best = null;
      dip = level;
    }
  }
  return best === null ? peaks : [...peaks, best.step];
}

function voicedSpans(levels: readonly number[], threshold: number, timeOf: (step: number) => number): Span[] {
  const voiced = levels.flatMap((level, step) =>
    level > threshold ? [{ startMs: timeOf(step), endMs: timeOf(step + 1) }] : [],
  );
  return joinSpans(voiced, (span, next) => gapMs(span, next) < MIN_PAUSE_MS);
}
