import { areSpeakersApart, LevelMeter } from '../channels.ts';
import type { ChannelPlan } from './channel-plan.ts';

/** What is known of a track before it is decoded. */
export interface TrackDescription {
  readonly channels: number;
  readonly language?: string | undefined;
  readonly isDefault: boolean;
}

/** Gathers what tells channels apart while they are decoded. */
export class ChannelStatistics {
  readonly #meters: readonly LevelMeter[];

  constructor(tracks: readonly TrackDescription[]) {
    const count = tracks.reduce((sum, { channels }) => sum + channels, 0);
    this.#meters = Array.from({ length: count }, () => new LevelMeter());
  }

  /** @param blocks equally long pieces of the same time, one a channel, in the order of the tracks */
  add(blocks: readonly Float32Array[]): void {
    for (const [channel, samples] of blocks.entries())
      for (const sample of samples) this.#meters[channel]!.add(sample);
  }

  plan(): ChannelPlan {
    const [left, right] = this.#meters;
    if (this.#meters.length === 2 && areSpeakersApart(left!.levels, right!.levels))
      return { kind: 'separate', channels: [0, 1] };
    const audible = this.#meters.flatMap(({ levels }, index) =>
      levels.some((level) => level > -80) ? [index] : [],
    );
    const chosen = audible.length === 0 ? [0] : audible;
    return { kind: 'mix', channels: chosen.map((index) => ({ index, gain: 1 / chosen.length })) };
  }
}
