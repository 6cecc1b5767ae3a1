/** Clients made from the OpenAPI document, against a server; `made-clients.test.ts` looks at them by themselves. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { scriptedRecording } from '../packages/server/src/testing/fake-engine.ts';
import { HOST_NETWORKS, sends, startRecordingHost } from '../packages/server/src/testing/recording-host.ts';
import {
  startTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../packages/server/src/testing/test-server.ts';
import { type Item, makeClient, requestsOf } from './make-client.ts';

const run = promisify(execFile);
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OPERATOR_TOKEN = 'p'.repeat(32);

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
    const folder = await makeClient(t, 'pack-python.ts');
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

  it('for Postman has requests that the server knows', async (t) => {
    const collection = JSON.parse(
      await readFile(await makeClient(t, 'pack-postman.ts', 'collection.json'), 'utf8'),
    );
    const requests = requestsOf(collection.item);
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
