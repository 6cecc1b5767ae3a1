import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createKey } from '../clients/keys.ts';
import { requireConsent } from '../clients/projects.ts';
import { formOf, refusal, send, startTestServer, submit } from '../testing/test-server.ts';

it('a project can take only recordings of people who agreed to a notice', async (t) => {
  const at = await startTestServer(t);
  const { name } = await at.store.db.selectFrom('clients').select('name').executeTakeFirstOrThrow();
  const { key } = await createKey(at.store, name, { project: 'Berlin' });
  const strict = { ...at, key };
  await submit(strict, formOf({}));
  await requireConsent(at.store, name, 'Berlin', true);
  const consent = { noticeVersion: '2026-05', at: '2026-11-24T10:00:00.000Z' };
  const refuse = async (fields: [string, string][], code: 'CONSENT_REQUIRED' | 'INVALID_PARAMETERS') =>
    refusal(await send(strict, '/speech/analyze', { method: 'POST', body: formOf({}, fields) }), code);
  await refuse([], 'CONSENT_REQUIRED');
  for (const wrong of [
    'yes',
    '{}',
    '{"noticeVersion":"","at":"2026-11-24T10:00:00Z"}',
    '{"noticeVersion":"1","at":"today"}',
  ]) {
    await refuse([['consent', wrong]], 'INVALID_PARAMETERS');
  }
  const { id } = await submit(strict, formOf({}, [['consent', JSON.stringify(consent)]]));
  const row = await at.store.db
    .selectFrom('runs')
    .select('consent')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(row.consent, consent);
  await submit(at, formOf({}));
  await assert.rejects(requireConsent(at.store, name, 'Paris', true), /no project/);
});
