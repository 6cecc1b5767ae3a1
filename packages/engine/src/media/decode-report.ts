/** What is wanted of the sound: nothing but its length, the mean of all channels, or one of two channels. */
export type Wanted = 'length' | 'mix' | 'left' | 'right';

/** What the decoding process found, sent to its parent as JSON. */
export type DecodeReport =
  | {
      readonly outcome: 'decoded';
      /** Samples decoded, 16 kHz mono; more than were asked for means that decoding was cut off there. */
      readonly samples: number;
      /** The length that the container promises, ms; null where it promises none or only guesses. */
      readonly claimedMs: number | null;
      /** Whether there are two channels with different people on them. */
      readonly speakersApart: boolean;
    }
  | { readonly outcome: 'empty' | 'unknown-format' | 'no-audio' }
  | { readonly outcome: 'damaged'; readonly detail: string };
