/** The examples do what they say, against a real server. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { scoresSchema } from '@vivavoce/contract';
import { addEndpoint, COMMAND_LINE_ORIGIN, rotateWebhookSecret } from '@vivavoce/server';
import { type Script, scriptedRecording } from '../packages/server/src/testing/fake-engine.ts';
import { HOST_NETWORKS, sends, startRecordingHost } from '../packages/server/src/testing/recording-host.ts';
import {
  startTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../packages/server/src/testing/test-server.ts';
import { temporaryFolder } from '../packages/server/src/testing/test-store.ts';
import { ROOT } from './house-rules/tracked-files.ts';

const example = (name: string): string => join(ROOT, 'examples', name);
const run = promisify(execFile);

/** A server, a recording that follows a script, and what an example reads from the environment. */
async function install(t: TestContext, script: Partial<Script> = {}) {
  const at = await startTestServer(t, {
    workers: 1,
    minDurationMs: 1000,
    pollIntervalSeconds: 1,
    webhookNetworks: HOST_NETWORKS,
    audioNetworks: HOST_NETWORKS,
  });
  const folder = await temporaryFolder(t);
  const recording = join(folder, 'interview.mp3');
  await writeFile(recording, scriptedRecording({ durationMs: 1000, ...script }));
  const env = { ...process.env, VIVAVOCE_URL: at.server.url, VIVAVOCE_API_KEY: at.apiKey };
  return { at, folder, recording, env };
}

/** Expects the scores of a run, as all examples print them. */
function assertScores(stdout: string): void {
  const { id, ...scores } = JSON.parse(stdout);
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.notEqual(scoresSchema.parse(scores).overall, null);
}

/** The recorded request of a system, changed and signed anew. */
async function changedRequest(
  system: string,
  change: (body: string) => string,
  signatureOf: (hex: string) => object,
) {
  const path = join(ROOT, 'examples/ats-requests', `${system}.json`);
  const { headers, body } = JSON.parse(await readFile(path, 'utf8'));
  const changed = change(body);
  const hex = createHmac('sha256', 'example-secret').update(changed).digest('hex');
  return { method: 'POST', headers: { ...headers, ...signatureOf(hex) }, body: changed };
}

describe('an example', { concurrency: true }, () => {
  it('with fetch alone prints scores', async (t) => {
    const { env, recording } = await install(t, { takesMs: 500 });
    const { stdout } = await run(process.execPath, [example('fetch.mjs'), recording], { env });
    assertScores(stdout);
  });

  it('with the SDK prints scores and progress, and keeps the report', async (t) => {
    const { env, recording, folder } = await install(t, { takesMs: 500 });
    const report = join(folder, 'report.pdf');
    const { stdout, stderr } = await run(process.execPath, [example('sdk.mjs'), recording, report], { env });
    assertScores(stdout);
    assert.match(stderr, /success$/m);
    assert.match(await readFile(report, 'latin1'), /^%PDF/);
    const refused = run(process.execPath, [example('sdk.mjs'), recording], {
      env: { ...env, VIVAVOCE_API_KEY: 'vv_live_unknown' },
    });
    await assert.rejects(refused, /INVALID_API_KEY/);
  });

  it('with curl prints scores, and why there are none', async (t) => {
    const { env, recording } = await install(t);
    const { stdout } = await run(example('curl.sh'), [recording], { env });
    assertScores(stdout);
    await writeFile(recording, scriptedRecording({ durationMs: 1000, refusal: 'NO_SPEECH_DETECTED' }));
    await assert.rejects(run(example('curl.sh'), [recording], { env }), /NO_SPEECH_DETECTED/);
    await writeFile(recording, scriptedRecording({ durationMs: 10 }));
    await assert.rejects(run(example('curl.sh'), [recording], { env }), /AUDIO_TOO_SHORT/);
  });

  it('that receives webhooks prints what is signed and nothing else', async (t) => {
    const { at, env } = await install(t);
    const by = { tenantId: at.tenantId, ...COMMAND_LINE_ORIGIN };
    const { secret } = await rotateWebhookSecret(at.store, by);
    const receiver = spawn(process.execPath, [example('webhook-receiver.mjs')], {
      env: { ...env, VIVAVOCE_WEBHOOK_SECRET: secret, PORT: '0' },
    });
    t.after(() => receiver.kill());
    const [line] = await once(createInterface(receiver.stderr), 'line');
    const url = `http://127.0.0.1:${/port (\d+)/.exec(line)?.[1]}/`;
    const headers = { 'webhook-id': '1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' };
    assert.equal((await fetch(url, { method: 'POST', body: '{}', headers })).status, 400);
    await addEndpoint(at.store, at.config, by, url);
    const printed = once(createInterface(receiver.stdout), 'line');
    const { id } = await submit(at, submitForm({ durationMs: 1000 }));
    await waitUntilFinished(at, id);
    const { type, data } = JSON.parse((await printed)[0]);
    assert.deepEqual([type, data.id, data.status], ['run.completed', id, 'success']);
  });
});

/** Starts the receiver of events. @returns its address. */
async function startAtsReceiver(t: TestContext, env: NodeJS.ProcessEnv): Promise<string> {
  const receiver = spawn(process.execPath, [example('ats-receiver.mjs')], { env: { ...env, PORT: '0' } });
  t.after(() => receiver.kill());
  const [line] = await once(createInterface(receiver.stderr), 'line');
  return `http://127.0.0.1:${/port (\d+)/.exec(line)?.[1]}`;
}

describe('the example for applicant tracking systems', { concurrency: true }, () => {
  it('submits each interview once', async (t) => {
    const { at, env } = await install(t);
    const recording = scriptedRecording({ durationMs: 1000 });
    const files = JSON.stringify({ data: [{ id: 'f1', name: 'Phone interview.mp3' }] });
    const host = await startRecordingHost(t, {
      '/interview.mp3': sends(recording),
      '/v1/opportunities/b2c3d4e5-f6a7-4b8c-9d0e-1f2a3b4c5d6e/files': sends(files),
      '/v1/opportunities/b2c3d4e5-f6a7-4b8c-9d0e-1f2a3b4c5d6e/files/f1/download': sends(recording),
    });
    const secrets = ['GREENHOUSE', 'ASHBY', 'LEVER', 'WORKABLE'].map((name) => [
      `${name}_SECRET`,
      'example-secret',
    ]);
    const lever = { LEVER_API: `${host.url}/v1`, LEVER_API_KEY: 'key' };
    const url = await startAtsReceiver(t, { ...env, ...Object.fromEntries(secrets), ...lever });
    const statusOf = async (system: string, request: RequestInit) =>
      (await fetch(`${url}/${system}`, request)).status;

    const here = (body: string) => body.replaceAll('https://recordings.example.com', host.url);
    const requests = {
      greenhouse: await changedRequest('greenhouse', here, (hex) => ({ signature: `sha256 ${hex}` })),
      ashby: await changedRequest('ashby', here, (hex) => ({ 'ashby-signature': `sha256=${hex}` })),
      workable: await changedRequest('workable', here, (hex) => ({ 'x-workable-signature': hex })),
      lever: await changedRequest('lever', here, () => ({})),
    };
    for (const [system, request] of Object.entries(requests)) {
      // The same event comes twice, as after an answer that got lost.
      assert.deepEqual(
        [await statusOf(system, request), await statusOf(system, request)],
        [204, 204],
        system,
      );
      const { headers } = await changedRequest(system, here, () => ({}));
      if (system !== 'lever') assert.equal(await statusOf(system, { ...request, headers }), 401, system);
    }
    assert.equal(await statusOf('other', requests.ashby), 404);
    const response = await fetch(`${at.server.url}/api/v1/speech/runs`, {
      headers: { 'x-api-key': at.apiKey },
    });
    const { runs } = (await response.json()) as { runs: { externalId: string; tags: string[] }[] };
    assert.deepEqual(
      runs.map(({ externalId, tags }) => [externalId.split('-')[0], ...tags]).sort(),
      Object.keys(requests)
        .sort()
        .map((system) => [system, system]),
    );
  });

  it('asks for an event again that could not be submitted yet, and for no other', async (t) => {
    const { at, env } = await install(t);
    const host = await startRecordingHost(t, { '/interview.mp3': sends('no recording') });
    const answers = async (apiKey: string) => {
      const url = await startAtsReceiver(t, {
        ...env,
        VIVAVOCE_API_KEY: apiKey,
        ASHBY_SECRET: 'example-secret',
      });
      const request = await changedRequest(
        'ashby',
        (body) => body.replaceAll('https://recordings.example.com', host.url),
        (hex) => ({ 'ashby-signature': `sha256=${hex}` }),
      );
      return (await fetch(`${url}/ashby`, request)).status;
    };
    assert.equal(await answers(at.apiKey), 204, 'no recording will be none later either');
    assert.equal(await answers('vv_live_unknown'), 500, 'the key may be mended');
  });
});
