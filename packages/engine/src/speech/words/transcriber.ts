/** Transcribes a piece of speech: the interface between the stages and the models behind them. */

/** A transcribed word; times in ms from the start of the piece, null where the transcriber gives none. */
export interface TranscribedWord {
  readonly text: string;
  /** How sure the transcriber is, 0 to 1; 1 where it does not say. */
  readonly confidence: number;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/** What was said in a piece. */
export interface Transcription {
  readonly words: readonly TranscribedWord[];
  /** The detected or given language, ISO 639-1; null where the transcriber gives none. */
  readonly language: string | null;
}

/** Options of transcribing a piece. */
export interface TranscribePieceOptions {
  /** ISO 639-1; detected when absent. */
  readonly language?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Transcribes up to 30 s of speech, 16 kHz mono. */
export interface Transcriber {
  /** The model's name, for provenance. */
  readonly model: string;
  /** @throws EngineError TRANSCRIPTION_FAILED; the signal's reason when aborted. */
  transcribe(samples: Float32Array, options: TranscribePieceOptions): Promise<Transcription>;
}
