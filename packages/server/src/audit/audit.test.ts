import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuditEntry, AuditHeadResponse } from '@vivavoce/contract';
import { sql } from 'kysely';
import { ZodError } from 'zod';
import { eraseRun } from '../runs/erase.ts';
import type { Store } from '../store/store.ts';
import { send, shareTestServer, submit, submitForm, waitUntilFinished } from '../testing/test-server.ts';
import { admitTestRun, createTestTenant, openTestStore } from '../testing/test-store.ts';
import { loggedInBrowser } from '../testing/test-users.ts';
import { operatorActor } from './actor.ts';
import { type AuditFilter, allAuditEntries, listAuditEntries } from './list.ts';
import { deleteExpiredAuditEntries, recordAuditEntry } from './record.ts';
import { parseAuditHead, verifyAuditLog } from './verify.ts';

/** A test's own log: triggers off, so that it can make entries old. */
async function makeOld({ db }: Store, days: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`update audit_entries set kept_until = kept_until - ${days} * interval '1 day'`.execute(trx);
  });
}

/** The log of a client as its export reads it. */
async function everyEntry(store: Store, tenantId: string, filter: AuditFilter): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const act of allAuditEntries(store.db, tenantId, filter)) entries.push(act);
  return entries;
}

const newest = { afterId: null, limit: 100 };

describe('the audit log', { concurrency: true }, () => {
  it('is only ever appended to', async (t) => {
    const store = await openTestStore(t);
    const by = operatorActor((await createTestTenant(store)).id);
    await recordAuditEntry(store.db, { ...by, action: 'settings.change', details: { audioDays: 10 } });
    for (const breach of [
      sql`update audit_entries set actor_label = 'another actor'`,
      sql`delete from audit_entries`,
      sql`truncate audit_entries`,
    ]) {
      await assert.rejects(breach.execute(store.db), /never change|are kept until/);
    }
    const { entries } = await listAuditEntries(store.db, by.tenantId, { action: 'settings.change' }, newest);
    assert.deepEqual(entries[0]?.details, { audioDays: 10 });
  });

  it('is kept for as long as was promised when it was written, and no longer', async (t) => {
    const store = await openTestStore(t);
    const { id } = await createTestTenant(store);
    const act = { ...operatorActor(id), action: 'client.change' } as const;
    const count = async () =>
      (await listAuditEntries(store.db, id, { action: 'client.change' }, newest)).entries.length;
    await recordAuditEntry(store.db, act);
    // Shortening it later shortens nothing that was written before.
    await store.db.updateTable('clients').set({ audit_days: 30 }).execute();
    await recordAuditEntry(store.db, act);
    await makeOld(store, 31);
    await deleteExpiredAuditEntries(store.db);
    assert.equal(await count(), 1);
    await store.db.updateTable('clients').set({ audit_days: null }).execute();
    await recordAuditEntry(store.db, act);
    await makeOld(store, 730);
    await deleteExpiredAuditEntries(store.db);
    assert.equal(await count(), 1);
  });
});

describe('an entry of the audit log', { concurrency: true }, () => {
  it('holds ids, numbers and roles, and refuses texts', async (t) => {
    const store = await openTestStore(t);
    const by = operatorActor((await createTestTenant(store)).id);
    for (const wrong of [
      { target: { runId: 'Jane Doe' } },
      { target: { externalId: '7' } },
      { details: { name: 'Jane Doe' } },
    ]) {
      const act = { ...by, action: 'run.erase', ...wrong } as unknown as Parameters<
        typeof recordAuditEntry
      >[1];
      await assert.rejects(recordAuditEntry(store.db, act), ZodError);
    }
  });

  it('comes and goes with the act: what is rolled back was not done', async (t) => {
    const store = await openTestStore(t);
    const by = operatorActor((await createTestTenant(store)).id);
    const undone = store.db.transaction().execute(async (trx) => {
      await recordAuditEntry(trx, { ...by, action: 'key.create' });
      throw new Error('undone');
    });
    await assert.rejects(undone, /undone/);
    assert.deepEqual(
      (await listAuditEntries(store.db, by.tenantId, { action: 'key.create' }, newest)).entries,
      [],
    );
  });

  it('is found by what was acted upon, by whom and when, page after page', async (t) => {
    const store = await openTestStore(t);
    const by = operatorActor((await createTestTenant(store)).id);
    const stranger = operatorActor((await createTestTenant(store)).id);
    const [runId, keyId] = [crypto.randomUUID(), crypto.randomUUID()];
    const key = { kind: 'key', id: keyId, label: '…abcd' } as const;
    await recordAuditEntry(store.db, { ...by, action: 'run.read', target: { runId } });
    await recordAuditEntry(store.db, { ...by, actor: key, action: 'run.audio', target: { runId } });
    await recordAuditEntry(store.db, { ...by, action: 'key.revoke', target: { keyId } });
    await recordAuditEntry(store.db, { ...stranger, action: 'key.revoke', target: { keyId } });
    const actions = async (filter: AuditFilter) => {
      const entries = await everyEntry(store, by.tenantId, filter);
      return entries.map(({ action }) => action).filter((action) => action !== 'client.create');
    };
    assert.deepEqual(await actions({ targetId: runId }), ['run.audio', 'run.read']);
    assert.deepEqual(await actions({ targetId: keyId }), ['key.revoke']);
    assert.deepEqual(await actions({ actorKind: 'key' }), ['run.audio']);
    assert.deepEqual(await actions({ actorId: keyId }), ['run.audio']);
    assert.deepEqual(await actions({ after: new Date(Date.now() + 60_000) }), []);
    assert.equal((await actions({ before: new Date(Date.now() + 60_000) })).length, 3);
    const first = await listAuditEntries(store.db, by.tenantId, {}, { afterId: null, limit: 2 });
    const rest = await listAuditEntries(store.db, by.tenantId, {}, { afterId: first.nextId, limit: 100 });
    assert.deepEqual([...first.entries, ...rest.entries], await everyEntry(store, by.tenantId, {}));
    assert.equal(rest.nextId, null);
  });
});

it('the CSV of the audit log is read a page at a time: its first line needs the first page alone', async (t) => {
  const store = await openTestStore(t);
  const { id } = await createTestTenant(store);
  await sql`insert into audit_entries (client_id, actor_kind, actor_label, action, target, details)
    select ${id}::uuid, 'system', 'server', 'run.submit', '{}', '{}' from generate_series(1, 2500)`.execute(
    store.db,
  );
  let queries = 0;
  const db = store.db.withPlugin({
    transformQuery({ node }) {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const entries = allAuditEntries(db, id, {});
  await entries.next();
  assert.equal(queries, 1);
  let read = 1;
  for await (const entry of entries) read += Number(entry.action === 'run.submit');
  assert.deepEqual([read, queries], [2500, 3]);
});

describe('erasing', { concurrency: true }, () => {
  it('is recorded with who asked and from where, without a word about the person', async (t) => {
    const at = await shareTestServer(t);
    const form = () => submitForm({}, [['externalId', 'Zacharias Quill']]);
    const { id: runId } = await submit(at, form());
    await submit(at, form());
    const erased = await send(at, `/speech/analyze/${runId}`, { method: 'DELETE' });
    await send(at, '/speech/runs?externalId=Zacharias%20Quill', { method: 'DELETE' });
    await send(at, '/speech/runs?externalId=Zacharias%20Quill', { method: 'DELETE' });
    const { entries } = await listAuditEntries(at.store.db, at.tenantId, { actorKind: 'key' }, newest);
    const erasures = entries.filter(({ action }) => action.endsWith('.erase'));
    assert.deepEqual(
      erasures.map(({ action, target, details }) => ({ action, target, details })),
      [
        { action: 'candidate.erase', target: {}, details: { runs: 1 } },
        { action: 'run.erase', target: { runId }, details: {} },
      ],
    );
    assert.equal(erasures[1]?.actor.label, `…${at.apiKey.slice(-4)}`);
    assert.equal(erasures[1]?.address, '127.0.0.1');
    assert.equal(erasures[1]?.requestId, erased.headers.get('x-request-id'));
    assert.ok(!JSON.stringify(entries).includes('Quill'));
  });

  it('is not recorded when there was nothing to erase', async (t) => {
    const store = await openTestStore(t);
    const { id } = await createTestTenant(store);
    const { run } = await admitTestRun(store, (await createTestTenant(store)).id);
    assert.equal(await eraseRun(store, operatorActor(id), run.id, 8), false);
    assert.deepEqual((await listAuditEntries(store.db, id, { action: 'run.erase' }, newest)).entries, []);
  });
});

describe('working with runs', { concurrency: true }, () => {
  it('is recorded when it is submitted, and when a person reads its result', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const { id: runId } = await submit(at, submitForm({}));
    const reader = await loggedInBrowser(at, 'viewer');
    await waitUntilFinished(at, runId);
    assert.equal((await reader.send(`/speech/analyze/${runId}`)).status, 200);
    const { entries } = await listAuditEntries(at.store.db, at.tenantId, { targetId: runId }, newest);
    assert.deepEqual(
      entries.map(({ action, actor }) => [action, actor.kind]),
      [
        ['run.read', 'user'],
        ['run.submit', 'key'],
      ],
    );
  });
});

it('the head of the chain is given to who may read the log, and goes on with each entry', async (t) => {
  const at = await shareTestServer(t);
  const auditor = await loggedInBrowser(at, 'admin');
  const headOf = async () => {
    const { head, sequence } = (await (await auditor.send('/audit/head')).json()) as AuditHeadResponse;
    const kept = parseAuditHead(head ?? '');
    assert.equal(kept?.sequence, sequence);
    return kept;
  };
  const before = await headOf();
  await recordAuditEntry(at.store.db, { ...operatorActor(at.tenantId), action: 'client.change' });
  const after = await headOf();
  assert.ok(before !== null && after !== null && after.sequence > before.sequence);
  const { breaches } = await verifyAuditLog(at.store.db, at.tenantId, before);
  assert.deepEqual(breaches, [], 'the log goes on from the head that was kept');
  const viewer = await loggedInBrowser(at, 'viewer');
  assert.equal((await viewer.send('/audit/head')).status, 403);
});
