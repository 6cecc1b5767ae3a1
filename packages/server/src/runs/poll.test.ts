import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admitTestRun, createTestTenant, openTestStore } from '../testing/test-store.ts';
import { createResultReader } from './poll.ts';

it('results that are read at once are those of the client that asks, and of nobody else', async (t) => {
  const store = await openTestStore(t);
  const clients = await Promise.all([
    createTestTenant(store),
    createTestTenant(store),
    createTestTenant(store),
  ]);
  const runs = await Promise.all(
    clients.flatMap(({ id }) =>
      [1, 2].map(async () => ({ owner: id, id: (await admitTestRun(store, id)).run.id })),
    ),
  );
  const read = createResultReader(store);
  const asked = Array.from({ length: 10 }, () =>
    clients.flatMap(({ id }) => runs.map((run) => ({ id, run }))),
  );
  await Promise.all(
    asked.flat().map(async ({ id, run }) => {
      const found = await read(id, run.id);
      assert.deepEqual(
        found,
        run.owner === id
          ? { id: run.id, body: null, review: null, speaker_names: {}, project: null }
          : undefined,
      );
    }),
  );
});
