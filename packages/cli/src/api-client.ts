import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  errorEnvelopeSchema,
  type PollResponse,
  pollResponseSchema,
  type SubmitResponse,
  submitResponseSchema,
} from '@vivavoce/contract';

/** Where the API is and who asks. */
export interface ApiAccess {
  /** Without a path, such as http://127.0.0.1:8080 */
  readonly url: string;
  readonly key: string;
}

/**
 * Submits a recording.
 * @throws Error with the code and message of the API when it is refused.
 */
export async function submitRecording(
  access: ApiAccess,
  path: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<SubmitResponse> {
  const form = new FormData();
  form.append('audio', await openAsBlob(path), basename(path));
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const body = await request(access, '/speech/analyze', { method: 'POST', body: form });
  return submitResponseSchema.parse(body);
}

/**
 * Polls a run as often as the API allows until it is finished.
 * @param onState is told every state on the way, the last one too.
 * @throws Error with the code and message of the API when a poll is refused.
 */
export async function waitForRun(
  access: ApiAccess,
  runId: string,
  onState: (state: PollResponse) => void,
): Promise<PollResponse> {
  for (;;) {
    const state = pollResponseSchema.parse(await request(access, `/speech/analyze/${runId}`));
    onState(state);
    if (state.status !== 'queued' && state.status !== 'processing') return state;
    await sleep(state.pollIntervalSeconds * 1000);
  }
}

async function request({ url, key }: ApiAccess, path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`${url}/api/v1${path}`, { ...init, headers: { 'x-api-key': key } });
  const body: unknown = await response.json();
  if (response.ok) return body;
  const { error } = errorEnvelopeSchema.parse(body);
  throw new Error(`${error.message} (${error.code})`);
}
