/** Where a channel holds nothing but what it picks up of another one, by levels alone. */
import { DEAD_DB } from '../../media/channels/channel-levels.ts';
import { FRAME_MS, SILENCE_DB } from '../../media/channels/channel-signal.ts';
import { SAMPLE_RATE } from '../../media/recording.ts';

/** Samples of a frame. */
const FRAME = (SAMPLE_RATE * FRAME_MS) / 1000;
/** A channel is silenced where it is softer by this: codecs that save bits on stereo leave a good part of the other one in it, dB. */
const CROSSTALK_DB = 7;
const LOUD_QUANTILE = 0.95;
/** Levels are compared over this many frames on each side, so that single sounds do not open and close a channel. */
const SMOOTHED_FRAMES = 4;

/** A channel without what it picks up of the others at the same moment: silent while one of them is clearly the louder. */
export function withoutCrosstalk(own: Float32Array, others: readonly Float32Array[]): Float32Array {
  const levels = relativeLevels(own);
  const otherLevels = others.map(relativeLevels);
  return gated(own, (frame) => otherLevels.every((other) => levels[frame]! - other[frame]! >= -CROSSTALK_DB));
}

/** The sound with the frames of 20 ms silent that are not open; what lies between two is faded. */
export function gated(samples: Float32Array, isOpen: (frame: number) => boolean): Float32Array {
  const frames = Math.max(1, Math.floor(samples.length / FRAME));
  const gains = Float32Array.from({ length: frames }, (_, frame) => (isOpen(frame) ? 1 : 0));
  const gainAt = (frame: number) => gains[Math.min(frame, frames - 1)]!;
  return samples.map((sample, n) => {
    const frame = Math.floor(n / FRAME);
    const share = n / FRAME - frame;
    return sample * ((1 - share) * gainAt(frame) + share * gainAt(frame + 1));
  });
}

/**
 * Levels of the mean power of the frames around each, dB of full scale; a mean of dB would let pauses between words outweigh the
 * words.
 */
export function smoothedLevels(samples: Float32Array): Float32Array {
  const frames = Math.max(1, Math.floor(samples.length / FRAME));
  const sums = new Float64Array(frames + 1);
  for (let frame = 0; frame < frames; frame++) {
    let power = 0;
    for (const sample of samples.subarray(frame * FRAME, (frame + 1) * FRAME)) power += sample * sample;
    sums[frame + 1] = sums[frame]! + power / FRAME;
  }
  return Float32Array.from({ length: frames }, (_, frame) => {
    const [from, to] = [Math.max(0, frame - SMOOTHED_FRAMES), Math.min(frames, frame + SMOOTHED_FRAMES + 1)];
    const power = (sums[to]! - sums[from]!) / (to - from);
    return power <= 1e-12 ? SILENCE_DB : 10 * Math.log10(power);
  });
}

/** Smoothed levels against the channel's own loud frames, dB: channels are recorded at different levels. */
function relativeLevels(samples: Float32Array): Float32Array {
  const levels = smoothedLevels(samples);
  const loud = levels.toSorted()[Math.floor(LOUD_QUANTILE * (levels.length - 1))]!;
  return levels.map((level) => (loud < DEAD_DB ? Number.NEGATIVE_INFINITY : level - loud));
}
