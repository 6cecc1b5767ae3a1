import type { ChannelPlan } from './channels/channel-statistics.ts';

/** What is wanted of the sound: nothing but its length; what to listen to of its channels; or channels, each times its gain, added. */
export type Wanted = 'length' | 'plan' | readonly { readonly index: number; readonly gain: number }[];

/** What the decoding process found, sent to its parent as JSON. */
export type DecodeReport =
  | {
      readonly outcome: 'decoded';
      /** Samples decoded, 16 kHz mono; more than were asked for means that decoding was cut off there. */
      readonly samples: number;
      /** The length that the container promises, ms; null where it promises none or only guesses. */
      readonly claimedMs: number | null;
      /** What to listen to; null unless that was wanted. */
      readonly plan: ChannelPlan | null;
    }
  | { readonly outcome: 'empty' | 'unknown-format' | 'no-audio' }
  | { readonly outcome: 'damaged'; readonly detail: string };
