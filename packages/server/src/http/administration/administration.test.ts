import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  apiKeyListSchema,
  auditListSchema,
  holdListSchema,
  madeApiKeySchema,
  projectListSchema,
  projectSchema,
  settingsSchema,
  statisticsSchema,
  transactionListSchema,
} from '@vivavoce/contract';
import { expectBody } from '../../testing/expected-body.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../../testing/test-server.ts';
import { loggedInBrowser } from '../../testing/test-users.ts';

describe('projects', { concurrency: true }, () => {
  it('are made, renamed and given rules of their own', async (t) => {
    const at = await shareTestServer(t);
    const admin = await loggedInBrowser(at, 'admin');
    const post = (json: unknown) => admin.send('/projects', { method: 'POST', json });
    const made = await expectBody(await post({ name: ' Berlin ' }), 201, projectSchema);
    assert.deepEqual([made.name, made.requiresConsent, made.accentWeight], ['Berlin', false, 1]);
    await expectRefusal(await post({ name: 'Berlin' }), 'NAME_TAKEN');
    for (const wrong of [
      {},
      { name: '' },
      { name: 'X', accentWeight: 2 },
      { name: 'X', requiredLevels: { overall: 'B3' } },
      { name: 'X', requiredLevels: { charm: 'B2' } },
      { name: 'X', weight: 1 },
      [],
      'x',
    ]) {
      await expectRefusal(await post(wrong), 'INVALID_PARAMETERS');
    }
    const change = (json: unknown, id = made.id) => admin.send(`/projects/${id}`, { method: 'PATCH', json });
    const changed = await expectBody(
      await change({ accentWeight: 0, requiresConsent: true }),
      200,
      projectSchema,
    );
    assert.deepEqual(changed, { ...made, accentWeight: 0, requiresConsent: true });
    const needed = await expectBody(
      await change({ requiredLevels: { overall: 'B2', accent: 'B1' } }),
      200,
      projectSchema,
    );
    assert.deepEqual(needed.requiredLevels, { overall: 'B2', accent: 'B1' });
    await change({ requiredLevels: {} });
    const renamed = await expectBody(await change({ name: 'Bonn' }), 200, projectSchema);
    assert.equal(renamed.name, 'Bonn');
    await expectRefusal(await change({ name: 'X' }, 'x'), 'NOT_FOUND');
    const { projects } = await expectBody(await admin.send('/projects'), 200, projectListSchema);
    assert.deepEqual(projects, [{ ...changed, name: 'Bonn' }]);
  });
});

describe('API keys', { concurrency: true }, () => {
  it('are shown once, used, rotated and revoked', async (t) => {
    const at = await shareTestServer(t);
    const admin = await loggedInBrowser(at, 'admin');
    const project = await expectBody(
      await admin.send('/projects', { method: 'POST', json: { name: 'Berlin' } }),
      201,
      projectSchema,
    );
    const asked = { projectId: project.id, allowedNetworks: ['127.0.0.0/8', '::1'], requestsPerMinute: 9 };
    const made = await expectBody(
      await admin.send('/keys', { method: 'POST', json: asked }),
      201,
      madeApiKeySchema,
    );
    assert.equal((await send({ ...at, apiKey: made.key }, '/credits')).status, 200);
    const rotate = await admin.send(`/keys/${made.id}/rotate`, { method: 'POST' });
    const next = await expectBody(rotate, 201, madeApiKeySchema);
    assert.deepEqual([next.project, next.requestsPerMinute], ['Berlin', 9]);
    assert.equal((await admin.send(`/keys/${next.id}`, { method: 'DELETE' })).status, 204);
    assert.equal(
      (await admin.send(`/keys/${next.id}`, { method: 'DELETE' })).status,
      204,
      'again does no harm',
    );
    await expectRefusal(await send({ ...at, apiKey: next.key }, '/credits'), 'INVALID_API_KEY');
    const text = await (await admin.send('/keys')).text();
    const { keys } = apiKeyListSchema.parse(JSON.parse(text));
    const [second, first] = keys;
    assert.deepEqual([second?.id, first?.id], [next.id, made.id]);
    assert.ok(second?.revokedAt && first?.expiresAt && first.lastUsedAt);
    assert.equal(first?.lastFour, made.key.slice(-4));
    assert.ok(!text.includes(made.key.slice(8, 40)));
  });

  it('are not made with nonsense', async (t) => {
    const at = await shareTestServer(t);
    const admin = await loggedInBrowser(at, 'admin');
    const post = (json: unknown) => admin.send('/keys', { method: 'POST', json });
    for (const wrong of [
      { allowedNetworks: ['10.0.0.0/33'] },
      { allowedNetworks: ['example.com'] },
      { requestsPerMinute: 0 },
      { expiresAt: 'tomorrow' },
      { projectId: 'x' },
    ]) {
      await expectRefusal(await post(wrong), 'INVALID_PARAMETERS');
    }
    await expectRefusal(await post({ projectId: crypto.randomUUID() }), 'NOT_FOUND');
    await expectRefusal(await admin.send('/keys/x/rotate', { method: 'POST' }), 'NOT_FOUND');
    await expectRefusal(
      await admin.send(`/keys/${crypto.randomUUID()}/rotate`, { method: 'POST', json: { overlapHours: -1 } }),
      'INVALID_PARAMETERS',
    );
  });
});

describe('settings', { concurrency: true }, () => {
  it('are changed one by one, and a need for consent holds at once', async (t) => {
    const at = await startTestServer(t, { maxActiveRuns: 5 });
    const admin = await loggedInBrowser(at, 'admin');
    const before = await expectBody(await admin.send('/settings'), 200, settingsSchema);
    assert.deepEqual([before.audioDays, before.resultDays, before.maxActiveRuns], [30, null, 5]);
    const change = (json: unknown) => admin.send('/settings', { method: 'PATCH', json });
    const after = await expectBody(
      await change({ audioDays: 7, requiresConsent: true }),
      200,
      settingsSchema,
    );
    assert.deepEqual(after, { ...before, audioDays: 7, requiresConsent: true });
    await expectRefusal(
      await send(at, '/speech/analyze', { method: 'POST', body: submitForm({}) }),
      'CONSENT_REQUIRED',
    );
    await expectRefusal(
      await admin.send('/speech/analyze', { method: 'POST', body: submitForm({}) }),
      'CONSENT_REQUIRED',
    );
    // What the operator decides is not theirs to change.
    for (const wrong of [
      { maxActiveRuns: 100 },
      { auditDays: 182 },
      { audioDays: -1 },
      { multilingual: true },
    ]) {
      await expectRefusal(await change(wrong), 'INVALID_PARAMETERS');
    }
  });
});

describe('credits and statistics', { concurrency: true }, () => {
  it('tell of every transaction, page by page, and of what is held', async (t) => {
    const at = await startTestServer(t, { workers: 0 });
    const admin = await loggedInBrowser(at, 'admin');
    const { id } = await submit(at, submitForm({}));
    const { holds, held } = await expectBody(await admin.send('/credits/holds'), 200, holdListSchema);
    assert.deepEqual([holds.map(({ runId, amount }) => [runId, amount]), held], [[[id, 3]], 3]);
    await at.store.db
      .insertInto('ledger_entries')
      .values(
        Array.from({ length: 24 }, () => ({ client_id: at.tenantId, type: 'grant' as const, amount: 1 })),
      )
      .execute();
    const first = await expectBody(await admin.send('/credits/transactions'), 200, transactionListSchema);
    const rest = await admin.send(`/credits/transactions?limit=100&cursor=${first.nextCursor}`);
    const second = await expectBody(rest, 200, transactionListSchema);
    const amounts = [...first.transactions, ...second.transactions].map(({ amount }) => amount);
    assert.deepEqual(
      [first.transactions.length, amounts, second.nextCursor],
      [20, [...Array(24).fill(1), 1000], null],
    );
  });

  it('count runs, levels, failures, times and credits by day', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const admin = await loggedInBrowser(at, 'viewer');
    const ids = [
      (await submit(at, submitForm({}))).id,
      (await submit(at, submitForm({ ends: 'partial', scoresMade: 2 }))).id,
      (await submit(at, submitForm({ refusal: 'NO_SPEECH_DETECTED' }))).id,
    ];
    for (const id of ids) await waitUntilFinished(at, id);
    const read = async (days: string) =>
      expectBody(await admin.send(`/statistics?days=${days}`), 200, statisticsSchema);
    const { runsPerDay, levels, failures, timeToResultMs, creditsPerDay } = await read('7');
    assert.equal(runsPerDay.length, 7);
    const total = (name: 'success' | 'partial' | 'failed' | 'unfinished') =>
      runsPerDay.reduce((sum, day) => sum + day[name], 0);
    assert.deepEqual(
      [total('success'), total('partial'), total('failed'), total('unfinished')],
      [1, 1, 1, 0],
    );
    assert.deepEqual(
      levels.map(({ level }) => level),
      ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'],
    );
    assert.equal(
      levels.reduce((sum, { runs }) => sum + runs, 0),
      2,
    );
    assert.deepEqual(failures, [{ code: 'NO_SPEECH_DETECTED', runs: 1 }]);
    assert.ok(timeToResultMs && timeToResultMs.median <= timeToResultMs.p90);
    const spent = creditsPerDay.reduce((sum, { charged }) => sum + charged, 0);
    assert.deepEqual([creditsPerDay.length, spent], [7, 5]);
    assert.equal((await read('1')).runsPerDay.length, 1);
    await expectRefusal(await admin.send('/statistics?days=0'), 'INVALID_PARAMETERS');
  });
});

describe('the audit log over HTTP', { concurrency: true }, () => {
  it('tells what was done by whom, and comes as CSV that no spreadsheet takes for formulas', async (t) => {
    const at = await shareTestServer(t);
    const admin = await loggedInBrowser(at, 'admin');
    const project = await admin.send('/projects', { method: 'POST', json: { name: 'Berlin' } });
    const { id } = projectSchema.parse(await project.json());
    const { entries } = await expectBody(await admin.send(`/audit?targetId=${id}`), 200, auditListSchema);
    const [entry] = entries;
    assert.deepEqual(
      [entries.length, entry?.action, entry?.actor.id, entry?.requestId],
      [1, 'project.create', admin.user.id, project.headers.get('x-request-id')],
    );
    await at.store.db
      .insertInto('audit_entries')
      .values({
        client_id: at.tenantId,
        actor_kind: 'user',
        actor_id: null,
        actor_label: '=HYPERLINK("http://evil.example","a,b")',
        action: 'user.change',
        target: '{}',
        details: '{}',
        address: null,
        request_id: null,
      })
      .execute();
    const csv = await admin.send('/audit?format=csv&action=user.change');
    assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/);
    assert.match(csv.headers.get('content-disposition') ?? '', /audit\.csv/);
    assert.match(await csv.text(), /^id,at,[^\n]+\n\d+,[^\n]+,"'=HYPERLINK\(""http/);
    const french = await admin.send('/audit?format=csv&action=user.change&reportLanguage=fr');
    assert.match(
      await french.text(),
      /Entrée;Heure \(UTC\);[^\n]+\n\d+;[^\n]+;"'=HYPERLINK\(""http[^\n]+;Utilisateur modifié;/,
    );
    const ofProject = await admin.send(`/audit?format=csv&targetId=${id}&reportLanguage=de`);
    assert.match(await ofProject.text(), new RegExp(`;Benutzer;[^\\n]+;Projekt angelegt;Projekt ${id};`));
    const exports = await admin.send('/audit?action=audit.export&actorKind=user');
    assert.equal((await expectBody(exports, 200, auditListSchema)).entries.length, 3);
    await expectRefusal(await admin.send('/audit?action=nothing'), 'INVALID_PARAMETERS');
    await expectRefusal(await admin.send('/audit?after=yesterday'), 'INVALID_DATE');
  });
});

describe('administration', { concurrency: true }, () => {
  it('is for those whose role permits it, never for API keys', async (t) => {
    const at = await shareTestServer(t);
    const allowed = {
      viewer: ['/projects', '/statistics'],
      recruiter: ['/projects', '/statistics', '/credits/holds'],
      key: ['/projects', '/statistics', '/credits/holds'],
    };
    const all = [
      '/keys',
      '/webhooks/endpoints',
      '/webhooks/deliveries',
      '/settings',
      '/audit',
      '/credits/holds',
    ];
    for (const role of ['viewer', 'recruiter', 'key'] as const) {
      const user = role === 'key' ? null : await loggedInBrowser(at, role);
      const get = (path: string) => (user ? user.send(path) : send(at, path));
      for (const path of allowed[role]) assert.equal((await get(path)).status, 200, `${role} ${path}`);
      for (const path of all.filter((path) => !allowed[role].includes(path))) {
        await expectRefusal(await get(path), 'MISSING_PERMISSION');
      }
    }
  });
});
