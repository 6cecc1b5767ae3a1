import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Config } from '../config.ts';
import { newId } from '../ids.ts';
import { admitTestRun, createTestDatabase, createTestTenant, objectKeys } from '../testing/test-store.ts';
import { InstallationMismatchError } from './installation.ts';
import { recordingKey } from './objects/object-store.ts';
import { reencrypt } from './reencrypt.ts';
import { openPlainObjects, openStore } from './store.ts';

const newKey = (): string => randomBytes(32).toString('base64');

/** Opens and closes the store. */
async function start(config: Config): Promise<void> {
  await (await openStore(config)).close();
}

function refusal(words: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof InstallationMismatchError, String(error));
    assert.match(error.message, words);
    return true;
  };
}

/** An installation with one run and its recording. */
async function withRecording(config: Config): Promise<string> {
  const store = await openStore(config);
  try {
    const { id } = await createTestTenant(store);
    const { run } = await admitTestRun({ ...store, config }, id);
    return recordingKey(run.id);
  } finally {
    await store.close();
  }
}

describe('a database beside recordings', { concurrency: true }, () => {
  it('of another installation is refused at the start, and nothing of them is lost', async (t) => {
    const [old, other] = [await createTestDatabase(t), await createTestDatabase(t)];
    const key = await withRecording(old);
    await start(other);
    const store = await openStore(other);
    // The databases of tests are copies of a template, id included.
    await store.db.updateTable('installation').set({ id: newId() }).execute();
    await store.close();
    await assert.rejects(
      start({ ...other, dataDir: old.dataDir }),
      refusal(/The database is of installation/),
    );
    await start(old);
    assert.ok((await objectKeys(await openPlainObjects(old))).includes(key));
  });

  it('that know no installation yet is refused when it is empty, and taken when it has runs', async (t) => {
    const [old, empty] = [await createTestDatabase(t), await createTestDatabase(t)];
    const key = await withRecording(old);
    await rm(join(old.dataDir, 'objects', 'installation'), { recursive: true });
    await assert.rejects(start({ ...empty, dataDir: old.dataDir }), refusal(/The database is empty/));
    await start(old);
    assert.deepEqual(await objectKeys(await openPlainObjects(old)), [key, 'installation/id'].sort());
  });

  it('that are all gone is taken: recordings may have been erased, results remain', async (t) => {
    const config = await createTestDatabase(t);
    await withRecording(config);
    await rm(join(config.dataDir, 'objects'), { recursive: true });
    await start(config);
  });
});

describe('the key of an installation', { concurrency: true }, () => {
  it('is missed at the start by its id, whether another one or none is set', async (t) => {
    const config = await createTestDatabase(t);
    const key = newKey();
    await start({ ...config, secretKeys: [key] });
    await assert.rejects(
      start({ ...config, secretKeys: [newKey()] }),
      refusal(/with the key [0-9a-f]{16}, and VIVAVOCE_SECRET_KEY has other keys/),
    );
    await assert.rejects(start(config), refusal(/VIVAVOCE_SECRET_KEY is not set/));
    await start({ ...config, secretKeys: [newKey(), key] });
  });

  it('stays needed beside a newer one until everything is encrypted with that', async (t) => {
    const config = await createTestDatabase(t);
    const [older, newer] = [newKey(), newKey()];
    await start({ ...config, secretKeys: [older] });
    await start({ ...config, secretKeys: [newer, older] });
    await assert.rejects(start({ ...config, secretKeys: [newer] }), refusal(/reencrypt/));
    await reencrypt({ ...config, secretKeys: [newer, older] });
    await start({ ...config, secretKeys: [newer] });
  });
});
