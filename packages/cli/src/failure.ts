import { EngineError, type EngineErrorCode } from '@vivavoce/engine';

/** Exit statuses of `vivavoce analyze`: a script can tell bad input from a fault of ours. */
export const EXIT = {
  ok: 0,
  /** Something went wrong that the input is not to blame for. */
  fault: 1,
  /** The command line was wrong. */
  usage: 2,
  /** The file is not audio, or is damaged. */
  unreadable: 3,
  /** Nothing, or too little, was said to be scored. */
  tooLittleSpeech: 4,
} as const;

const STATUS_OF: Record<EngineErrorCode, number> = {
  UNSUPPORTED_FORMAT: EXIT.unreadable,
  AUDIO_DECODE_FAILED: EXIT.unreadable,
  NO_SPEECH_DETECTED: EXIT.tooLittleSpeech,
  CANDIDATE_SPEECH_INSUFFICIENT: EXIT.tooLittleSpeech,
  TRANSCRIPTION_FAILED: EXIT.fault,
  SCORING_FAILED: EXIT.fault,
  PROCESSING_TIMEOUT: EXIT.fault,
  INTERNAL_ERROR: EXIT.fault,
};

/** Prints one line about what went wrong on standard error and sets the exit status. */
export function fail(error: unknown): void {
  if (error instanceof EngineError) {
    process.stderr.write(`vivavoce: ${error.message} (${error.code})\n`);
    process.exitCode = STATUS_OF[error.code];
    return;
  }
  process.stderr.write(`vivavoce: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT.fault;
}
