import assert from 'node:assert/strict';
import { it } from 'node:test';
import { operatorActor } from '../audit/actor.ts';
import { applyRetention } from '../runs/retention.ts';
import { readTenant, updateTenant } from '../tenants/tenants.ts';
import {
  expectRefusal,
  send,
  startTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { objectKeys } from '../testing/test-store.ts';

it('a client stores as many bytes of recordings as it may, and no more, however many are sent at once', async (t) => {
  const at = await startTestServer(t, { workers: 1 });
  const { store, tenantId, config } = at;
  const inUse = async () => (await readTenant(store.db, tenantId)).storedBytes;
  const form = () => submitForm({}, [['externalId', 'a']]);
  const first = await submit(at, form());
  const size = await inUse();
  assert.ok(size > 0);
  await updateTenant(store, operatorActor(tenantId), { maxStoredBytes: 3 * size });

  const answers = await Promise.all(
    Array.from({ length: 5 }, () => send(at, '/speech/analyze', { method: 'POST', body: form() })),
  );
  const refused = answers.filter(({ status }) => status !== 202);
  assert.equal(refused.length, 3);
  for (const answer of refused) {
    const { details } = await expectRefusal(answer, 'QUOTA_EXCEEDED');
    assert.partialDeepStrictEqual(details, { limit: 3 * size });
  }
  assert.equal((await objectKeys(store.objects)).filter((key) => key.endsWith('/recording')).length, 3);

  await waitUntilFinished(at, first.id);
  await updateTenant(store, operatorActor(tenantId), { audioDays: 0 });
  await applyRetention(store, config.maxActiveRuns);
  assert.ok((await inUse()) < 3 * size, 'what retention erases makes room');
  await send(at, '/speech/runs?externalId=a', { method: 'DELETE' });
  assert.equal(await inUse(), 0);
  await updateTenant(store, operatorActor(tenantId), { maxStoredBytes: null });
  await submit(at, form());
});
