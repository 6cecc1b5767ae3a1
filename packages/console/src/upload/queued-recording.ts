import { MAX_RECORDING_PARTS, type ReportLanguage } from '@vivavoce/contract';
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
  | {
      readonly name: 'failed';
      readonly error: Error;
      /** The id of the file that the server refused, where it said which of several. */
      readonly refusedId?: string | undefined;
    }
  | { readonly name: 'cancelled' };

/** What was asked for when the upload was started. */
export interface UploadRequest {
  readonly form: SubmissionForm;
  readonly reportLanguage: ReportLanguage;
  /** The first attempt: a repetition has to say the same, so that the server knows it again. */
  readonly startedAt: Date;
}

/** A file of a recording. */
export interface RecordingFile {
  readonly id: string;
  readonly file: File;
  /** Null while the browser still reads the file. */
  readonly facts: FileFacts | null;
  /** Of a recording that is kept on this device until it is sent. */
  readonly keptId?: string | undefined;
}

/** A recording on its way to a run of its own. */
export interface QueuedRecording {
  /** Also its idempotency key: however often it is sent, it becomes one run. */
  readonly id: string;
  /** At least one; several are its parts in order. */
  readonly files: readonly RecordingFile[];
  /** Whether it is to be sent in parts: files that come later join it. */
  readonly isInParts: boolean;
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

/** The name of a recording: that of its first file, and how many further ones it has. */
export function nameOf({ files }: QueuedRecording): string {
  const name = files[0]?.file.name ?? '';
  return files.length > 1 ? `${name} + ${files.length - 1}` : name;
}

/** The size of a recording, bytes. */
export const bytesOf = ({ files }: QueuedRecording): number =>
  files.reduce((sum, { file }) => sum + file.size, 0);

/** What is known of a recording, of all its files together; null while one of them is still being read. */
export function factsOf({ files }: QueuedRecording): FileFacts | null {
  let durationMs: number | null = 0;
  let isForeign = false;
  for (const { facts } of files) {
    if (facts === null) return null;
    durationMs = durationMs === null || facts.durationMs === null ? null : durationMs + facts.durationMs;
    isForeign ||= facts.isForeign;
  }
  return { durationMs, isForeign };
}

/** What speaks against sending a recording, as far as it is known; null for nothing. See {@link checkUpload}. */
export function objectionTo(
  recording: QueuedRecording,
  limits: UploadLimits,
  available: number | null,
): UploadError | null {
  if (recording.files.length > MAX_RECORDING_PARTS) return 'TOO_MANY_PARTS';
  const facts = factsOf(recording);
  return facts && checkUpload({ ...facts, bytes: bytesOf(recording) }, limits, available);
}

/** What recordings cost together, credits; those of unknown length as much as the shortest that is accepted. */
export function totalCost(recordings: readonly QueuedRecording[], { minDurationMs }: UploadLimits): number {
  return recordings.reduce(
    (sum, recording) => sum + creditCost(factsOf(recording)?.durationMs ?? minDurationMs),
    0,
  );
}

/** Whether leaving the page would lose a recording. */
export const isUnsent = ({ state }: QueuedRecording): boolean => state.name !== 'submitted';

/** Whether an upload was started and has not ended. */
export const isUnderWay = ({ state }: QueuedRecording): boolean =>
  state.name === 'waiting' || state.name === 'uploading';

/** Whether the files of a recording may still change: it is neither under way nor a run. */
export const isChangeable = (recording: QueuedRecording): boolean =>
  !isUnderWay(recording) && isUnsent(recording);

/** Whether two files are the same one, chosen twice. */
export const isSameFile = (one: File, other: File): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
