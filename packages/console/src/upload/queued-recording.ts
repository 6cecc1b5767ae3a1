import type { ReportLanguage } from '@vivavoce/contract';
import { isForeignFile } from './foreign-file.ts';
import type { SubmissionForm } from './submission.ts';
import {
  checkUpload,
  creditCost,
  readDurationMs,
  type UnsentRecording,
  type UploadError,
  type UploadLimits,
} from './upload-limits.ts';

/** What a file turns out to be before it is sent. */
export type FileFacts = Pick<UnsentRecording, 'durationMs' | 'isForeign'>;

/** The fields of a submission that are about one recording alone. */
export type CandidateFields = Pick<SubmissionForm, 'candidate' | 'externalId'>;

/** How far a recording is. */
export type UploadState =
  | { readonly name: 'ready' }
  | { readonly name: 'waiting' }
  /** `uploadedShare` is from 0 to 1; at 1 the server checks what has arrived. */
  | { readonly name: 'uploading'; readonly uploadedShare: number }
  | { readonly name: 'submitted'; readonly runId: string }
  | { readonly name: 'failed'; readonly error: Error }
  | { readonly name: 'cancelled' };

/** What was asked for when the upload was started. */
export interface UploadRequest {
  readonly form: SubmissionForm;
  readonly reportLanguage: ReportLanguage;
  /** The first attempt: a repetition has to say the same, so that the server knows it again. */
  readonly startedAt: Date;
}

/** A recording on its way to a run of its own. */
export interface QueuedRecording {
  /** Also its idempotency key: however often it is sent, it becomes one run. */
  readonly id: string;
  readonly file: File;
  /** Null while the browser still reads the file. */
  readonly facts: FileFacts | null;
  /** Of a recording that is kept on this device until it is sent. */
  readonly keptId?: string;
  readonly candidate: CandidateFields;
  /** Null until its upload is started. */
  readonly request: UploadRequest | null;
  readonly state: UploadState;
}

/** Looks into a file. One that cannot be read, such as a folder that was dropped, is no recording. */
export async function readFileFacts(file: File): Promise<FileFacts> {
  const durationMs = await readDurationMs(file);
  if (durationMs !== null) return { durationMs, isForeign: false };
  try {
    return { durationMs, isForeign: await isForeignFile(file) };
  } catch {
    // It cannot be sent either.
    return { durationMs, isForeign: true };
  }
}

/** What speaks against sending a recording, as far as it is known; null for nothing. See {@link checkUpload}. */
export function objectionTo(
  { file, facts }: QueuedRecording,
  limits: UploadLimits,
  available: number | null,
): UploadError | null {
  return facts && checkUpload({ ...facts, bytes: file.size }, limits, available);
}

/** What recordings cost together, credits; those of unknown length as much as the shortest that is accepted. */
export function totalCost(recordings: readonly QueuedRecording[], { minDurationMs }: UploadLimits): number {
  return recordings.reduce((sum, { facts }) => sum + creditCost(facts?.durationMs ?? minDurationMs), 0);
}

/** Whether leaving the page would lose a recording. */
export const isUnsent = ({ state }: QueuedRecording): boolean => state.name !== 'submitted';

/** Whether an upload was started and has not ended. */
export const isUnderWay = ({ state }: QueuedRecording): boolean =>
  state.name === 'waiting' || state.name === 'uploading';

/** Whether two files are the same one, chosen twice. */
export const isSameFile = (one: File, other: File): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
