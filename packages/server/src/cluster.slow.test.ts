/** Several servers and workers, as on several machines, that share nothing but a database and a bucket. */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pollResponseSchema, submitResponseSchema } from '@vivavoce/contract';
import type { Config } from './config.ts';
import { readCredits } from './credits/ledger.ts';
import { openStore, type Store } from './store/store.ts';
import { createApiKey } from './tenants/create-api-key.ts';
import { CANDIDATE_TEXT } from './testing/fake-engine.ts';
import { startS3 } from './testing/s3-server.ts';
import { submitForm } from './testing/test-server.ts';
import { createTestDatabase, createTestTenant, objectKeys, temporaryFolder } from './testing/test-store.ts';

const SERVER = fileURLToPath(new URL('testing/server-process.ts', import.meta.url));
const RUNS = 6;
/** Only the recordings say it. */
const SECRET = 'Zacharias Quill';
/** A second of the waveform of every recording here, as it would stand in the database unencrypted. */
const LOUDNESS = Buffer.alloc(21, 64).toString('base64');

/** Starts a machine: an API process with a worker, and a data folder of its own. */
async function startMachine(t: TestContext, shared: Config, dataDir: string) {
  const config: Config = { ...shared, dataDir, workers: 1 };
  const machine = fork(SERVER, [
    JSON.stringify({ ...config, scratchDir: join(config.dataDir, 'scratch') }),
    'scripts',
  ]);
  t.after(() => machine.kill('SIGKILL'));
  const [url] = await once(machine, 'message');
  return { machine: machine as ChildProcess, api: `${url}/api/v1/speech`, dataDir: config.dataDir };
}

/** Everything in the database and in some folders, as text. */
async function everything({ db }: Store, folders: readonly string[]): Promise<string> {
  const texts: string[] = [];
  for (const { name } of await db.introspection.getTables()) {
    const table = name as 'runs';
    texts.push(JSON.stringify(await db.selectFrom(table).selectAll().execute()));
  }
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((found) => found.isFile())) {
      texts.push(await readFile(join(entry.parentPath, entry.name), 'latin1'));
    }
  }
  return texts.join('\n');
}

it('two servers with a worker each finish every run once although one of them is killed, and leave nothing readable', async (t) => {
  const bucket = await temporaryFolder(t);
  const shared = await createTestDatabase(t, {
    s3: await startS3(t, bucket),
    secretKeys: [randomBytes(32).toString('base64')],
    pollIntervalSeconds: 1,
  });
  const store = await openStore(shared);
  t.after(() => store.close());
  const { id: tenantId, name } = await createTestTenant(store, 100);
  const { key } = await createApiKey(store, name);
  const headers = { 'x-api-key': key };
  const machines = [
    await startMachine(t, shared, await temporaryFolder(t)),
    await startMachine(t, shared, await temporaryFolder(t)),
  ] as const;
  const [doomed, safe] = machines;

  const submits = Array.from({ length: RUNS }, async (_, n) => {
    const body = submitForm(JSON.stringify({ durationMs: 180_000, takesMs: 300, secret: SECRET }));
    const init = { method: 'POST', headers: { ...headers, 'idempotency-key': `run ${n}` }, body };
    const answers = await Promise.all(machines.map(({ api }) => fetch(`${api}/analyze`, init)));
    const runs = await Promise.all(
      answers.map(async (answer) => submitResponseSchema.parse(await answer.json())),
    );
    assert.equal(runs[0]?.id, runs[1]?.id, 'both servers know the one run');
    return runs[0]?.id ?? '';
  });
  const runIds = await Promise.all(submits);
  assert.equal(new Set(runIds).size, RUNS);
  doomed.machine.kill('SIGKILL');

  for (const runId of runIds) {
    for (;;) {
      const answer = await fetch(`${safe.api}/analyze/${runId}`, { headers });
      const text = await answer.text();
      if (answer.status === 200 && pollResponseSchema.parse(JSON.parse(text)).status === 'success') break;
      await sleep(200);
    }
  }
  const { balance, held, usage } = await readCredits(store.db, tenantId);
  assert.deepEqual(
    { balance, held, charged: usage.runsCharged },
    { balance: 100 - 3 * RUNS, held: 0, charged: RUNS },
  );

  const body = await (await fetch(`${safe.api}/analyze/${runIds[0]}`, { headers })).text();
  assert.ok(body.includes(CANDIDATE_TEXT));
  // What it had open when it was killed it removes when it comes back.
  await startMachine(t, shared, doomed.dataDir);
  const kept = await everything(store, [bucket, doomed.dataDir, safe.dataDir]);
  for (const words of [SECRET, CANDIDATE_TEXT, LOUDNESS])
    assert.ok(!kept.includes(words), `"${words}" can be read`);

  for (const runId of runIds) await fetch(`${safe.api}/analyze/${runId}`, { method: 'DELETE', headers });
  assert.deepEqual(await objectKeys(store.objects), []);
});
