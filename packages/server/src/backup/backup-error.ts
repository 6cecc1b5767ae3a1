/** A backup cannot be taken or restored; the message says what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** How far a backup or a restore is. */
export interface BackupProgress {
  readonly step: 'database' | 'objects' | 'check';
  /** Tables, objects or files that are done. */
  readonly done: number;
  /** Of how many, as far as it is known when the step begins. */
  readonly total: number;
}

/** Called as the work goes on. */
export type OnBackupProgress = (progress: BackupProgress) => void;
