import type { ErasedResponse, PollResponse, ReportLanguage, SubmitResponse } from '@vivavoce/contract';
import { type Connection, type RequestOptions, send } from './request.ts';

/** A run that will not change any more. */
export type FinishedRun = Extract<PollResponse, { status: 'success' | 'partial' | 'failed' }>;

/** What may be said about a recording; the API checks it. */
export interface SubmitFields {
  /** The language spoken, ISO 639-1; English when absent. */
  readonly language?: string;
  /** An id of your own, 1 to 255 characters: stored and echoed. */
  readonly externalId?: string;
  /** At most 50 values, which come back as strings. */
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
  /** At most 20. */
  readonly tags?: readonly string[];
  /** How many people speak, 1 to 6, if it is known. */
  readonly expectedSpeakers?: number;
  /** The notice that the candidate agreed to, and when. */
  readonly consent?: { readonly noticeVersion: string; readonly at: string };
  /** Transcript and detection only, for people whom scores would treat unfairly. */
  readonly accommodation?: boolean;
  /** The language that the sentences of the result are written in: en, de, es or fr; English when absent. */
  readonly reportLanguage?: ReportLanguage;
  /** Where the end of the run is told, HTTPS. */
  readonly webhookUrl?: string;
  /** For users of the console: the id of the project whose rules hold. A key submits to its own project. */
  readonly projectId?: string;
}

/** How to submit. */
export interface SubmitOptions extends RequestOptions {
  /** The same key within a day gives the same run again; a new one is made when absent. */
  readonly idempotencyKey?: string;
}

/** A recording: a file's path (Node), a Blob or File, or a stream of its bytes. */
export type Audio = string | Blob | ReadableStream<Uint8Array>;

/** Sends a recording; see `Vivavoce.submit`. */
export async function submit(
  connection: Connection,
  audio: Audio,
  fields: SubmitFields,
  { idempotencyKey = crypto.randomUUID(), ...options }: SubmitOptions,
): Promise<SubmitResponse> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    body.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const file = await toBlob(audio);
  body.append('audio', file, fileNameOf(audio, file));
  const headers = { 'idempotency-key': idempotencyKey };
  return send(connection, {
    ...options,
    method: 'POST',
    path: '/speech/analyze',
    body,
    headers,
    isRetryable: true,
  });
}

/** Asks how a run is; see `Vivavoce.poll`. */
export function poll(connection: Connection, runId: string, options: RequestOptions): Promise<PollResponse> {
  const path = `/speech/analyze/${encodeURIComponent(runId)}`;
  return send(connection, { ...options, method: 'GET', path, isRetryable: true });
}

/** Erases a run for good; see `Vivavoce.erase`. */
export function erase(connection: Connection, runId: string, options: RequestOptions): Promise<void> {
  const path = `/speech/analyze/${encodeURIComponent(runId)}`;
  return send(connection, { ...options, method: 'DELETE', path, isRetryable: true });
}

/** Erases every run of a candidate for good; see `Vivavoce.eraseCandidate`. */
export function eraseCandidate(
  connection: Connection,
  externalId: string,
  options: RequestOptions,
): Promise<ErasedResponse> {
  const path = `/speech/runs?${new URLSearchParams({ externalId })}`;
  return send(connection, { ...options, method: 'DELETE', path, isRetryable: true });
}

/** Everything that is held about a candidate; see `Vivavoce.exportCandidate`. */
export function exportCandidate(
  connection: Connection,
  externalId: string,
  options: RequestOptions,
): Promise<ReadableStream<Uint8Array>> {
  const path = `/speech/runs/export?${new URLSearchParams({ externalId })}`;
  const file = {
    accept: 'application/zip',
    read: async ({ body }: Response) => body,
    isStream: true,
  } as const;
  return send(connection, { ...options, method: 'GET', path, file, isRetryable: true });
}

/** Whether a state is the last one of its run. */
export function isFinished(state: PollResponse): state is FinishedRun {
  return state.status !== 'queued' && state.status !== 'processing';
}

async function toBlob(audio: Audio): Promise<Blob> {
  if (audio instanceof Blob) return audio;
  if (typeof audio !== 'string') return new Response(audio).blob();
  const { openAsBlob } = await import('node:fs');
  return openAsBlob(audio);
}

/** The API judges a file by its content: the name is for people. */
function fileNameOf(audio: Audio, file: Blob): string {
  if (typeof audio === 'string') return audio.split(/[/\\]/).at(-1) ?? 'recording';
  return 'name' in file && typeof file.name === 'string' ? file.name : 'recording';
}
