/** What the levels of channels say about who is on them; levels are of frames of 20 ms, dB of full scale, hum taken out. */
import { FRAME_MS } from './channel-signal.ts';

/** A frame in which anybody speaks lies this far above its channel's own noise, dB. */
const ABOVE_NOISE_DB = 15;
/** A person is on one channel alone where that is louder by this than all others, each against its own loud frames, dB. */
const ALONE_DB = 10;
const NOISE_QUANTILE = 0.15;
/** Of the frames with speech; where somebody speaks two fifths of the time it is the 95th percentile of all frames. */
const LOUD_QUANTILE = 0.87;
/** A channel's highest level: louder frames are clicks. */
const PEAK_QUANTILE = 0.995;
/** Noise and hum alone reach this far above their own quiet frames at most, dB: white noise 2 dB, a fan 5 dB. */
const STEADY_DB = 10;
/** What never gets louder is a channel without anything connected, dB of full scale. */
export const DEAD_DB = -75;
/** The level of an echo differs by this from frame to frame, dB: it comes through a room, and frames are not in step. */
const ECHO_SPREAD_DB = 6;
/** Widths of the histogram in which an echo's usual level is looked up, dB. */
const LEVEL_STEP_DB = 1;

/** A channel's levels and what they are measured against. */
export interface ChannelLevels {
  readonly levels: Float32Array;
  readonly noise: number;
  /** The level of loud speech; of the loudest frames where nobody speaks. */
  readonly loud: number;
  /** Whether anything but steady noise is on the channel. */
  readonly hasSound: boolean;
}

/** Measures a channel by its levels. */
export function channelLevels(levels: Float32Array): ChannelLevels {
  const ordered = levels.toSorted();
  const noise = quantile(ordered, NOISE_QUANTILE);
  const peak = quantile(ordered, PEAK_QUANTILE);
  const spoken = ordered.subarray(ordered.findIndex((level) => level > noise + ABOVE_NOISE_DB));
  const loud = peak > noise + ABOVE_NOISE_DB ? quantile(spoken, LOUD_QUANTILE) : peak;
  return { levels, noise, loud, hasSound: peak > DEAD_DB && peak - noise > STEADY_DB };
}

/** How far loud speech stands out of a channel's noise, dB. */
export function clarity({ loud, noise }: ChannelLevels): number {
  return loud - noise;
}

/** Who is alone on which of several channels. */
export interface TimeAlone {
  /** For each channel the share of all speech during which it is clearly the loudest, 0 to 1. */
  readonly shares: readonly number[];
  /** Frames in which anybody speaks. */
  readonly spokenFrames: number;
}

/** How much of the speech is on one channel alone, for channels of one length. */
export function timeAlone(channels: readonly ChannelLevels[]): TimeAlone {
  const frames = Math.min(...channels.map(({ levels }) => levels.length));
  const alone = channels.map(() => 0);
  let spokenFrames = 0;
  for (let frame = 0; frame < frames; frame++) {
    let [first, second, leader, above] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
    for (const [channel, { levels, noise, loud }] of channels.entries()) {
      above = Math.max(above, levels[frame]! - noise);
      const level = levels[frame]! - loud;
      if (level > first) [first, second, leader] = [level, first, channel];
      else if (level > second) second = level;
    }
    if (above < ABOVE_NOISE_DB) continue;
    spokenFrames++;
    if (first - second > ALONE_DB) alone[leader]!++;
  }
  return { shares: alone.map((count) => (spokenFrames === 0 ? 0 : count / spokenFrames)), spokenFrames };
}

/** A channel as if it did not repeat another one: frames no louder than the other's echo are as quiet as its noise. */
export function withoutEchoOf(own: ChannelLevels, source: ChannelLevels, delayMs: number): ChannelLevels {
  const late = Math.round(delayMs / FRAME_MS);
  /** Loudest of the frames that the echo may come from: it begins and ends within frames. */
  const sourceAt = (frame: number) =>
    Math.max(source.levels[frame - late - 1] ?? source.noise, source.levels[frame - late] ?? source.noise);
  const gain = usualGain(own, source, sourceAt);
  const levels = own.levels.map((level, frame) => {
    const echo = sourceAt(frame);
    const isEcho = echo > source.noise + ABOVE_NOISE_DB / 2 && level < echo + gain + ECHO_SPREAD_DB;
    return isEcho ? own.noise : level;
  });
  return { ...own, levels };
}

/**
 * The commonest difference between a channel and the loud speech of another one that it may repeat, dB: where both people speak it
 * differs each time.
 */
function usualGain(own: ChannelLevels, source: ChannelLevels, sourceAt: (frame: number) => number): number {
  const counts = new Map<number, number>();
  const most = Math.round((own.loud - source.loud) / LEVEL_STEP_DB) + ECHO_SPREAD_DB / 2;
  for (const [frame, level] of own.levels.entries()) {
    const echo = sourceAt(frame);
    if (echo < source.loud - ABOVE_NOISE_DB) continue;
    const step = Math.round((level - echo) / LEVEL_STEP_DB);
    for (const near of [step - 1, step, step + 1])
      if (near <= most) counts.set(near, (counts.get(near) ?? 0) + 1);
  }
  const [step = Number.NEGATIVE_INFINITY] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return step * LEVEL_STEP_DB;
}

/** A sum of other channels is as loud as they are together, but for this, dB. */
const SUM_SPREAD_DB = 3;
/** Share of the speech in which it has to be. */
const MOSTLY_SUM = 0.9;

/** Whether a channel is nothing but a mix of others, by how loud it is whenever they are. */
export function isMixOf(channel: ChannelLevels, others: readonly ChannelLevels[]): boolean {
  const gains = others.map((other, n) => gainInMix(channel, other, others.toSpliced(n, 1)));
  if (gains.filter((gain) => gain !== null).length < 2) return false;
  const frames = Math.min(channel.levels.length, ...others.map(({ levels }) => levels.length));
  let [spoken, explained] = [0, 0];
  for (let frame = 0; frame < frames; frame++) {
    const level = channel.levels[frame]!;
    if (level < channel.noise + ABOVE_NOISE_DB) continue;
    spoken++;
    const power = others.reduce(
      (sum, { levels }, n) => sum + (gains[n] == null ? 0 : 10 ** ((levels[frame]! + gains[n]) / 10)),
      10 ** (channel.noise / 10),
    );
    if (Math.abs(level - 10 * Math.log10(power)) < SUM_SPREAD_DB) explained++;
  }
  return spoken > 0 && explained >= MOSTLY_SUM * spoken;
}

/** How loud a channel is in a mix, dB, by the median where it alone is loud; null where it is hardly in it, or never alone. */
function gainInMix(mix: ChannelLevels, part: ChannelLevels, others: readonly ChannelLevels[]): number | null {
  const differences: number[] = [];
  for (const [frame, level] of part.levels.entries()) {
    if (level < part.noise + ABOVE_NOISE_DB) continue;
    if (others.some(({ levels, loud }) => levels[frame]! - loud > level - part.loud - ALONE_DB)) continue;
    differences.push((mix.levels[frame] ?? mix.noise) - level);
  }
  if (differences.length < LEAST_PART_FRAMES) return null;
  const gain = quantile(Float32Array.from(differences).sort(), 0.5);
  return part.loud + gain > mix.noise + ABOVE_NOISE_DB / 2 ? gain : null;
}

/** Half a second of a part alone. */
const LEAST_PART_FRAMES = 25;

function quantile(ordered: Float32Array, share: number): number {
  return (
    ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? Number.NEGATIVE_INFINITY
  );
}
