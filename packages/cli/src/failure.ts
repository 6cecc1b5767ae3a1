import { EngineError, type EngineErrorCode } from '@vivavoce/engine/errors';
import { UsageError } from './usage-error.ts';

/** Exit statuses: a script can tell bad input from a fault of ours. `vivavoce analyze` alone has more than three. */
export const EXIT = {
  ok: 0,
  /** Something went wrong that the input is not to blame for. */
  internalError: 1,
  /** The command line was wrong. */
  usage: 2,
  /** The file is not audio, or is damaged. */
  unreadable: 3,
  /** Nothing, or too little, was said to be scored. */
  tooLittleSpeech: 4,
} as const;

const STATUS_OF: Record<EngineErrorCode, number> = {
  SPEAKER_NOT_HEARD: EXIT.usage,
  UNSUPPORTED_FORMAT: EXIT.unreadable,
  AUDIO_DECODE_FAILED: EXIT.unreadable,
  NO_SPEECH_DETECTED: EXIT.tooLittleSpeech,
  CANDIDATE_SPEECH_INSUFFICIENT: EXIT.tooLittleSpeech,
  TRANSCRIPTION_FAILED: EXIT.internalError,
  SCORING_FAILED: EXIT.internalError,
  PROCESSING_TIMEOUT: EXIT.internalError,
  INTERNAL_ERROR: EXIT.internalError,
};

/** How the operating system says that a path is of no use. */
const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'the file may not be read',
};

/** Prints one line about what went wrong on standard error and sets the exit status. */
export function reportFailure(error: unknown): void {
  const { line, status } = explainFailure(error);
  process.stderr.write(`vivavoce: ${line}\n`);
  process.exitCode = status;
}

/** One line about what went wrong, and the exit status. */
export function explainFailure(error: unknown): { readonly line: string; readonly status: number } {
  if (error instanceof EngineError) {
    return { line: `${error.message} (${error.code})`, status: STATUS_OF[error.code] };
  }
  if (error instanceof UsageError) return { line: error.message, status: EXIT.usage };
  if (!(error instanceof Error)) return { line: String(error), status: EXIT.internalError };
  const { code = '', path } = error as NodeJS.ErrnoException;
  const fault = FILE_ERRORS[code];
  if (fault !== undefined && path !== undefined) return { line: `${path}: ${fault}`, status: EXIT.usage };
  return { line: error.message, status: EXIT.internalError };
}
