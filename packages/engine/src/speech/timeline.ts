/** A stretch of the recording; times in ms from its start. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** One speaker talking; turns of different speakers overlap where both talk. */
export interface Turn extends Span {
  /** Speakers are numbered from 0 by their first appearance. */
  readonly speaker: number;
}

/** A phone as it was aligned. */
export interface Phone extends Span {
  /** ARPAbet symbol without stress digit, such as `AH`. */
  readonly symbol: string;
  /** Lexical stress of a vowel: 0 none, 1 primary, 2 secondary; null for consonants. */
  readonly stress: 0 | 1 | 2 | null;
  /** Goodness of pronunciation: mean log ratio a frame against the best competing phone; 0 is best, null when it could not be computed. */
  readonly goodness: number | null;
}

/** A word with its times. */
export interface Word extends Span {
  /** As the recogniser wrote it, punctuation and case kept. */
  readonly text: string;
  /** How sure the recogniser is, 0 to 1. */
  readonly confidence: number;
  /** `filler` for filled pauses such as "um". */
  readonly kind: 'word' | 'filler';
  /** Empty when the aligner could not fit the word; its times are then interpolated. Always empty in other languages. */
  readonly phones: readonly Phone[];
  /** `estimated`: nobody found the word, its times were spread over the speech around it; absent for the others. */
  readonly timing?: 'estimated' | undefined;
}

/** What the sound of a piece tells in any language: where there is voice, and where syllables have their peaks. */
export interface SyllableDetection {
  /** Stretches without a silence of 250 ms or more, in order. */
  readonly phonation: readonly Span[];
  /** Peaks of the syllables, ms from the start of the recording, in order. */
  readonly nuclei: readonly number[];
}

/** Mean and standard deviation over time of the states after one block of the speech encoder. */
export interface BlockStatistics {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** How a piece of speech looks to the speech encoder: the states of every block, summed up over time. */
export interface AcousticSummary {
  /** Number of encoder frames, about 41 a second. */
  readonly frames: number;
  /** After block 1, 2, ... 8, and last the normalised output; 416 wide each. */
  readonly blocks: readonly BlockStatistics[];
}

/** A piece of speech of one speaker, up to about 25 s, with its words in order of time and what the encoder made of it. */
export interface AlignedPiece extends Span {
  readonly speaker: number;
  readonly words: readonly Word[];
  readonly acoustics: AcousticSummary;
}

/** What the experts judged of every utterance that was learned from. */
export type ExpertScoreName = 'accuracy' | 'fluency' | 'prosodic' | 'total';

/** Judgements of speech on 0 to 10, as the mean of five experts would be. */
export type ExpertScores = Readonly<Record<ExpertScoreName, number>>;

/**
 * A piece of speech as everything after the listening knows it. The encoder's states, from which a voice could be
 * recognised, are gone: of how the piece sounded only the judgements are left.
 */
export interface Segment extends Omit<AlignedPiece, 'acoustics'> {
  /** Null when nobody is to be scored, and in other languages than English. */
  readonly expertScores: ExpertScores | null;
  /** Present in other languages than English, whose figures come from it. */
  readonly sound?: SyllableDetection | undefined;
}

/** A piece of speech that was judged. */
export type ScoredSegment = Segment & { readonly expertScores: ExpertScores };
