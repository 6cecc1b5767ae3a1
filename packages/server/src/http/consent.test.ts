import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runListSchema, submitResponseSchema } from '@vivavoce/contract';
import { operatorActor } from '../audit/actor.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { createProject, setConsentRequired } from '../tenants/projects.ts';
import { expectBody } from '../testing/expected-body.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';
import { loggedInBrowser } from '../testing/test-users.ts';

it('a project can take only recordings of people who agreed to a notice', async (t) => {
  const at = await shareTestServer(t);
  const { name } = await at.store.db
    .selectFrom('clients')
    .select('name')
    .where('id', '=', at.tenantId)
    .executeTakeFirstOrThrow();
  const { key } = await createApiKey(at.store, name, { project: 'Berlin' });
  const strict = { ...at, apiKey: key };
  await submit(strict, submitForm({}));
  await setConsentRequired(at.store, name, 'Berlin', true);
  const consent = { noticeVersion: '2026-05', at: '2026-11-24T10:00:00.000Z' };
  const refuse = async (fields: [string, string][], code: 'CONSENT_REQUIRED' | 'INVALID_PARAMETERS') =>
    expectRefusal(
      await send(strict, '/speech/analyze', { method: 'POST', body: submitForm({}, fields) }),
      code,
    );
  await refuse([], 'CONSENT_REQUIRED');
  for (const wrong of [
    'yes',
    '{}',
    '{"noticeVersion":"","at":"2026-11-24T10:00:00Z"}',
    '{"noticeVersion":"1","at":"today"}',
  ]) {
    await refuse([['consent', wrong]], 'INVALID_PARAMETERS');
  }
  const { id } = await submit(strict, submitForm({}, [['consent', JSON.stringify(consent)]]));
  const row = await at.store.db
    .selectFrom('runs')
    .select('consent')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(row.consent, consent);
  await submit(at, submitForm({}));
  await assert.rejects(setConsentRequired(at.store, name, 'Paris', true), /no project/);
});

it('users choose the project of a run, whose rules hold for it then', async (t) => {
  const at = await shareTestServer(t, { workers: 1 });
  const rules = { name: 'Sea freight', requiresConsent: true, accentWeight: 0.25 };
  const project = await createProject(at.store, operatorActor(at.tenantId), rules);
  const foreign = await createProject(at.store, operatorActor((await createTestTenant(at.store)).id), rules);
  const recruiter = await loggedInBrowser(at, 'recruiter');
  const submitTo = (projectId: string, fields: [string, string][] = []) =>
    recruiter.send('/speech/analyze', {
      method: 'POST',
      body: submitForm({}, [['projectId', projectId], ...fields]),
    });
  const consent = ['consent', '{"noticeVersion":"1","at":"2026-11-24T10:00:00Z"}'] as [string, string];
  for (const none of [foreign.id, crypto.randomUUID(), 'Sea freight', '']) {
    const { details } = await expectRefusal(await submitTo(none, [consent]), 'INVALID_PARAMETERS');
    assert.deepEqual(details, { field: 'projectId' });
  }
  await expectRefusal(await submitTo(project.id), 'CONSENT_REQUIRED');
  const { id } = await expectBody(await submitTo(project.id, [consent]), 202, submitResponseSchema);
  const run = await waitUntilFinished(at, id);
  assert.equal(run.status === 'success' && run.analysis.provenance.accentWeight, 0.25);
  const list = await expectBody(await send(at, '/speech/runs?project=Sea+freight'), 200, runListSchema);
  assert.deepEqual(
    list.runs.map((row) => [row.id, row.project]),
    [[id, 'Sea freight']],
  );
  const byKey = await submit(at, submitForm({}, [['projectId', project.id]]));
  assert.deepEqual(byKey.ignoredFields, ['projectId']);
});
