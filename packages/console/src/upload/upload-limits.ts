import type { RequestErrorCode, SubmitLimits } from '@vivavoce/contract';

/** The limits of a recording, as the server has them. */
export type UploadLimits = Pick<SubmitLimits, 'maxUploadBytes' | 'minDurationMs' | 'maxDurationMs'>;

/** Errors that are known before the upload. */
export type UploadLimitError = Extract<
  RequestErrorCode,
  'FILE_TOO_LARGE' | 'AUDIO_TOO_SHORT' | 'AUDIO_TOO_LONG'
>;

/** The error that the server would return for a file of this size and, if known, duration; null for none. */
export function checkUploadLimits(
  { bytes, durationMs }: { bytes: number; durationMs: number | null },
  { maxUploadBytes, minDurationMs, maxDurationMs }: UploadLimits,
): UploadLimitError | null {
  if (bytes > maxUploadBytes) return 'FILE_TOO_LARGE';
  if (durationMs === null) return null;
  if (durationMs < minDurationMs) return 'AUDIO_TOO_SHORT';
  return durationMs > maxDurationMs ? 'AUDIO_TOO_LONG' : null;
}

/** The limits as texts show them: minutes and MiB, with at most one decimal. */
export function limitsInWords(
  { maxUploadBytes, minDurationMs, maxDurationMs }: UploadLimits,
  number: (value: number) => string,
) {
  return {
    minimum: number(minDurationMs / 60_000),
    maximum: number(maxDurationMs / 60_000),
    size: number(maxUploadBytes / 1024 / 1024),
  };
}

/** The cost of a recording: one credit per started minute. */
export function creditCost(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / 60_000));
}

/** The duration of a file as the browser reads it, ms; null where it cannot. A live recording may have none. */
export function readDurationMs(file: Blob): Promise<number | null> {
  return new Promise((resolve) => {
    const url = URL.createObjectURL(file);
    const audio = new Audio();
    const finish = (durationMs: number | null) => {
      URL.revokeObjectURL(url);
      resolve(durationMs);
    };
    audio.preload = 'metadata';
    audio.onloadedmetadata = () => finish(Number.isFinite(audio.duration) ? audio.duration * 1000 : null);
    audio.onerror = () => finish(null);
    audio.src = url;
  });
}
