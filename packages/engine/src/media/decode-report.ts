/** What the decoding process found, sent to its parent as JSON. */
export type DecodeReport =
  | {
      readonly outcome: 'decoded';
      /** Samples decoded, 16 kHz mono; more than were asked for means that decoding was cut off there. */
      readonly samples: number;
      /** The length that the container promises, ms; null where it promises none or only guesses. */
      readonly claimedMs: number | null;
    }
  | { readonly outcome: 'empty' | 'unknown-format' | 'no-audio' }
  | { readonly outcome: 'damaged'; readonly detail: string };
