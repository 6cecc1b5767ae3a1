/**
 * A small server with the two endpoints that models are asked through, for tests and the demonstration. It speaks the protocol as
 * real servers do and does simple, real work: it writes down recordings whose words it was given by finding where in them a
 * piece was cut out, English ones with the recogniser that ships, and judges by fixed rules from the figures. It can be told to
 * be slow, wrong, malformed, rate-limited or hostile. It is no model, and nothing it says of a language is worth anything.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { rateByRules } from './fake-rating.ts';
import { createFakeTranscriber, type KnownRecording } from './fake-transcription.ts';

export type { KnownRecording } from './fake-transcription.ts';

/** How a request is answered in the place of the usual. */
export type Behaviour =
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** An answer of 200 that is no JSON, or JSON of another form. */
  | { readonly kind: 'malformed'; readonly body?: string }
  | { readonly kind: 'hang-up' }
  /** More than anybody should read. */
  | { readonly kind: 'endless' }
  /** Of judgements: evidence that nobody said, a figure that nobody measured, a level that there is not. */
  | { readonly kind: 'wrong'; readonly what: 'quote' | 'figure' | 'level' };

/** The endpoints. */
export type EndpointPath = '/v1/audio/transcriptions' | '/v1/chat/completions';

/** A request as it came. */
export interface ReceivedRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  /** Of the form, without the file; of a chat the JSON itself. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** How the server is set up. */
export interface FakeEndpointOptions {
  /** Recordings with their words, that pieces are looked for in. */
  readonly known?: readonly KnownRecording[];
  /** Gives no times of words, as some servers do. */
  readonly withoutWordTimes?: boolean;
  /** Does what the speech tells it to do, as a weak model might. */
  readonly isObedient?: boolean;
}

/** A server that stands in for models. */
export interface FakeEndpoint extends AsyncDisposable {
  /** The base address, with `/v1`. */
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** How the next requests of a path are answered, one after the other; `always` what all after them get. */
  behave(path: EndpointPath, next: readonly Behaviour[], always?: Behaviour): void;
  close(): Promise<void>;
}

interface PlannedBehaviour {
  next: Behaviour[];
  always: Behaviour | null;
}

/** Starts the server on a free port of the loopback address. */
export async function startFakeEndpoint(options: FakeEndpointOptions = {}): Promise<FakeEndpoint> {
  const planned = new Map<string, PlannedBehaviour>();
  const requests: ReceivedRequest[] = [];
  const transcriber = createFakeTranscriber(options.known ?? [], options.withoutWordTimes ?? false);
  const work = async (path: string, body: Buffer, request: IncomingMessage, wrong: Behaviour | null) => {
    const { authorization } = request.headers;
    if (path === '/v1/audio/transcriptions') {
      const form = await formOf(body, request);
      const { file, ...fields } = Object.fromEntries([...form.keys()].map((key) => [key, form.get(key)]));
      requests.push({
        path,
        authorization,
        fields: { ...fields, granularities: form.getAll('timestamp_granularities[]') },
      });
      return transcriber.transcribe(
        Buffer.from(await (file as File).arrayBuffer()),
        form.get('language') as string | null,
      );
    }
    const asked = JSON.parse(body.toString('utf8'));
    requests.push({ path, authorization, fields: asked });
    return completionOf(
      asked,
      rateByRules(asked, options.isObedient ?? false, wrong?.kind === 'wrong' ? wrong.what : null),
    );
  };
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const plan = planned.get(path);
    const behaviour = plan?.next.shift() ?? plan?.always ?? null;
    if (behaviour && (await misbehaves(behaviour, response))) {
      requests.push({ path, authorization: request.headers.authorization, fields: {} });
      return;
    }
    if (request.method !== 'POST' || !/^\/v1\/(audio\/transcriptions|chat\/completions)$/.test(path)) {
      return void answer(response, 404, { error: { message: 'Not found', type: 'invalid_request_error' } });
    }
    try {
      answer(response, 200, await work(path, Buffer.concat(chunks), request, behaviour));
    } catch (error) {
      answer(response, 400, { error: { message: String(error), type: 'invalid_request_error' } });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    await transcriber.close();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    behave: (path, next, always) => void planned.set(path, { next: [...next], always: always ?? null }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Whether the behaviour was the whole answer. */
async function misbehaves(behaviour: Behaviour, response: ServerResponse): Promise<boolean> {
  switch (behaviour.kind) {
    case 'slow':
      await sleep(behaviour.ms, undefined, { ref: false });
      return false;
    case 'status':
      response.writeHead(behaviour.status, behaviour.headers ?? {}).end('{"error":{"message":"As told."}}');
      return true;
    case 'malformed':
      response.writeHead(200, { 'content-type': 'application/json' }).end(behaviour.body ?? '<html>Hello');
      return true;
    case 'hang-up':
      response.destroy();
      return true;
    case 'endless':
      response.writeHead(200, { 'content-type': 'application/json' });
      for (let n = 0; n < 8 && !response.destroyed; n += 1) {
        if (!response.write(' '.repeat(1024 * 1024)))
          await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end('{}');
      return true;
    case 'wrong':
      return false;
  }
}

function formOf(body: Buffer, request: IncomingMessage): Promise<FormData> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  return new Response(new Uint8Array(body), { headers }).formData();
}

/** A chat completion as OpenAI writes it. */
function completionOf({ model }: { readonly model?: string }, content: string) {
  return {
    id: 'chatcmpl-stand-in',
    object: 'chat.completion',
    created: 0,
    model,
    system_fingerprint: 'stand-in',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
  };
}
