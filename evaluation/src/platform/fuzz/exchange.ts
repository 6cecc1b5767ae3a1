import type { Answer } from './answer-check.ts';
import type { DocumentedOperation } from './api-document.ts';
import { targetOf } from './mutated-requests.ts';
import type { RequestParts } from './valid-requests.ts';

/** A request and its answer. */
export interface Exchange {
  readonly operation: DocumentedOperation;
  readonly parts: RequestParts;
  readonly answer: Answer;
  /** The request, for people. */
  readonly shown: string;
  readonly ms: number;
}

const LIMIT_MS = 180_000;
/** How much of a stream that goes on is waited for. */
const STREAM_LIMIT_MS = 300;

function bodyOf({ method, json, rawBody, fields, audio }: RequestParts): string | FormData | undefined {
  if (method === 'GET') return undefined;
  if (rawBody !== undefined) return rawBody;
  if (json !== undefined) return JSON.stringify(json);
  if (!fields) return undefined;
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  if (audio !== null && audio !== undefined) form.append('audio', new Blob([audio]), 'recording.mp3');
  return form;
}

/** The bytes of an answer; of a stream that goes on what comes within a moment. */
async function bytesOf(response: Response): Promise<Buffer> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    return Buffer.from(await response.arrayBuffer());
  const chunks: Uint8Array[] = [];
  const reader = response.body?.getReader();
  const cut = setTimeout(() => void reader?.cancel(), STREAM_LIMIT_MS);
  for (;;) {
    const read = await reader?.read();
    if (!read || read.done) break;
    chunks.push(read.value);
  }
  clearTimeout(cut);
  return Buffer.concat(chunks);
}

/** Sends a request and reads its answer. @throws Error if there is none in time. */
export async function exchange(
  url: string,
  operation: DocumentedOperation,
  parts: RequestParts,
): Promise<Exchange> {
  const target = targetOf(operation, parts);
  const body = bodyOf(parts);
  const isJson = parts.json !== undefined && body !== undefined;
  const headers = { ...(isJson ? { 'content-type': 'application/json' } : {}), ...parts.headers };
  const shown = `${parts.method} ${target.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${typeof body === 'string' ? body.slice(0, 300) : JSON.stringify(parts.fields ?? '').slice(0, 300)}`;
  const started = performance.now();
  try {
    const response = await fetch(`${url}/api/v1${target}`, {
      method: parts.method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(LIMIT_MS),
      ...(body === undefined ? {} : { body }),
    });
    const bytes = await bytesOf(response);
    const [mediaType = ''] = (response.headers.get('content-type') ?? '').split(';');
    const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    const answer = { status: response.status, mediaType, bytes, head };
    return { operation, parts, answer, shown, ms: performance.now() - started };
  } catch (error) {
    throw new Error(`No answer to ${shown}`, { cause: error });
  }
}
