import { EngineError } from '../errors.ts';
import { DEFAULT_MAX_DURATION_MS, type DecodeOptions, decodeFile } from './decode.ts';
import { joinRecordings } from './join-recordings.ts';
import type { Recording } from './recording.ts';

/**
 * Decodes the files of one recording in order and joins them, see `joinRecordings`. The limit of length counts for their sum.
 * @param paths at least one.
 * @param onDecoded told how many are decoded.
 * @throws EngineError as `decodeFile`; of several parts the message names the one, from 1. Errors of the file system.
 */
export async function decodeParts(
  paths: readonly string[],
  options: DecodeOptions = {},
  onDecoded?: (done: number, total: number) => void,
): Promise<Recording> {
  const recordings: Recording[] = [];
  let leftMs = options.maxDurationMs ?? DEFAULT_MAX_DURATION_MS;
  for (const [at, path] of paths.entries()) {
    const recording = await decodeFile(path, { ...options, maxDurationMs: leftMs }).catch(
      (error: unknown) => {
        throw paths.length > 1 && error instanceof EngineError ? ofPart(error, at + 1, paths.length) : error;
      },
    );
    recordings.push(recording);
    leftMs -= recording.durationMs;
    onDecoded?.(at + 1, paths.length);
  }
  return joinRecordings(recordings);
}

function ofPart(error: EngineError, part: number, parts: number): EngineError {
  return new EngineError(error.code, `Part ${part} of ${parts}: ${error.message}`, { cause: error });
}
