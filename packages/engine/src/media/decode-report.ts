import type { ChannelPlan } from './channels/channel-plan.ts';

/**
 * What is wanted of the sound: its length alone; or the sound itself, of all channels where there are at most two, otherwise of
 * those that a plan names, once there is one.
 */
export type Wanted =
  | { readonly kind: 'length' }
  | { readonly kind: 'sound' }
  | { readonly kind: 'planned'; readonly plan: ChannelPlan };

/** What the decoding process is asked to do, its only argument as JSON. */
export interface DecodeTask {
  /** The most samples at 16 kHz that are wanted. */
  readonly mostSamples: number;
  readonly wanted: Wanted;
  /** The user and group that it becomes first, where it was started by root. */
  readonly becomes?: number;
  /** Whether it loads all decoders before that, since it cannot read them afterwards. */
  readonly loadsAll?: boolean;
}

/** What the decoding process found, sent to its parent as JSON. */
export type DecodeReport =
  | {
      readonly outcome: 'decoded';
      /** Samples at 16 kHz, silence in between included; more than were asked for means that decoding was cut off there. */
      readonly samples: number;
      /** Samples that a decoder gave; none means that all is silence that only the container speaks of. */
      readonly decodedSamples: number;
      /** The length that the container promises, ms; null where it promises none or only guesses. */
      readonly claimedMs: number | null;
      /** Channels whose samples were sent, side by side; 0 for none. */
      readonly sentChannels: number;
      /** Null where only the length was asked for. */
      readonly plan: ChannelPlan | null;
    }
  | { readonly outcome: 'empty' | 'unknown-format' | 'no-audio' }
  /** No track has a codec that can be decoded here; `codecs` are the container's names for them. */
  | { readonly outcome: 'unknown-codec'; readonly codecs: readonly string[] }
  | { readonly outcome: 'damaged'; readonly detail: string };

/** The most channels whose samples are sent without a plan: more would fill the parent's memory. */
export const MOST_SENT_CHANNELS = 2;
