/**
 * How channels resemble each other and how much later one is than the other, by the generalised cross-correlation with phase
 * transform (Knapp & Carter 1976) over windows of two seconds, summed over the recording. What two channels share stands at its
 * delay as a peak, however it was filtered on its way.
 */
import { FourierTransform } from '../fourier.ts';
import { COMPARED_RATE } from './channel-signal.ts';

/** 2 s, samples at the compared rate: four times the longest delay, so that most of a window still meets its echo. */
const WINDOW = 8192;
const STEP = WINDOW / 2;
/** Delays looked at, samples: 500 ms; an echo over the Internet and back is late by less (ITU-T G.114: 400 ms one way at most). */
const LONGEST_DELAY = COMPARED_RATE / 2;
/** The band in which both the telephone and the filter of the compared rate let speech through, Hz. */
const [LOWEST_HZ, HIGHEST_HZ] = [250, 1700];
const [FIRST_BIN, END_BIN] = [LOWEST_HZ, HIGHEST_HZ].map((hz) =>
  Math.round((hz * WINDOW) / COMPARED_RATE),
) as [number, number];
const BINS = END_BIN - FIRST_BIN;
/** After so many windows, ten minutes, one of four says enough more. */
const ALL_COMPARED = 600;
const THEN_ONE_OF = 4;
/** Windows softer than this on a channel hold nothing to compare: below it lies the rounding noise of 16-bit samples, power. */
const LEAST_POWER = 1e-10;

/** A microphone in a room is late by less than this, the echo of a call by more, ms: 13 m of air. */
export const LEAST_ECHO_MS = 40;

/** What two channels have in common at one delay. */
export interface SharedSound {
  /** How much later the second channel is, ms; negative where the first is. */
  readonly delayMs: number;
  /** Height of the peak, 0 to 1 when the channels are the same; negative where one is upside down. */
  readonly height: number;
  /** Height in standard deviations of what unrelated sound gives. */
  readonly significance: number;
}

/** Sums over the windows of a pair of channels. */
interface PairSums {
  readonly phaseReal: Float64Array;
  readonly phaseImaginary: Float64Array;
  readonly crossReal: Float64Array;
  windows: number;
}

/** Correlates all pairs of up to eight channels while they stream past. */
export class ChannelCorrelation {
  readonly #channels: number;
  readonly #windows: Float32Array[];
  readonly #pairs: PairSums[];
  readonly #powers: Float64Array[];
  readonly #transform = new FourierTransform(WINDOW);
  readonly #shape = Float64Array.from(
    { length: WINDOW },
    (_, n) => Math.sin((Math.PI * (n + 0.5)) / WINDOW) ** 2,
  );
  #filled = 0;
  #seen = 0;

  constructor(channels: number) {
    const bins = () => new Float64Array(BINS);
    this.#channels = channels;
    this.#windows = Array.from({ length: channels }, () => new Float32Array(WINDOW));
    this.#powers = Array.from({ length: channels }, bins);
    this.#pairs = Array.from({ length: (channels * (channels - 1)) / 2 }, () => ({
      phaseReal: bins(),
      phaseImaginary: bins(),
      crossReal: bins(),
      windows: 0,
    }));
  }

  /** Takes equally many samples of every channel at the compared rate. */
  add(blocks: readonly Float32Array[]): void {
    const length = blocks[0]?.length ?? 0;
    let taken = 0;
    while (taken < length) {
      const some = Math.min(length - taken, WINDOW - this.#filled);
      for (const [channel, window] of this.#windows.entries())
        window.set(blocks[channel]!.subarray(taken, taken + some), this.#filled);
      this.#filled += some;
      taken += some;
      if (this.#filled < WINDOW) continue;
      this.#correlate();
      for (const window of this.#windows) window.copyWithin(0, STEP);
      this.#filled = WINDOW - STEP;
    }
  }

  /** Takes what has not filled a window yet as if silence came after it. */
  flush(): void {
    if (this.#filled <= (this.#pairs[0]?.windows ? STEP : 0)) return;
    for (const window of this.#windows) window.fill(0, this.#filled);
    this.#correlate();
    this.#filled = 0;
  }

  #correlate(): void {
    if (this.#channels < 2) return;
    if (this.#seen++ >= ALL_COMPARED && this.#seen % THEN_ONE_OF !== 0) return;
    const spectra = this.#windows.flatMap((_, n, all) =>
      n % 2 === 0 ? this.#spectraOf(all.slice(n, n + 2)) : [],
    );
    for (const [channel, { real, imaginary }] of spectra.entries()) {
      const powers = this.#powers[channel]!;
      for (let bin = 0; bin < powers.length; bin++) powers[bin]! += real[bin]! ** 2 + imaginary[bin]! ** 2;
    }
    for (let first = 0; first < this.#channels; first++)
      for (let second = first + 1; second < this.#channels; second++)
        addPair(this.#pairOf(first, second), spectra[first]!, spectra[second]!);
  }

  /**
   * The spectra of one or two channels by one transform: a real signal's spectrum is symmetric, so that the sum of one and i times
   * another comes apart again (Press et al., Numerical Recipes, 12.3).
   */
  #spectraOf(windows: readonly Float32Array[]): Spectrum[] {
    const real = new Float64Array(WINDOW);
    const imaginary = new Float64Array(WINDOW);
    const areLoud = windows.map(
      (window, n) => this.#shaped(window, n === 0 ? real : imaginary) >= LEAST_POWER,
    );
    if (areLoud.includes(true)) this.#transform.forward(real, imaginary);
    return areLoud.map((isLoud, n) => {
      const own = { real: new Float64Array(BINS), imaginary: new Float64Array(BINS), isLoud };
      const [even, odd] = n === 0 ? [real, imaginary] : [imaginary, real];
      for (let bin = 0; bin < BINS; bin++) {
        const [at, mirrored] = [FIRST_BIN + bin, WINDOW - FIRST_BIN - bin];
        own.real[bin] = (even[at]! + even[mirrored]!) / 2;
        own.imaginary[bin] = ((n === 0 ? 1 : -1) * (odd[at]! - odd[mirrored]!)) / 2;
      }
      return own;
    });
  }

  /** Puts a window in its shape into `into`, and gives its power. */
  #shaped(window: Float32Array, into: Float64Array): number {
    let power = 0;
    for (let n = 0; n < WINDOW; n++) {
      const value = window[n]! * this.#shape[n]!;
      into[n] = value;
      power += (value * value) / WINDOW;
    }
    return power;
  }

  #pairOf(first: number, second: number): PairSums {
    return this.#pairs[first * this.#channels - (first * (first + 1)) / 2 + (second - first - 1)]!;
  }

  /** What two channels share, at the delays at which it stands out, highest first; the first has the lower index. */
  sharedSounds(first: number, second: number): SharedSound[] {
    const { phaseReal, phaseImaginary, windows } = this.#pairOf(first, second);
    if (windows === 0) return [];
    const real = new Float64Array(WINDOW);
    const imaginary = new Float64Array(WINDOW);
    real.set(phaseReal, FIRST_BIN);
    imaginary.set(phaseImaginary, FIRST_BIN);
    this.#transform.inverse(real, imaginary);
    const scale = WINDOW / BINS / windows;
    const heights = Float64Array.from(
      { length: 2 * LONGEST_DELAY + 1 },
      (_, n) => scale * real[(n - LONGEST_DELAY + WINDOW) % WINDOW]!,
    );
    return peaksOf(heights);
  }

  /**
   * The share of two channels' sound that is lost where they are added with these signs: bins in which they cancel to less than
   * a quarter, by their power; 0 to 1.
   */
  cancelledShare(first: number, second: number, sign: 1 | -1): number {
    const { crossReal } = this.#pairOf(first, second);
    const [own, other] = [this.#powers[first]!, this.#powers[second]!];
    let [all, lost] = [0, 0];
    for (const [bin, cross] of crossReal.entries()) {
      const apart = own[bin]! + other[bin]!;
      all += apart;
      if (apart + 2 * sign * cross < CANCELLED * apart) lost += apart;
    }
    return all === 0 ? 0 : lost / all;
  }
}

/** What two channels share by chance stays below both, the echoes of `docs/validity/calls.md` above. */
const LEAST_SIGNIFICANCE = 10;
const LEAST_HEIGHT = 0.02;
/** The median of the absolute values of a normal distribution, in standard deviations. */
const DEVIATIONS_OF_MEDIAN = 0.6745;
/** The band's edges give each peak side lobes on both sides, lower than this share of it. */
const SIDE_LOBES_MS = 60;
const SIDE_LOBE = 0.05;
/** Peaks nearer to each other are one, ms. */
const LEAST_APART_MS = 5;

/** Sound that keeps less than this of its power where channels are added is lost: -6 dB. */
const CANCELLED = 0.25;

interface Spectrum {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly isLoud: boolean;
}

/** Adds the cross-spectrum of a window: as it is, and by phase alone. */
function addPair(sums: PairSums, first: Spectrum, second: Spectrum): void {
  if (!first.isLoud || !second.isLoud) return;
  sums.windows++;
  for (let bin = 0; bin < sums.crossReal.length; bin++) {
    const [a, b, c, d] = [first.real[bin]!, first.imaginary[bin]!, second.real[bin]!, second.imaginary[bin]!];
    const real = a * c + b * d;
    const imaginary = a * d - b * c;
    const magnitude = Math.sqrt(real * real + imaginary * imaginary);
    sums.crossReal[bin]! += real;
    if (magnitude === 0) continue;
    sums.phaseReal[bin]! += real / magnitude;
    sums.phaseImaginary[bin]! += imaginary / magnitude;
  }
}

/** Peaks of a correlation that stand out of the rest, highest first. */
function peaksOf(heights: Float64Array): SharedSound[] {
  const deviation = heights.map(Math.abs).sort()[heights.length >> 1]! / DEVIATIONS_OF_MEDIAN;
  const height = (n: number) => Math.abs(heights[n]!);
  const peaks: SharedSound[] = [];
  const candidates = [...heights.keys()]
    .filter((n) => height(n) >= LEAST_HEIGHT && height(n) >= LEAST_SIGNIFICANCE * deviation)
    .sort((a, b) => height(b) - height(a));
  for (const n of candidates) {
    const delayMs = ((n - LONGEST_DELAY) * 1000) / COMPARED_RATE;
    const isSideLobe = peaks.some(
      (peak) =>
        Math.abs(peak.delayMs - delayMs) < SIDE_LOBES_MS && height(n) < SIDE_LOBE * Math.abs(peak.height),
    );
    if (isSideLobe || peaks.some((peak) => Math.abs(peak.delayMs - delayMs) < LEAST_APART_MS)) continue;
    peaks.push({ delayMs, height: heights[n]!, significance: height(n) / deviation });
  }
  return peaks;
}
