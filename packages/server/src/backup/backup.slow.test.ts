import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFile, cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { startServerWith } from '../server.ts';
import { InstallationMismatchError } from '../store/installation.ts';
import { openPlainObjects, openStore, type Store } from '../store/store.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { FAKE_ENGINE, SCRIPT_READER, scriptedRecording } from '../testing/fake-engine.ts';
import { startS3 } from '../testing/s3-server.ts';
import { testConfig } from '../testing/test-cluster.ts';
import { send, submit, submitForm, type TestServer, waitUntilFinished } from '../testing/test-server.ts';
import {
  admitTestRun,
  createEmptyDatabase,
  createTestDatabase,
  createTestTenant,
  objectKeys,
  temporaryFolder,
} from '../testing/test-store.ts';
import { takeBackup } from './backup.ts';
import { BackupError, type BackupProgress } from './backup-error.ts';
import { restoreBackup } from './restore.ts';

const newKey = (): string => randomBytes(32).toString('base64');
const quietly = (): void => {};

/** A new folder for a backup. */
const backupFolder = async (t: TestContext): Promise<string> => join(await temporaryFolder(t), 'backup');

/** A server with the stand-in engine, stopped by the caller. */
async function serve(config: Config): Promise<TestServer & { stop(): Promise<void> }> {
  const store = await openStore(config);
  const options = { recordings: SCRIPT_READER, engineModule: FAKE_ENGINE };
  const server = await startServerWith(config, options);
  const tenant = await createTestTenant(store);
  const { key } = await createApiKey(store, tenant.name);
  const stop = async (): Promise<void> => {
    await server.stop();
    await store.close();
  };
  return { server, store, config, tenantId: tenant.id, apiKey: key, stop };
}

/** What the API gives of a run: the result, the transcript, the list's entry and the recording. */
async function readRun(at: TestServer, runId: string) {
  const text = async (path: string): Promise<string> => {
    const response = await send(at, path);
    assert.equal(response.status, 200, path);
    return response.text();
  };
  return {
    poll: await text(`/speech/analyze/${runId}`),
    transcript: await text(`/speech/analyze/${runId}/transcript?format=txt`),
    waveform: await text(`/speech/analyze/${runId}/waveform`),
    recording: await text(`/speech/analyze/${runId}/audio`),
  };
}

const TABLES = sql<{ name: string }>`select relname as name from pg_class
  where relnamespace = current_schema()::regnamespace and relkind = 'r' and relpersistence = 'p'
  and relname not like 'kysely%' and relname <> 'orphaned_objects'`;

/** All rows of a database, by table, in an order that only depends on them. */
async function allRows({ db }: Store): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const { name } of (await TABLES.execute(db)).rows) {
    const found = await sql<{
      text: string;
    }>`select t::text as text from ${sql.table(name)} t order by 1`.execute(db);
    rows[name] = found.rows.map(({ text }) => text);
  }
  return rows;
}

/** All objects of an installation as they lie in its store. */
async function allObjects(config: Config): Promise<Record<string, string>> {
  const objects = await openPlainObjects(config);
  const all: Record<string, string> = {};
  for (const key of await objectKeys(objects)) {
    all[key] = (await buffer((await objects.get(key)).body)).toString('base64');
  }
  return all;
}

/** Opens an installation and gives its rows and objects. */
async function contents(config: Config) {
  const store = await openStore(config);
  try {
    return { rows: await allRows(store), objects: await allObjects(config) };
  } finally {
    await store.close();
  }
}

/** A backup of an installation with two runs, and an empty installation to restore it to. */
async function backedUp(t: TestContext, changes: Partial<Config> = {}) {
  const config = await createTestDatabase(t, changes);
  const store = await openStore(config);
  const { id } = await createTestTenant(store);
  for (let n = 0; n < 2; n += 1) await admitTestRun({ ...store, config }, id);
  await store.close();
  const folder = await backupFolder(t);
  const manifest = await takeBackup(config, folder, quietly);
  return { config, folder, manifest, target: await createEmptyDatabase(t, changes) };
}

function refusal(words: RegExp, type: new (message: string) => Error = BackupError) {
  return (error: unknown) => {
    assert.ok(error instanceof type, String(error));
    assert.match(error.message, words);
    return true;
  };
}

/** Runs of every kind, before a backup is taken. */
async function submitRuns(at: TestServer) {
  const submitSome = async (
    count: number,
    script: Parameters<typeof submitForm>[0] = {},
  ): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push((await submit(at, submitForm(script))).id);
    return ids;
  };
  const [kept, doomed] = [await submitSome(4), await submitSome(4)];
  const inParts = submitForm({});
  inParts.append('audio', new Blob([scriptedRecording({ durationMs: 1000 })]), 'second.mp3');
  kept.push((await submit(at, inParts)).id);
  for (const id of [...kept, ...doomed]) await waitUntilFinished(at, id);
  // Two at work that never end, one that waits.
  return { kept, doomed, open: await submitSome(3, { ends: 'hang' }) };
}

/** Takes a backup while runs are erased and submitted, restores it and compares. */
async function backUpAtWork(t: TestContext, source: Config, target: Config): Promise<void> {
  const at = await serve(source);
  const { kept, doomed, open } = await submitRuns(at);
  const before = await Promise.all(kept.map((id) => readRun(at, id)));
  const folder = await backupFolder(t);
  const steps = new Set<string>();
  const working = takeBackup(source, folder, ({ step }) => void steps.add(step));
  for (const id of doomed) {
    assert.equal((await send(at, `/speech/analyze/${id}`, { method: 'DELETE' })).status, 204);
    open.push((await submit(at, submitForm({ ends: 'hang' }))).id);
  }
  const manifest = await working;
  await at.stop();
  assert.deepEqual([steps, manifest.missingObjects], [new Set(['objects', 'database', 'check']), []]);

  await restoreBackup(target, folder, quietly);
  const again = await serve({ ...target, workers: 0 });
  const restored = { ...again, apiKey: at.apiKey };
  assert.deepEqual(await Promise.all(kept.map((id) => readRun(restored, id))), before);
  const rows = await again.store.db
    .selectFrom('runs')
    .select(['id', 'status', 'attempt', 'worker', 'recording_parts'])
    .execute();
  const ids = new Set(rows.map(({ id }) => id));
  const known = new Set([...kept, ...doomed, ...open]);
  assert.deepEqual(
    [...ids].filter((id) => !known.has(id)),
    [],
  );
  // Each row has its objects, and each object its row.
  const keys = await objectKeys(again.store.objects);
  assert.deepEqual(new Set(keys.map((key) => key.slice(0, key.indexOf('/')))), ids);
  assert.equal(
    keys.filter((key) => key.includes('/recording')).length,
    rows.reduce((sum, row) => sum + row.recording_parts, 0),
  );
  assert.equal(rows.length + 1, keys.filter((key) => key.includes('/recording')).length);
  const atWork = rows.filter(({ status }) => status === 'processing');
  assert.equal(atWork.length, 2);
  for (const { worker, attempt } of atWork) assert.deepEqual([worker, attempt], [null, 0]);
  await again.stop();
}

describe('a backup of an installation at work', { concurrency: true }, () => {
  const places = [
    { from: 'an own PostgreSQL and a folder', to: 'an embedded one and a bucket', isEncrypted: true },
    { from: 'an embedded PostgreSQL and a bucket', to: 'an own one and a folder', isEncrypted: false },
  ];
  for (const { from, to, isEncrypted } of places) {
    it(`of ${from} is restored to ${to}, every run as it was`, async (t) => {
      const secretKeys = isEncrypted ? [newKey()] : [];
      const settings = { secretKeys, workers: 1, maxActiveRuns: 2 };
      const embedded = testConfig(null, await temporaryFolder(t), { ...settings, s3: await startS3(t) });
      if (isEncrypted) await backUpAtWork(t, await createTestDatabase(t, settings), embedded);
      else await backUpAtWork(t, embedded, await createEmptyDatabase(t, settings));
    });
  }
});

describe('a backup', { concurrency: true }, () => {
  it('has every row and object, and the settings that secrets depend on', async (t) => {
    const { config, folder, target } = await backedUp(t);
    const before = await contents(config);
    await restoreBackup(target, folder, quietly);
    assert.deepEqual(await contents(target), before);
    const keyOf = ({ dataDir }: Config) => readFile(join(dataDir, 'secret-key'));
    assert.deepEqual(await keyOf(target), await keyOf(config));
    // Counters go on where they were: the next run and the next entry get numbers of their own.
    const store = await openStore(target);
    t.after(() => store.close());
    const { id } = await createTestTenant(store);
    await admitTestRun({ ...store, config: target }, id);
  });

  it('is readable by its owner alone, and encrypted as it lies', async (t) => {
    const { folder, config } = await backedUp(t, { secretKeys: [newKey()] });
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      assert.equal(mode & 0o077, 0, entry.name);
    }
    const stored = Object.entries(await allObjects(config)).filter(
      ([key]) => !key.startsWith('installation/'),
    );
    assert.equal(stored.length, 2);
    for (const [key, bytes] of stored) {
      assert.equal((await readFile(join(folder, 'objects', key))).toString('base64'), bytes);
    }
  });
});

describe('taking a backup', { concurrency: true }, () => {
  it('is refused where something is, and leaves that alone', async (t) => {
    const config = await createTestDatabase(t);
    const folder = await temporaryFolder(t);
    await writeFile(join(folder, 'letter.txt'), 'Dear all');
    await assert.rejects(takeBackup(config, folder, quietly), refusal(/is not empty: choose a new folder/));
    assert.deepEqual(await readdir(folder), ['letter.txt']);
    await assert.rejects(
      takeBackup(config, join(config.dataDir, 'b'), quietly),
      refusal(/in the data folder/),
    );
  });

  it('says which recordings are lost, and goes on', async (t) => {
    const { config } = await backedUp(t);
    const objects = await openPlainObjects(config);
    const [lost = '', ...others] = (await objectKeys(objects)).filter((key) => key.endsWith('/recording'));
    await objects.delete(lost);
    const manifest = await takeBackup(config, await backupFolder(t), quietly);
    assert.deepEqual([manifest.missingObjects, manifest.objects], [[lost], others.length]);
  });
});

describe('restoring', { concurrency: true }, () => {
  it('is refused on a database or a store that is not empty, which stays as it is', async (t) => {
    const { config, folder, target } = await backedUp(t);
    const before = await contents(config);
    await assert.rejects(restoreBackup(config, folder, quietly), refusal(/store of recordings is not empty/));
    const emptyStore = { ...config, dataDir: await temporaryFolder(t) };
    await assert.rejects(restoreBackup(emptyStore, folder, quietly), refusal(/database is not empty/));
    const emptyDatabase = { ...target, dataDir: config.dataDir };
    await assert.rejects(
      restoreBackup(emptyDatabase, folder, quietly),
      refusal(/store of recordings is not empty/),
    );
    assert.deepEqual(await contents(config), before);
  });

  it('asks for the keys of the backup by their ids', async (t) => {
    const key = newKey();
    const { folder, target } = await backedUp(t, { secretKeys: [key] });
    for (const secretKeys of [[], [newKey()]]) {
      await assert.rejects(
        restoreBackup({ ...target, secretKeys }, folder, quietly),
        refusal(/encrypted with the key [0-9a-f]{16}/, InstallationMismatchError),
      );
    }
    await restoreBackup(target, folder, quietly);
    const plain = await backedUp(t);
    await assert.rejects(
      restoreBackup({ ...plain.target, secretKeys: [key] }, plain.folder, quietly),
      refusal(/not encrypted, and VIVAVOCE_SECRET_KEY is set/),
    );
  });

  it('goes on after it broke off, and no server starts in between', async (t) => {
    const { config, folder, target } = await backedUp(t);
    const before = await contents(config);
    const breakOff = ({ step }: BackupProgress): void => {
      if (step === 'objects') throw new Error('the cable was pulled');
    };
    await assert.rejects(restoreBackup(target, folder, breakOff), /the cable was pulled/);
    assert.ok((await objectKeys(await openPlainObjects(target))).length > 1);
    await assert.rejects(openStore(target), refusal(/The database is empty/, InstallationMismatchError));
    const other = await backedUp(t);
    await assert.rejects(
      restoreBackup(target, other.folder, quietly),
      refusal(/store of recordings is not empty/),
    );
    await restoreBackup(target, folder, quietly);
    assert.deepEqual(await contents(target), before);
  });
});

describe('a damaged backup', () => {
  const damages: [string, RegExp, (folder: string) => Promise<void>][] = [
    [
      'an object of another content',
      /objects\/.* is not what was written/,
      (f) => damageFirst(join(f, 'objects')),
    ],
    [
      'a table cut short',
      /database\/runs\.copy\.zst is not what/,
      (f) => truncate(join(f, 'database/runs.copy.zst'), 20),
    ],
    [
      'a table that is gone',
      /database\/users\.copy\.zst is missing/,
      (f) => rm(join(f, 'database/users.copy.zst')),
    ],
    ['no checksums', /no complete backup: there is no SHA256SUMS/, (f) => rm(join(f, 'SHA256SUMS'))],
    ['checksums cut short', /SHA256SUMS (does not have|has)/, (f) => cutLines(join(f, 'SHA256SUMS'), 1)],
    [
      'another manifest',
      /manifest\.json is not what was written/,
      (f) => appendFile(join(f, 'manifest.json'), '\n'),
    ],
  ];
  it('is refused before anything is changed', async (t) => {
    const { folder, target } = await backedUp(t);
    for (const [what, words, damage] of damages) {
      const damaged = join(await temporaryFolder(t), 'backup');
      await cp(folder, damaged, { recursive: true });
      await damage(damaged);
      await assert.rejects(restoreBackup(target, damaged, quietly), refusal(words), what);
    }
    assert.deepEqual(await readdir(target.dataDir), []);
  });
});

/** Changes a byte of the first file below a folder. */
async function damageFirst(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const file = entries.find((entry) => entry.isFile());
  assert.ok(file);
  await writeFile(join(file.parentPath, file.name), 'y');
}

/** Leaves out the last lines of a file. */
async function cutLines(file: string, count: number): Promise<void> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, `${lines.slice(0, -1 - count).join('\n')}\n`);
}
