import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { creditsResponseSchema } from '@vivavoce/contract';
import { createApiKey } from '../tenants/create-api-key.ts';
import { startDatabaseProxy } from '../testing/database-proxy.ts';
import { FAKE_ENGINE, type Script } from '../testing/fake-engine.ts';
import {
  poll,
  send,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { endWith } from '../testing/test-store.ts';
import { startWorker } from './start-worker.ts';

/** Submits a recording whose analyses write their process ids down. */
async function submitLogged(at: TestServer, script: Partial<Script>) {
  const diary = join(at.config.dataDir, `diary-${at.tenantId}`);
  const { id } = await submit(at, submitForm({ attemptLog: diary, ...script }));
  const pids = async (): Promise<number[]> =>
    // The file appears with the first attempt.
    (await readFile(diary, 'utf8').catch(() => '')).split('\n').filter(Boolean).map(Number);
  const started = async (tries: number): Promise<number> => {
    while ((await pids()).length < tries) await sleep(20);
    return (await pids()).at(-1) as number;
  };
  return { id, pids, started };
}

/** Waits until so many workers have had a run at once: on a busy machine the first is at work before the others have started. */
async function occupyWorkers(at: TestServer, workers: number): Promise<void> {
  const runs = await Promise.all(Array.from({ length: workers }, () => submitLogged(at, { ends: 'hang' })));
  await runs[0]?.started(workers);
  await Promise.all(runs.map(({ id }) => send(at, `/speech/analyze/${id}`, { method: 'DELETE' })));
}

/** Whether a process lives. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What a client's account shows: balance, holds, charges. */
async function account(at: TestServer) {
  const { balance, held, transactions } = creditsResponseSchema.parse(
    await (await send(at, '/credits')).json(),
  );
  return { balance, held, charges: transactions.filter(({ type }) => type === 'charge').length };
}

describe('a worker that is killed', { concurrency: true }, () => {
  it('loses the run to the next one, which finishes it and charges once', async (t) => {
    const at = await startTestServer(t, { workers: 1 }, { credits: 10 });
    const { id, started, pids } = await submitLogged(at, { takesMs: 800 });
    await started(1);
    process.kill(at.server.workerPids()[0] as number, 'SIGKILL');
    const done = await waitUntilFinished(at, id);
    assert.equal(done.status, 'success');
    assert.equal((await pids()).length, 2);
    assert.deepEqual(await account(at), { balance: 7, held: 0, charges: 1 });
  });

  it('takes its analysis with it', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const { started } = await submitLogged(at, { ends: 'hang' });
    const analysis = await started(1);
    process.kill(at.server.workerPids()[0] as number, 'SIGKILL');
    while (isAlive(analysis)) await sleep(20);
  });
});

it('a worker whose database goes silent gives its run up when the lease is over', {
  timeout: 30_000,
}, async (t) => {
  const at = await startTestServer(t, { workers: 0 });
  const way = await startDatabaseProxy(new URL(at.config.databaseUrl ?? ''));
  const worker = await startWorker({ ...at.config, databaseUrl: way.url }, FAKE_ENGINE);
  endWith(t, async () => {
    way.block();
    await worker.stop();
  });
  const { started } = await submitLogged(at, { ends: 'hang' });
  const analysis = await started(1);
  way.silence();
  const since = performance.now();
  while (isAlive(analysis)) await sleep(20);
  assert.ok(performance.now() - since < 3 * at.config.leaseMs);
});

describe('an analysis that breaks', { concurrency: true }, () => {
  it('is tried again, and succeeds if only its process was killed', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const { id, started } = await submitLogged(at, { takesMs: 600 });
    process.kill(await started(1), 'SIGKILL');
    assert.equal((await waitUntilFinished(at, id)).status, 'success');
  });

  it('is tried by another worker, where one is free: the machine may be short of memory', async (t) => {
    const at = await startTestServer(t, { workers: 2, maxAttempts: 6 });
    await occupyWorkers(at, 2);
    const { id, started } = await submitLogged(at, { takesMs: 400, ends: 'crash' });
    const workers: (string | null)[] = [];
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      await started(2 + attempt);
      const { worker } = await at.store.db
        .selectFrom('runs')
        .select('worker')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      assert.notEqual(worker, workers.at(-1), `attempt ${attempt}`);
      workers.push(worker);
    }
    await waitUntilFinished(at, id);
  });

  for (const ends of ['crash', 'bug'] as const) {
    it(`fails cleanly and free of charge after a bounded number of tries (${ends})`, async (t) => {
      const at = await startTestServer(t, { workers: 1, maxAttempts: 2 }, { credits: 10 });
      const { id, pids } = await submitLogged(at, { ends });
      const done = await waitUntilFinished(at, id);
      assert.ok(done.status === 'failed');
      assert.equal(done.error.code, 'INTERNAL_ERROR');
      assert.equal((await pids()).length, 2);
      assert.deepEqual(await account(at), { balance: 10, held: 0, charges: 0 });
    });
  }

  it('is killed when it takes too long, and fails with a time-out', async (t) => {
    const at = await startTestServer(t, { workers: 1, maxAttempts: 2, processingLimitMs: 700 });
    const { id } = await submitLogged(at, { ends: 'hang' });
    const done = await waitUntilFinished(at, id);
    assert.ok(done.status === 'failed');
    assert.equal(done.error.code, 'PROCESSING_TIMEOUT');
  });
});

describe('the end of a run', { concurrency: true }, () => {
  it('is failed with the reason that the engine gives', async (t) => {
    const at = await shareTestServer(t, { workers: 1 }, { credits: 10 });
    const { id, pids } = await submitLogged(at, { refusal: 'CANDIDATE_SPEECH_INSUFFICIENT' });
    const done = await waitUntilFinished(at, id);
    assert.ok(done.status === 'failed');
    assert.equal(done.error.code, 'CANDIDATE_SPEECH_INSUFFICIENT');
    assert.equal((await pids()).length, 1);
    assert.deepEqual(await account(at), { balance: 10, held: 0, charges: 0 });
  });

  it('is partial and costs the share of the scores that were made', async (t) => {
    const at = await shareTestServer(t, { workers: 1 }, { credits: 10 });
    const { id } = await submitLogged(at, { durationMs: 360_000, ends: 'partial', scoresMade: 2 });
    const done = await waitUntilFinished(at, id);
    assert.ok(done.status === 'partial');
    assert.deepEqual(done.credits, { deducted: 4, remainingBalance: 6, audioDurationMinutes: 6 });
    assert.deepEqual(await account(at), { balance: 6, held: 0, charges: 1 });
  });

  it('is partial and free where the speech was not reliably recognised, for any other reason one credit at least', async (t) => {
    const at = await shareTestServer(t, { workers: 1 }, { credits: 10 });
    const unscored = { durationMs: 360_000, ends: 'partial', scoresMade: 0 } as const;
    const free = await submitLogged(at, { ...unscored, warning: 'SPEECH_NOT_RELIABLY_RECOGNISED' });
    const unheard = await waitUntilFinished(at, free.id);
    assert.ok(unheard.status === 'partial');
    assert.deepEqual(unheard.credits, { deducted: 0, remainingBalance: 10, audioDurationMinutes: 6 });
    assert.deepEqual(await account(at), { balance: 10, held: 0, charges: 0 });
    const other = await submitLogged(at, { ...unscored, warning: 'OTHER_LANGUAGE' });
    const foreign = await waitUntilFinished(at, other.id);
    assert.ok(foreign.status === 'partial');
    assert.equal(foreign.credits?.deducted, 1);
  });
});

it('a run weighs accent as its project has it, and says so in its provenance', async (t) => {
  const at = await shareTestServer(t, { workers: 1 });
  const { name } = await at.store.db.selectFrom('clients').select('name').executeTakeFirstOrThrow();
  const { key: apiKey } = await createApiKey(at.store, name, { project: 'Warehouse' });
  await at.store.db.updateTable('projects').set({ accent_weight: 0.25 }).execute();
  for (const [from, weight] of [
    [{ ...at, apiKey }, 0.25],
    [at, 1],
  ] as const) {
    const { id } = await submit(from, submitForm({}));
    const done = await waitUntilFinished(from, id);
    assert.ok(done.status === 'success');
    assert.equal(done.analysis.provenance.accentWeight, weight);
  }
});

describe('a run in progress', { concurrency: true }, () => {
  it('shows the stage that it is in', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const { id, started } = await submitLogged(at, { takesMs: 3000 });
    await started(1);
    const stageOf = () =>
      at.store.db.selectFrom('runs').select('stage').where('id', '=', id).executeTakeFirstOrThrow();
    while ((await stageOf()).stage !== 'words') await sleep(50);
    const state = await poll(at, id);
    assert.ok(state.status === 'processing');
    assert.deepEqual(state.progress, { stage: 'words', percent: 50 });
  });

  it('is handed back by a server that stops, and the try does not count', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const { id, started } = await submitLogged(at, { ends: 'hang' });
    await started(1);
    await at.server.stop();
    const row = await at.store.db
      .selectFrom('runs')
      .select(['status', 'worker', 'attempt'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(row, { status: 'processing', worker: null, attempt: 0 });
  });
});
