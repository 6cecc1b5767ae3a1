/**
 * Which channels of a recording are worth listening to, and whether they hold different people: learned while they are decoded,
 * so that nothing has to be kept for it.
 */
import { ChannelCorrelation, LEAST_ECHO_MS, type SharedSound } from './channel-correlation.ts';
import {
  type ChannelLevels,
  channelLevels,
  clarity,
  isMixOf,
  timeAlone,
  withoutEchoOf,
} from './channel-levels.ts';
import type { ChannelPlan } from './channel-plan.ts';
import { ChannelSignal } from './channel-signal.ts';

/** What a container says about an audio track. */
export interface DescribedTrack {
  /** How many channels it has. */
  readonly channels: number;
  /** The language flag, as the container writes it. */
  readonly language?: string | undefined;
  readonly isDefault: boolean;
}

/** More channels are not compared: the rest is left out. */
const MOST_CHANNELS = 8;
/** Shorter recordings say too little to tell people apart, frames of 20 ms. */
const LEAST_FRAMES = 200;
/** Each channel has somebody alone for this share of the speech, and for so many frames, */
const LEAST_ALONE = 0.01;
const LEAST_FRAMES_ALONE = 50;
/** and so are most moments of speech where channels share any sound: in a room all microphones hear everybody. */
const MOSTLY_ALONE = 0.75;
/** Shares that differ by less are alike: then flags and clarity decide. */
const ALIKE = 0.01;
/** A channel that is so much noisier than the best takes away from a mix, dB. */
const NOISIER_DB = 12;
/** Added to another one, a channel that is late by more sounds hollow, ms; by less, it is in step. */
const MOST_IN_STEP_MS = 0.5;
/** In a room each person is late by another time; all the sound late by one is a copy, by the height of the correlation. */
const COPY = 0.7;
const OTHER_WAY = 0.1;
/** Later than by the way through any room, a channel is heard twice beside the other one, ms. */
const LATEST_IN_ROOM_MS = 25;
/** At most this share of the sound may vanish where channels are added. */
const MOST_CANCELLED = 0.1;
const ENGLISH = /^en/i;

interface PlannedChannel extends ChannelLevels {
  readonly index: number;
  /** What the container's flags say for it. */
  readonly preference: number;
}

/** Gathers what is needed to know about channels, block by block, and plans what to listen to. */
export class ChannelStatistics {
  readonly #tracks: readonly DescribedTrack[];
  readonly #signals: ChannelSignal[];
  readonly #correlation: ChannelCorrelation;

  /** @param tracks all decoded tracks in order; of all their channels the first eight are compared. */
  constructor(tracks: readonly DescribedTrack[]) {
    this.#tracks = tracks.flatMap((track) => Array.from({ length: track.channels }, () => track));
    const compared = Math.min(MOST_CHANNELS, this.#tracks.length);
    this.#signals = Array.from({ length: compared }, () => new ChannelSignal());
    this.#correlation = new ChannelCorrelation(compared);
  }

  /** Takes the next samples of every channel, equally many, 16 kHz. */
  add(blocks: readonly Float32Array[]): void {
    this.#correlation.add(this.#signals.map((signal, channel) => signal.add(blocks[channel]!)));
  }

  /** What to listen to, by all that was added. */
  plan(): ChannelPlan {
    this.#correlation.flush();
    const all = this.#signals.map((signal, index): PlannedChannel => {
      const { isDefault = false, language = '' } = this.#tracks[index] ?? {};
      const preference = (isDefault ? 2 : 0) + (ENGLISH.test(language) ? 1 : 0);
      return { index, preference, ...channelLevels(signal.levels) };
    });
    const sounding = all.filter(({ hasSound }) => hasSound);
    const used = sounding.length > 0 ? sounding : all;
    const people = this.#channelsOfPeople(used);
    return people.length > 1
      ? { kind: 'separate', channels: people.map(({ index }) => index) }
      : { kind: 'mix', channels: this.#mix(used, people[0]!) };
  }

  /** The channels that hold people of their own; one, where all microphones pick up everybody. */
  #channelsOfPeople(used: readonly PlannedChannel[]): readonly PlannedChannel[] {
    let people = used.filter((channel) => {
      const others = used.filter((other) => other !== channel);
      return !isMixOf(channel, others);
    });
    if (people.length === 0) people = [...used];
    while (people.length > 1 && people[0]!.levels.length >= LEAST_FRAMES) {
      const { shares, spokenFrames } = timeAlone(this.#withoutEchoes(people));
      const least = Math.min(...shares);
      if (least >= LEAST_ALONE && least * spokenFrames >= LEAST_FRAMES_ALONE) {
        const alone = shares.reduce((sum, share) => sum + share, 0);
        if (alone >= MOSTLY_ALONE || !this.#shareRoom(people)) return people;
        break;
      }
      const dispensable = people.filter((_, n) => shares[n]! < least + ALIKE).toSorted(byMerit);
      people = people.filter((channel) => channel !== dispensable.at(-1));
    }
    return people.toSorted(byMerit).slice(0, 1);
  }

  /** Whether any two of the channels pick up the same sound at about the same time. */
  #shareRoom(people: readonly PlannedChannel[]): boolean {
    return people.some((first, n) =>
      people
        .slice(n + 1)
        .some((second) =>
          this.#sharedSounds(first, second).some(({ delayMs }) => Math.abs(delayMs) < LEAST_ECHO_MS),
        ),
    );
  }

  /** The channels as if none repeated another one late. */
  #withoutEchoes(people: readonly PlannedChannel[]): ChannelLevels[] {
    return people.map((channel) =>
      people
        .filter((other) => other !== channel)
        .reduce<ChannelLevels>((left, other) => {
          const echo = this.#sharedSounds(other, channel).find(({ delayMs }) => delayMs >= LEAST_ECHO_MS);
          return echo === undefined ? left : withoutEchoOf(left, other, echo.delayMs);
        }, channel),
    );
  }

  /** What two channels share, highest first; delays are those of the second. */
  #sharedSounds(first: PlannedChannel, second: PlannedChannel): SharedSound[] {
    if (first.index < second.index) return this.#correlation.sharedSounds(first.index, second.index);
    return this.#correlation
      .sharedSounds(second.index, first.index)
      .map((shared) => ({ ...shared, delayMs: -shared.delayMs }));
  }

  /** The mean of the channels that can be added to the best one without loss. */
  #mix(used: readonly PlannedChannel[], best: PlannedChannel) {
    const mixed = used.flatMap((channel): { index: number; gain: number }[] => {
      const sign = channel === best ? 1 : this.#signBeside(best, channel);
      return sign === null ? [] : [{ index: channel.index, gain: sign }];
    });
    return mixed.map(({ index, gain }) => ({ index, gain: gain / mixed.length }));
  }

  /** With which sign a channel is added to the best one; null where it would take away or blur. */
  #signBeside(best: PlannedChannel, channel: PlannedChannel): 1 | -1 | null {
    if (clarity(best) - clarity(channel) > NOISIER_DB) return null;
    const [strongest, ...others] = this.#sharedSounds(best, channel);
    if (strongest === undefined) return 1;
    const lateMs = Math.abs(strongest.delayMs);
    const isInStep = lateMs <= MOST_IN_STEP_MS;
    const isCopy =
      Math.abs(strongest.height) > COPY && others.every(({ height }) => Math.abs(height) < OTHER_WAY);
    if (lateMs > LATEST_IN_ROOM_MS || (isCopy && !isInStep)) return null;
    const sign = isInStep && strongest.height < 0 ? -1 : 1;
    const [first, second] = [best.index, channel.index].toSorted((a, b) => a - b) as [number, number];
    const cancelled = this.#correlation.cancelledShare(first, second, sign);
    return cancelled <= MOST_CANCELLED ? sign : null;
  }
}

/** The best first: as the container's flags say, then by how far, in whole dB, speech stands out of the noise. */
function byMerit(first: PlannedChannel, second: PlannedChannel): number {
  return second.preference - first.preference || Math.round(clarity(second)) - Math.round(clarity(first));
}
