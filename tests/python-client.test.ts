import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { scriptedRecording } from '../packages/server/src/testing/fake-engine.ts';
import { HOST_NETWORKS, sends, startRecordingHost } from '../packages/server/src/testing/recording-host.ts';
import { startTestServer } from '../packages/server/src/testing/test-server.ts';

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

/** The Python client, made by its command, in the words of its users: `python-client/use_client.py`. Needs Python 3.11. */
test('the Python client submits, waits, reads, lists and erases, and its types fit what is answered', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'python-client-'));
  t.after(() => rm(folder, { recursive: true }));
  await run(process.execPath, [pathOf('../release/pack-python.ts'), folder]);
  const recording = scriptedRecording({ durationMs: 200_000 });
  const host = await startRecordingHost(t, { '/interview.mp3': sends(recording) });
  const { server, apiKey } = await startTestServer(t, {
    workers: 1,
    audioNetworks: HOST_NETWORKS,
    operatorToken: OPERATOR_TOKEN,
    pollIntervalSeconds: 1,
  });
  const environment = {
    PATH: process.env.PATH ?? '',
    PYTHONPATH: folder,
    PYTHONDONTWRITEBYTECODE: '1',
    URL: server.url,
    API_KEY: apiKey,
    OPERATOR_TOKEN,
    RECORDING: recording,
    RECORDING_URL: `${host.url}/interview.mp3?signature=x`,
    ...signedMessage(),
  };
  const { stdout } = await run('python3', ['-W', 'error', pathOf('python-client/use_client.py')], {
    env: environment,
    timeout: 120_000,
  });
  assert.match(stdout, /^all of it fits 3\./);
});
