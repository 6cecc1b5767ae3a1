import type { RequestErrorCode } from '@vivavoce/contract';

/** What a recording may be, as the server is set up unless its operator changed it; the server has the last word. */
export const UPLOAD_LIMITS = { minMs: 3 * 60_000, maxMs: 45 * 60_000, maxBytes: 25 * 1024 * 1024 } as const;

/** What speaks against a recording before it is sent; `null` when nothing does. */
export type UploadLimitError = Extract<
  RequestErrorCode,
  'FILE_TOO_LARGE' | 'AUDIO_TOO_SHORT' | 'AUDIO_TOO_LONG'
>;

/** What the server would refuse about a file of such a size and, if it is known, length. */
export function checkUploadLimits({
  bytes,
  durationMs,
}: {
  bytes: number;
  durationMs: number | null;
}): UploadLimitError | null {
  if (bytes > UPLOAD_LIMITS.maxBytes) return 'FILE_TOO_LARGE';
  if (durationMs === null) return null;
  if (durationMs < UPLOAD_LIMITS.minMs) return 'AUDIO_TOO_SHORT';
  return durationMs > UPLOAD_LIMITS.maxMs ? 'AUDIO_TOO_LONG' : null;
}

/** What a recording costs: one credit for each started minute. */
export function creditCost(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / 60_000));
}

/** The length of a file as the browser reads it, ms; null where it cannot. A live recording may claim none. */
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
