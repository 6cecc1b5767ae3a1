import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { readCredits } from '../credits/ledger.ts';
import { FAKE_ENGINE } from '../testing/fake-engine.ts';
import {
  expectRefusal,
  send,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { objectKeys, openTestStore, temporaryFolder } from '../testing/test-store.ts';
import { startStandaloneWorkerWith } from '../worker/standalone-worker.ts';
import { serviceErrorOf } from './request-errors.ts';

const run = promisify(execFile);
const MIB = 1024 * 1024;
const isRoot = process.getuid?.() === 0;
/** Only root mounts file systems; the checks of the reserve run for everybody. */
const forRoot = { skip: isRoot ? false : 'mounting a small file system needs root' };

/** A file system of a test's own, in memory. */
interface SmallFileSystem {
  readonly folder: string;
  /** To be called when whatever uses it has stopped. */
  unmount(): Promise<void>;
}

async function mountSmallFileSystem(mib: number): Promise<SmallFileSystem> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-small-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', folder]);
  const unmount = async (): Promise<void> => {
    await run('umount', ['--lazy', folder]);
    await rmdir(folder);
  };
  return { folder, unmount };
}

/** A submission of 2 MiB; the stand-in engine reads its first line. */
const largeForm = (): FormData => {
  const form = submitForm(null);
  const script = JSON.stringify({ durationMs: 180_000 });
  form.append('audio', new Blob([`${script}${' '.repeat(2 * MIB)}`]), 'interview.mp3');
  return form;
};

/** Expects a submission to be refused for lack of space, and nothing to be left of it. */
async function expectNothingStored(at: TestServer): Promise<void> {
  const answer = await send(at, '/speech/analyze', { method: 'POST', body: largeForm() });
  const { retryAfterSeconds } = await expectRefusal(answer, 'STORAGE_FULL');
  assert.equal(answer.headers.get('retry-after'), String(retryAfterSeconds));
  assert.deepEqual(await objectKeys(at.store.objects), []);
  assert.deepEqual(await readdir(at.config.scratchDir), []);
  assert.deepEqual(await at.store.db.selectFrom('runs').select('id').execute(), []);
  assert.equal((await readCredits(at.store.db, at.tenantId)).held, 0);
}

/** Waits until a worker has begun a run. */
async function claimed({ store }: TestServer, id: string): Promise<void> {
  const row = () => store.db.selectFrom('runs').select('started_at').where('id', '=', id).executeTakeFirst();
  while (!(await row())?.started_at) await sleep(20);
}

describe('a full disk', { concurrency: true }, () => {
  it('refuses what does not fit into scratch, and leaves nothing of it', forRoot, async (t) => {
    const { folder, unmount } = await mountSmallFileSystem(1);
    const scratchDir = join(folder, 'scratch');
    const at = await startTestServer(t, { scratchDir, minFreeBytes: 0, maxUploadBytes: 4 * MIB });
    t.after(unmount);
    await expectNothingStored(at);
    await submit(at, submitForm({}));
  });

  it(
    'refuses what does not fit beside the other recordings, and leaves nothing of it',
    forRoot,
    async (t) => {
      const { folder, unmount } = await mountSmallFileSystem(1);
      const dataDir = join(folder, 'data');
      const scratchDir = await temporaryFolder(t);
      const at = await startTestServer(t, { dataDir, scratchDir, minFreeBytes: 0, maxUploadBytes: 4 * MIB });
      t.after(unmount);
      await expectNothingStored(at);
      await submit(at, submitForm({}));
    },
  );

  it('is not ready, takes nothing in and analyses nothing until there is space again', forRoot, async (t) => {
    const { folder, unmount } = await mountSmallFileSystem(8);
    const changes = { dataDir: join(folder, 'data'), scratchDir: await temporaryFolder(t) };
    const at = await startTestServer(t, { ...changes, minFreeBytes: 4 * MIB, workers: 1 });
    t.after(unmount);
    await waitUntilFinished(at, (await submit(at, submitForm({}))).id);
    const waiting = await submit(at, submitForm({ takesMs: 1500 }));
    await writeFile(join(folder, 'something-else'), Buffer.alloc(5 * MIB));
    await expectRefusal(await send(at, '/health/ready'), 'STORAGE_FULL');
    assert.equal((await send(at, '/health/live')).status, 200);
    const answer = await send(at, '/speech/analyze', { method: 'POST', body: submitForm({}) });
    await expectRefusal(answer, 'STORAGE_FULL');
    await waitUntilFinished(at, waiting.id);
    assert.equal((await send(at, '/speech/runs')).status, 200);
    await rm(join(folder, 'something-else'));
    assert.equal((await send(at, '/health/ready')).status, 200);
    await waitUntilFinished(at, (await submit(at, submitForm({}))).id);
  });
});

describe('a disk that fills up behind a request', { concurrency: true }, () => {
  it('costs a run no try', forRoot, async (t) => {
    const { folder, unmount } = await mountSmallFileSystem(1);
    const at = await startTestServer(t);
    const { id } = await submit(at, submitForm({}));
    const filler = join(folder, 'something-else');
    await assert.rejects(writeFile(filler, Buffer.alloc(2 * MIB)), { code: 'ENOSPC' });
    const scratch = { scratchDir: join(folder, 'scratch'), minFreeBytes: 0 };
    const worker = await startStandaloneWorkerWith({ ...at.config, ...scratch, maxAttempts: 1 }, FAKE_ENGINE);
    t.after(() => worker.stop());
    t.after(unmount);
    await claimed(at, id);
    await rm(filler);
    assert.equal((await waitUntilFinished(at, id)).status, 'success');
  });

  it('of the database is told apart from a database that cannot be reached', forRoot, async (t) => {
    const { folder, unmount } = await mountSmallFileSystem(1);
    await run('chown', ['postgres', folder]);
    const { db } = await openTestStore(t);
    const name = `small_${crypto.randomUUID().replaceAll('-', '')}`;
    await sql`create tablespace ${sql.id(name)} location ${sql.lit(folder)}`.execute(db);
    await sql`create table too_large (text text) tablespace ${sql.id(name)}`.execute(db);
    const fill = sql`insert into too_large select repeat(md5(n::text), 20) from generate_series(1, 20000) n`;
    await assert.rejects(fill.execute(db), (error: Error) => {
      assert.equal(serviceErrorOf(error).code, 'STORAGE_FULL', error.message);
      return true;
    });
    await sql`drop table too_large`.execute(db);
    await sql`drop tablespace ${sql.id(name)}`.execute(db);
    await unmount();
  });
});
