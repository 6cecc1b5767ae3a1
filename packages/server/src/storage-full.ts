import { ServiceError } from './service-error.ts';

/** How long a caller should wait for an operator to make room, s. */
const RETRY_AFTER_SECONDS = 60;

/** Nothing more can be stored for lack of space: STORAGE_FULL. */
export const storageFull = (): ServiceError =>
  new ServiceError('STORAGE_FULL', 'The server has too little free disk space: try again later', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });

/** Codes of the system (no space left, quota exceeded) and of PostgreSQL (disk full) for a file system that is full. */
const FULL_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** Whether an error means that a file system is full. */
export const isStorageFull = (error: unknown): boolean =>
  (error instanceof ServiceError && error.code === 'STORAGE_FULL') ||
  FULL_CODES.has((error as { code?: string } | null)?.code ?? '');
