/** Speech before and after it is decoded. */

/** A token as the decoder chose it. */
export interface DecodedToken {
  readonly id: number;
  /** Natural logarithm of the probability that the decoder gave the token. */
  readonly logProbability: number;
}

/** What the decoder heard in a piece of speech. */
export interface DecodedSpeech {
  readonly tokens: readonly DecodedToken[];
  /** Natural logarithm of the probability of the end after the last token; null when it was cut. */
  readonly endLogProbability: number | null;
  /** `loop` when a repetition was cut off, `length` when the speech gave more tokens than it can hold. */
  readonly cut: 'loop' | 'length' | null;
}

/** A piece of speech to decode. */
export interface EncodedPiece {
  /** The encoder's output, a row for each frame. */
  readonly states: Float32Array;
  /** The decoder is stopped there. */
  readonly maxTokens: number;
}
