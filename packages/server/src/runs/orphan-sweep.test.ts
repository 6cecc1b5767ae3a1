import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import { newId } from '../ids.ts';
import { recordingKey } from '../store/objects/object-store.ts';
import { admitTestRun, createTestTenant, objectKeys, openTestStore } from '../testing/test-store.ts';
import { sweepOrphanedObjects } from './orphan-sweep.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const after = (ms: number) => new Date(Date.now() + ms);

/** A store with a recording of a run, and some that no run knows. */
async function storeWithOrphans(t: TestContext, count: number) {
  const at = await openTestStore(t);
  const { id } = await createTestTenant(at);
  const { run } = await admitTestRun(at, id);
  const orphans = Array.from({ length: count }, () => recordingKey(newId()));
  for (const key of orphans) await at.objects.put(key, Readable.from(['x']));
  return { at, own: recordingKey(run.id), orphans: orphans.sort() };
}

describe('the sweep of objects without a run', { concurrency: true }, () => {
  it('removes them only after they were known as such for a week, and never those of runs', async (t) => {
    const { at, own, orphans } = await storeWithOrphans(t, 3);
    assert.deepEqual(await sweepOrphanedObjects(at), { orphans: 0, removed: 0, refused: 0 });
    const first = after(2 * HOUR_MS);
    assert.deepEqual(await sweepOrphanedObjects(at, false, first), { orphans: 3, removed: 0, refused: 0 });
    assert.deepEqual(await sweepOrphanedObjects(at, false, after(6 * DAY_MS)), {
      orphans: 3,
      removed: 0,
      refused: 0,
    });
    assert.deepEqual(await objectKeys(at.objects), [own, ...orphans].sort());
    assert.deepEqual(await sweepOrphanedObjects(at, false, after(8 * DAY_MS)), {
      orphans: 3,
      removed: 3,
      refused: 0,
    });
    assert.deepEqual(await objectKeys(at.objects), [own]);
  });

  it('forgets those whose run came back, as after the right backup was restored', async (t) => {
    const { at, own } = await storeWithOrphans(t, 0);
    const { run } = await admitTestRun(at, (await createTestTenant(at)).id);
    const row = await at.db.selectFrom('runs').selectAll().where('id', '=', run.id).executeTakeFirstOrThrow();
    await sweepOrphanedObjects(at, false, after(2 * HOUR_MS));
    const lost = recordingKey(newId());
    await at.objects.put(lost, Readable.from(['x']));
    await sweepOrphanedObjects(at, false, after(3 * HOUR_MS));
    await at.db
      .updateTable('orphaned_objects')
      .set({ key: recordingKey(row.id) })
      .execute();
    await at.objects.delete(lost);
    assert.deepEqual(await sweepOrphanedObjects(at, false, after(9 * DAY_MS)), {
      orphans: 0,
      removed: 0,
      refused: 0,
    });
    assert.deepEqual(await objectKeys(at.objects), [own, recordingKey(run.id)].sort());
  });

  it('removes none when they are many, until it is asked for by an operator', async (t) => {
    const { at, own, orphans } = await storeWithOrphans(t, 30);
    await sweepOrphanedObjects(at, false, after(2 * HOUR_MS));
    assert.deepEqual(await sweepOrphanedObjects(at, false, after(8 * DAY_MS)), {
      orphans: 30,
      removed: 0,
      refused: 30,
    });
    assert.deepEqual(await objectKeys(at.objects), [own, ...orphans].sort());
    assert.deepEqual(await sweepOrphanedObjects(at, true, after(8 * DAY_MS)), {
      orphans: 30,
      removed: 30,
      refused: 0,
    });
    assert.deepEqual(await objectKeys(at.objects), [own]);
  });

  it('removes uploads that broke off after an hour, whole ones of a submit just now never', async (t) => {
    const { at, own } = await storeWithOrphans(t, 0);
    await at.objects.put('incoming/half', Readable.from(['x']));
    await sweepOrphanedObjects(at);
    assert.deepEqual(await objectKeys(at.objects), [own, 'incoming/half'].sort());
    const long = new Date(Date.now() - 2 * HOUR_MS);
    await utimes(join(at.config.dataDir, 'objects', 'incoming', 'half'), long, long);
    await sweepOrphanedObjects(at);
    assert.deepEqual(await objectKeys(at.objects), [own]);
  });
});
