import { ServiceError } from '../service-error.ts';
import type { Upload } from '../store/scratch.ts';

/** How much a recording may have, all its parts together, and how much of that came already, bytes. */
export interface SizeLimit {
  readonly maxBytes: number;
  /** Of the parts before. */
  readonly receivedBytes: number;
}

/** The size of a recording, all its parts together, bytes. */
export const sizeOf = (uploads: readonly Upload[]): number =>
  uploads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** The refusal of a recording that goes beyond its limit. */
export function recordingTooLarge({ maxBytes, receivedBytes }: SizeLimit): ServiceError {
  const mib = Math.round((maxBytes / 1024 / 1024) * 100) / 100;
  const whose = receivedBytes === 0 ? 'The recording' : 'The parts of the recording together';
  return new ServiceError('FILE_TOO_LARGE', `${whose} must have at most ${mib} MiB`, {
    details: { maxBytes },
  });
}
