import type { RequestErrorCode, SubmitLimits } from '@vivavoce/contract';

/** The limits of a recording, as the server has them. */
export type UploadLimits = Pick<SubmitLimits, 'maxUploadBytes' | 'minDurationMs' | 'maxDurationMs'>;

/** Errors that are known before the upload; a recording in too many parts has no code of its own on the wire. */
export type UploadError =
  | Extract<
      RequestErrorCode,
      'UNSUPPORTED_FORMAT' | 'FILE_TOO_LARGE' | 'AUDIO_TOO_SHORT' | 'AUDIO_TOO_LONG' | 'INSUFFICIENT_CREDITS'
    >
  | 'TOO_MANY_PARTS';

/** What is known of a recording before it is sent. */
export interface UnsentRecording {
  readonly bytes: number;
  /** Null where the browser cannot read it. */
  readonly durationMs: number | null;
  /** Whether its first bytes are those of something else than sound. */
  readonly isForeign: boolean;
}

/**
 * The error that the server would return for a recording; null for none.
 * @param available credits; null while they are not known.
 */
export function checkUpload(
  { bytes, durationMs, isForeign }: UnsentRecording,
  { maxUploadBytes, minDurationMs, maxDurationMs }: UploadLimits,
  available: number | null,
): UploadError | null {
  if (isForeign) return 'UNSUPPORTED_FORMAT';
  if (bytes > maxUploadBytes) return 'FILE_TOO_LARGE';
  if (durationMs !== null && durationMs < minDurationMs) return 'AUDIO_TOO_SHORT';
  if (durationMs !== null && durationMs > maxDurationMs) return 'AUDIO_TOO_LONG';
  // Of unknown length it costs as much as the shortest that is accepted, at least.
  const cost = creditCost(durationMs ?? minDurationMs);
  return available !== null && cost > available ? 'INSUFFICIENT_CREDITS' : null;
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
