import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { healthResponseSchema, submitResponseSchema } from '@vivavoce/contract';
import { SHIPPED_MODELS } from '@vivavoce/engine/endpoints';
import fc from 'fast-check';
import { sql } from 'kysely';
import { openStore } from '../store/store.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { CANDIDATE_TEXT, FAKE_ENGINE } from '../testing/fake-engine.ts';
import { send, startTestServer, submit, submitForm, waitUntilFinished } from '../testing/test-server.ts';
import { createTestDatabase, createTestTenant } from '../testing/test-store.ts';
import { startStandaloneWorkerWith } from '../worker/standalone-worker.ts';
import { startStageTimer } from './run-timing.ts';

const SERVER = fileURLToPath(new URL('../testing/server-process.ts', import.meta.url));
const NAME = 'Zacharias Quill';

describe('the metrics', { concurrency: true }, () => {
  it('tell of requests, runs, their stages, the queue and credits', async (t) => {
    const at = await startTestServer(t, { workers: 1, metricsPort: 0 });
    const { id } = await submit(at, submitForm({ takesMs: 60 }));
    const { id: failing } = await submit(at, submitForm({ refusal: 'NO_SPEECH_DETECTED' }));
    await waitUntilFinished(at, id);
    await waitUntilFinished(at, failing);
    const waiting = await submit(at, submitForm({ ends: 'hang' }));
    const read = async () => (await fetch(at.server.metricsUrl ?? '')).text();
    // The worker tells what it finished a moment after the database knows.
    for (let tries = 0; tries < 100 && !(await read()).includes('NO_SPEECH_DETECTED'); tries += 1)
      await sleep(50);
    const text = await read();
    for (const line of [
      'vivavoce_runs_finished_total{outcome="success",code=""} 1',
      'vivavoce_runs_finished_total{outcome="failed",code="NO_SPEECH_DETECTED"} 1',
      'vivavoce_stage_duration_seconds_count{stage="words"} 2',
      'vivavoce_real_time_factor_count 1',
      'vivavoce_runs{status="processing"} 1',
      'vivavoce_runs{status="queued"} 0',
      'vivavoce_credits_held 3',
      'vivavoce_workers_busy 1',
      'vivavoce_worker_wait_seconds 0',
      'vivavoce_webhook_lag_seconds 0',
      'vivavoce_database_up 1',
      'vivavoce_http_request_duration_seconds_count{method="POST",route="/api/v1/speech/analyze",status="202"} 3',
    ]) {
      assert.ok(text.includes(line), `${line} is not in\n${text}`);
    }
    assert.ok(![id, failing, waiting.id, at.tenantId].some((own) => text.includes(own)));
  });

  it('tell, as health does, of an endpoint that fails and of one that is back', async (t) => {
    const endpoint = { url: 'http://127.0.0.1:9/v1', key: null, model: 'any' };
    const models = { ...SHIPPED_MODELS, transcription: endpoint, chat: endpoint };
    const at = await startTestServer(t, { workers: 1, metricsPort: 0, models });
    const reported = async () => {
      const health = healthResponseSchema.parse(await (await send(at, '/health')).json());
      const metrics = await (await fetch(at.server.metricsUrl ?? '')).text();
      return [health.endpoints?.chat, /vivavoce_endpoint_up\{endpoint="chat"\} (\d)/.exec(metrics)?.[1]];
    };
    assert.deepEqual(await reported(), ['ok', '1']);
    for (const [chatEndpoint, expected] of [
      ['open', ['failing', '0']],
      ['closed', ['ok', '1']],
    ] as const) {
      const { id } = await submit(at, submitForm({ chatEndpoint }));
      await waitUntilFinished(at, id);
      for (let tries = 0; tries < 100 && (await reported())[0] !== expected[0]; tries += 1) await sleep(50);
      assert.deepEqual(await reported(), expected);
    }
  });

  it('are not served unless a port is named, nor beside the API', async (t) => {
    const at = await startTestServer(t);
    assert.equal(at.server.metricsUrl, null);
    assert.equal((await send(at, '/metrics')).status, 404);
  });
});

it('the metrics tell how long runs wait for a worker, without those that wait for a place below the cap', async (t) => {
  const at = await startTestServer(t, { workers: 0, maxActiveRuns: 1, metricsPort: 0 });
  const [ready, queued] = [await submit(at, submitForm({})), await submit(at, submitForm({}))];
  const minutes = (count: number) => sql<Date>`now() - ${count} * interval '1 minute'`;
  const runs = at.store.db.updateTable('runs');
  await runs
    .set({ ready_at: minutes(2) })
    .where('id', '=', ready.id)
    .execute();
  await sql`update runs set submitted_at = ${minutes(60)} where id = ${queued.id}`.execute(at.store.db);
  const text = await (await fetch(at.server.metricsUrl ?? '')).text();
  const gaugeOf = (name: string) => Number(new RegExp(`^vivavoce_${name} (.+)$`, 'm').exec(text)?.[1]);
  assert.ok(Math.abs(gaugeOf('worker_wait_seconds') - 120) < 30, text);
  assert.ok(Math.abs(gaugeOf('queue_age_seconds') - 3600) < 30, text);
  assert.equal(gaugeOf('workers_busy'), 0);
});

describe('the metrics of a separate worker', () => {
  it('tell of the runs that it finished, at a port of their own', async (t) => {
    const at = await startTestServer(t);
    const worker = await startStandaloneWorkerWith({ ...at.config, metricsPort: 0 }, FAKE_ENGINE);
    t.after(() => worker.stop());
    const { id } = await submit(at, submitForm({}));
    await waitUntilFinished(at, id);
    const read = async () => (await fetch(worker.metricsUrl ?? '')).text();
    // It counts a moment after the database knows.
    while (!(await read()).includes('outcome="success"')) await sleep(20);
    const text = await read();
    assert.ok(text.includes('vivavoce_runs_finished_total{outcome="success",code=""} 1'));
    assert.ok(text.includes('vivavoce_stage_duration_seconds_count{stage="words"} 1'));
    assert.ok(!text.includes(id) && !text.includes(at.tenantId));
  });
});

describe('a stage clock', () => {
  it('gives every moment to the stage that was on', () => {
    const step = fc.record({ stage: fc.constantFrom('decode', 'words'), ms: fc.nat(1000) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let now = 0;
        const clock = startStageTimer(() => now);
        const expected: Record<string, number> = {};
        for (const { stage, ms } of steps) {
          clock.enter(stage as 'decode');
          expected[stage] = (expected[stage] ?? 0) + ms;
          now += ms;
          clock.stages();
        }
        const spent: Record<string, number> = {};
        let at = 0;
        for (const { stage, fromMs, toMs } of clock.stages()) {
          assert.equal(fromMs, at, 'no moment is left out or counted twice');
          at = toMs;
          spent[stage] = (spent[stage] ?? 0) + toMs - fromMs;
        }
        assert.deepEqual(spent, expected);
        assert.equal(clock.elapsedMs(), now);
      }),
    );
  });
});

describe('the log', () => {
  it('of a run holds its id, and nothing of whom it is about or of who asked', async (t) => {
    const config = await createTestDatabase(t, { workers: 1, logLevel: 'debug' });
    const store = await openStore(config);
    t.after(() => store.close());
    const { key } = await createApiKey(store, (await createTestTenant(store)).name);
    const child = fork(SERVER, [JSON.stringify(config), 'scripts'], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    t.after(() => child.kill('SIGKILL'));
    let log = '';
    child.stderr?.on('data', (text) => {
      log += text;
    });
    const [url] = await once(child, 'message');
    const form = submitForm({}, [
      ['externalId', NAME],
      ['metadata', JSON.stringify({ name: NAME })],
      ['tags', NAME],
      ['expectedSpeakers', NAME],
    ]);
    const headers = { 'x-api-key': key, 'user-agent': NAME };
    const path = `${url}/api/v1/speech`;
    await fetch(`${path}/analyze`, { method: 'POST', headers, body: form });
    form.delete('expectedSpeakers');
    form.set('audio', form.get('audio') as Blob, `${NAME}.mp3`);
    const answer = await fetch(`${path}/analyze`, { method: 'POST', headers, body: form });
    const { id } = submitResponseSchema.parse(await answer.json());
    await fetch(`${path}/runs?externalId=${encodeURIComponent(NAME)}`, { headers });
    for (let tries = 0; tries < 400 && !log.includes('run finished'); tries += 1) await sleep(50);
    await fetch(`${path}/analyze/${id}`, { headers });
    await fetch(`${path}/runs?externalId=${encodeURIComponent(NAME)}`, { method: 'DELETE', headers });
    child.kill('SIGTERM');
    await once(child, 'exit');
    assert.ok(log.includes(id) && log.includes('req_'), log);
    for (const secret of [NAME, 'Quill', encodeURIComponent(NAME), CANDIDATE_TEXT, key]) {
      assert.ok(!log.includes(secret), `the log tells ${secret}`);
    }
  });
});
