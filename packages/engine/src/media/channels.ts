/**
 * The two channels of a recording, when they hold different people as calls recorded on both ends do: then each is analysed on
 * its own, and people who talk at once are no mixture. A room in stereo, or one voice on both channels, is no such case.
 */
import { SAMPLE_RATE } from './recording.ts';

/** 20 ms, samples. */
const FRAME = SAMPLE_RATE / 50;
/** A frame in which anybody speaks lies this far above its channel's own noise, dB. */
const ABOVE_NOISE_DB = 15;
/** A person is on one channel alone where that is louder by this than the other, each against its own loud frames, dB. */
const ALONE_DB = 10;
/** A channel is silenced where it is softer by this: codecs that save bits on stereo leave a good part of the other one in it. */
const CROSSTALK_DB = 7;
/** Each channel has somebody alone for this share of the speech, */
const LEAST_ALONE = 0.03;
/** and so are most moments of speech: in a room both microphones hear everybody. */
const MOSTLY_ALONE = 0.75;
/** Shorter recordings say too little, frames. */
const LEAST_FRAMES = 200;
const NOISE_QUANTILE = 0.15;
const LOUD_QUANTILE = 0.95;
/** Of a frame of digital silence, dB. */
const SILENCE_DB = -120;
/** Levels are compared over this many frames on each side, so that single sounds do not open and close a channel. */
const SMOOTHED_FRAMES = 4;

/** Level of each 20 ms, dB, gathered from samples as they come. */
export class LevelMeter {
  readonly levels: number[] = [];
  #sum = 0;
  #count = 0;

  add(sample: number): void {
    this.#sum += sample * sample;
    if (++this.#count < FRAME) return;
    this.levels.push(this.#sum === 0 ? SILENCE_DB : Math.max(SILENCE_DB, 10 * Math.log10(this.#sum / FRAME)));
    this.#sum = 0;
    this.#count = 0;
  }
}

/** Whether two channels hold different people, by the levels of their frames. */
export function areSpeakersApart(left: readonly number[], right: readonly number[]): boolean {
  if (left.length < LEAST_FRAMES) return false;
  const lead = leadOf(left, right);
  const [noiseLeft, noiseRight] = [quantile(left, NOISE_QUANTILE), quantile(right, NOISE_QUANTILE)];
  let [speech, onLeft, onRight] = [0, 0, 0];
  for (const [frame, difference] of lead.entries()) {
    const above = Math.max(left[frame]! - noiseLeft, right[frame]! - noiseRight);
    if (above < ABOVE_NOISE_DB) continue;
    speech++;
    if (difference > ALONE_DB) onLeft++;
    else if (difference < -ALONE_DB) onRight++;
  }
  return Math.min(onLeft, onRight) >= LEAST_ALONE * speech && onLeft + onRight >= MOSTLY_ALONE * speech;
}

/** A channel without what it catches of the other: silent while the other is clearly the louder one. */
export function withoutCrosstalk(own: Float32Array, other: Float32Array): Float32Array {
  const lead = leadOf(smoothed(levelsOf(own)), smoothed(levelsOf(other)));
  const gainAt = (frame: number) => (lead[Math.min(frame, lead.length - 1)]! < -CROSSTALK_DB ? 0 : 1);
  return own.map((sample, n) => {
    const frame = Math.floor(n / FRAME);
    const share = n / FRAME - frame;
    return sample * ((1 - share) * gainAt(frame) + share * gainAt(frame + 1));
  });
}

function levelsOf(samples: Float32Array): number[] {
  const meter = new LevelMeter();
  for (const sample of samples) meter.add(sample);
  return meter.levels.length > 0 ? meter.levels : [SILENCE_DB];
}

/** How much louder the first is in each frame, dB, when both are brought to one level. */
function leadOf(first: readonly number[], second: readonly number[]): number[] {
  const [loudFirst, loudSecond] = [quantile(first, LOUD_QUANTILE), quantile(second, LOUD_QUANTILE)];
  return first.map((level, frame) => level - loudFirst - ((second[frame] ?? SILENCE_DB) - loudSecond));
}

/** Levels of the mean power of the frames around each; a mean of dB would let pauses between words outweigh the words. */
function smoothed(levels: readonly number[]): number[] {
  const powers = levels.map((level) => 10 ** (level / 10));
  return levels.map((_, n) => {
    const around = powers.slice(Math.max(0, n - SMOOTHED_FRAMES), n + SMOOTHED_FRAMES + 1);
    return 10 * Math.log10(around.reduce((a, b) => a + b, 0) / around.length);
  });
}

function quantile(values: readonly number[], share: number): number {
  const ordered = Float64Array.from(values).sort();
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))]!;
}
