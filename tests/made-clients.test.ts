import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OPERATIONS } from '@vivavoce/contract';
import { scriptedRecording } from '../packages/server/src/testing/fake-engine.ts';
import { HOST_NETWORKS, sends, startRecordingHost } from '../packages/server/src/testing/recording-host.ts';
import {
  startTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../packages/server/src/testing/test-server.ts';

/** CommonJS whose names Node does not see. */
const { PostmanValidator } = createRequire(import.meta.url)(
  '@har-sdk/validator',
) as typeof import('@har-sdk/validator');

const run = promisify(execFile);
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OPERATOR_TOKEN = 'p'.repeat(32);

/** What a command of `release/` makes in a folder of its own. */
async function made(t: TestContext, command: string, name = ''): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'made-client-'));
  t.after(() => rm(folder, { recursive: true }));
  await run(process.execPath, [pathOf(`../release/${command}`), join(folder, name)]);
  return join(folder, name);
}

/** A message as the server signs it (Standard Webhooks), as environment variables. */
function signedMessage(): Record<string, string> {
  const body = JSON.stringify({ type: 'run.completed', data: { id: '7' } });
  const key = randomBytes(32);
  const sentAt = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', key).update(`msg_1.${sentAt}.${body}`).digest('base64');
  return {
    MESSAGE: body,
    SECRET: `whsec_${key.toString('base64')}`,
    WEBHOOK_ID: 'msg_1',
    WEBHOOK_TIMESTAMP: sentAt,
    WEBHOOK_SIGNATURE: `v1,${randomBytes(32).toString('base64')} v1,${signature}`,
  };
}

/** What the test reads of a collection. */
interface Item {
  readonly name: string;
  readonly item?: readonly Item[];
  readonly request: {
    readonly method: string;
    readonly url: {
      readonly raw: string;
      readonly variable?: readonly { readonly key: string; readonly value: string }[];
    };
    readonly auth: { readonly type: string };
    readonly body?: { readonly raw?: string };
  };
}

const requestsOf = (items: readonly Item[]): Item[] =>
  items.flatMap((one) => (one.item ? requestsOf(one.item) : [one]));

/** Sends a request as Postman does with the variables filled in. */
function sendItem({ request }: Item, values: Readonly<Record<string, string>>): Promise<Response> {
  const filled = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
  let url = filled(request.url.raw);
  for (const { key, value } of request.url.variable ?? []) {
    url = url.replace(`/:${key}`, `/${filled(value) || crypto.randomUUID()}`);
  }
  const { type } = request.auth;
  const { apiKey = '', operatorToken = '' } = values;
  const headers: Record<string, string> = {
    ...(type === 'apikey' ? { 'x-api-key': apiKey } : {}),
    ...(type === 'bearer' ? { authorization: `Bearer ${operatorToken}` } : {}),
    ...(request.body?.raw ? { 'content-type': 'application/json' } : {}),
  };
  return fetch(url, { method: request.method, headers, body: request.body?.raw ?? null });
}

describe('clients made from the OpenAPI document', { concurrency: true }, () => {
  /** `python-client/use_client.py` is in the words of its users. Needs Python 3.11. */
  it('in Python submits, waits, reads, lists and erases, with types that fit what is answered', async (t) => {
    const folder = await made(t, 'pack-python.ts');
    const recording = scriptedRecording({ durationMs: 200_000 });
    const host = await startRecordingHost(t, { '/interview.mp3': sends(recording) });
    const { server, apiKey } = await startTestServer(t, {
      workers: 1,
      audioNetworks: HOST_NETWORKS,
      operatorToken: OPERATOR_TOKEN,
      pollIntervalSeconds: 1,
    });
    const { PATH } = process.env;
    const env = {
      PATH,
      PYTHONPATH: folder,
      PYTHONDONTWRITEBYTECODE: '1',
      URL: server.url,
      API_KEY: apiKey,
      OPERATOR_TOKEN,
      RECORDING: recording,
      RECORDING_URL: `${host.url}/interview.mp3?signature=x`,
      ...signedMessage(),
    };
    const script = pathOf('python-client/use_client.py');
    const { stdout } = await run('python3', ['-W', 'error', script], { env, timeout: 120_000 });
    assert.match(stdout, /^all of it fits 3\./);
  });

  it('for Postman has the format, and requests of every operation that the server knows', async (t) => {
    const collection = JSON.parse(
      await readFile(await made(t, 'pack-postman.ts', 'collection.json'), 'utf8'),
    );
    assert.deepEqual(await new PostmanValidator().verify(collection), []);
    const requests = requestsOf(collection.item);
    const wanted = OPERATIONS.filter(({ needs }) => needs !== 'user' && needs !== 'nothing');
    assert.ok(wanted.every(({ summary }) => requests.some(({ name }) => name === summary)));
    const at = await startTestServer(t, { workers: 1, operatorToken: OPERATOR_TOKEN });
    const { id } = await submit(at, submitForm({}));
    await waitUntilFinished(at, id);
    const values = { baseUrl: at.server.url, apiKey: at.apiKey, operatorToken: OPERATOR_TOKEN, runId: id };
    // Erasing comes last: the other requests need the run.
    const inOrder = requests.toSorted(
      (a, b) => Number(a.request.method === 'DELETE') - Number(b.request.method === 'DELETE'),
    );
    for (const item of inOrder) {
      const response = await sendItem(item, values);
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      const text = isJson ? await response.text() : '';
      if (!isJson) await response.body?.cancel();
      const wrong = /"(METHOD_NOT_ALLOWED|MISSING_API_KEY|INVALID_OPERATOR_TOKEN)"|There is no such path/;
      assert.ok(response.status < 500 && !wrong.test(text), `${item.name}: ${response.status} ${text}`);
    }
  });
});
