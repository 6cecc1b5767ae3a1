import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuditEntry } from '@vivavoce/contract';
import { sql } from 'kysely';
import { ZodError } from 'zod';
import { eraseRun } from '../runs/erase.ts';
import type { Store } from '../store/store.ts';
import { finished, formOf, send, startTestServer, submit } from '../testing/test-server.ts';
import { aClient, admit, ownStore } from '../testing/test-store.ts';
import { signedIn } from '../testing/test-users.ts';
import { theOperator } from './actor.ts';
import { type AuditFilter, allActs, listActs } from './list.ts';
import { forgetOldActs, recordAct } from './record.ts';

/** A test's own log: triggers off, so that it can make entries old. */
async function makeOld({ db }: Store, days: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`update audit_entries set kept_until = kept_until - ${days} * interval '1 day'`.execute(trx);
  });
}

/** The log of a client as its export reads it. */
async function everyAct(store: Store, clientId: string, filter: AuditFilter): Promise<AuditEntry[]> {
  const acts: AuditEntry[] = [];
  for await (const act of allActs(store.db, clientId, filter)) acts.push(act);
  return acts;
}

const newest = { afterId: null, limit: 100 };

describe('the audit log', { concurrency: true }, () => {
  it('is only ever appended to', async (t) => {
    const store = await ownStore(t);
    const by = theOperator((await aClient(store)).id);
    await recordAct(store.db, { ...by, action: 'settings.change', details: { audioDays: 10 } });
    for (const breach of [
      sql`update audit_entries set actor_label = 'somebody else'`,
      sql`delete from audit_entries`,
      sql`truncate audit_entries`,
    ]) {
      await assert.rejects(breach.execute(store.db), /never change|are kept until/);
    }
    const { entries } = await listActs(store.db, by.clientId, { action: 'settings.change' }, newest);
    assert.deepEqual(entries[0]?.details, { audioDays: 10 });
  });

  it('is kept for as long as was promised when it was written, and no longer', async (t) => {
    const store = await ownStore(t);
    const { id } = await aClient(store);
    const act = { ...theOperator(id), action: 'client.change' } as const;
    const count = async () =>
      (await listActs(store.db, id, { action: 'client.change' }, newest)).entries.length;
    await recordAct(store.db, act);
    // Shortening it later shortens nothing that was written before.
    await store.db.updateTable('clients').set({ audit_days: 30 }).execute();
    await recordAct(store.db, act);
    await makeOld(store, 31);
    await forgetOldActs(store.db);
    assert.equal(await count(), 1);
    await store.db.updateTable('clients').set({ audit_days: null }).execute();
    await recordAct(store.db, act);
    await makeOld(store, 730);
    await forgetOldActs(store.db);
    assert.equal(await count(), 1);
  });
});

describe('an entry of the audit log', { concurrency: true }, () => {
  it('holds ids, numbers and roles, and refuses texts', async (t) => {
    const store = await ownStore(t);
    const by = theOperator((await aClient(store)).id);
    for (const wrong of [
      { target: { runId: 'Jane Doe' } },
      { target: { externalId: '7' } },
      { details: { name: 'Jane Doe' } },
    ]) {
      const act = { ...by, action: 'run.erase', ...wrong } as unknown as Parameters<typeof recordAct>[1];
      await assert.rejects(recordAct(store.db, act), ZodError);
    }
  });

  it('comes and goes with the act: what is rolled back was not done', async (t) => {
    const store = await ownStore(t);
    const by = theOperator((await aClient(store)).id);
    const undone = store.db.transaction().execute(async (trx) => {
      await recordAct(trx, { ...by, action: 'key.create' });
      throw new Error('undone');
    });
    await assert.rejects(undone, /undone/);
    assert.deepEqual((await listActs(store.db, by.clientId, { action: 'key.create' }, newest)).entries, []);
  });

  it('is found by what was acted upon, by whom and when, page after page', async (t) => {
    const store = await ownStore(t);
    const by = theOperator((await aClient(store)).id);
    const stranger = theOperator((await aClient(store)).id);
    const [runId, keyId] = [crypto.randomUUID(), crypto.randomUUID()];
    const key = { kind: 'key', id: keyId, label: '…abcd' } as const;
    await recordAct(store.db, { ...by, action: 'run.read', target: { runId } });
    await recordAct(store.db, { ...by, actor: key, action: 'run.audio', target: { runId } });
    await recordAct(store.db, { ...by, action: 'key.revoke', target: { keyId } });
    await recordAct(store.db, { ...stranger, action: 'key.revoke', target: { keyId } });
    const actions = async (filter: AuditFilter) => {
      const acts = await everyAct(store, by.clientId, filter);
      return acts.map(({ action }) => action).filter((action) => action !== 'client.create');
    };
    assert.deepEqual(await actions({ targetId: runId }), ['run.audio', 'run.read']);
    assert.deepEqual(await actions({ targetId: keyId }), ['key.revoke']);
    assert.deepEqual(await actions({ actorKind: 'key' }), ['run.audio']);
    assert.deepEqual(await actions({ actorId: keyId }), ['run.audio']);
    assert.deepEqual(await actions({ after: new Date(Date.now() + 60_000) }), []);
    assert.equal((await actions({ before: new Date(Date.now() + 60_000) })).length, 3);
    const first = await listActs(store.db, by.clientId, {}, { afterId: null, limit: 2 });
    const rest = await listActs(store.db, by.clientId, {}, { afterId: first.nextId, limit: 100 });
    assert.deepEqual([...first.entries, ...rest.entries], await everyAct(store, by.clientId, {}));
    assert.equal(rest.nextId, null);
  });
});

describe('erasing', { concurrency: true }, () => {
  it('is recorded with who asked and from where, without a word about the person', async (t) => {
    const at = await startTestServer(t);
    const form = () => formOf({}, [['externalId', 'Zacharias Quill']]);
    const { id: runId } = await submit(at, form());
    await submit(at, form());
    const erased = await send(at, `/speech/analyze/${runId}`, { method: 'DELETE' });
    await send(at, '/speech/runs?externalId=Zacharias%20Quill', { method: 'DELETE' });
    await send(at, '/speech/runs?externalId=Zacharias%20Quill', { method: 'DELETE' });
    const { entries } = await listActs(at.store.db, at.clientId, { actorKind: 'key' }, newest);
    const acts = entries.filter(({ action }) => action.endsWith('.erase'));
    assert.deepEqual(
      acts.map(({ action, target, details }) => ({ action, target, details })),
      [
        { action: 'candidate.erase', target: {}, details: { runs: 1 } },
        { action: 'run.erase', target: { runId }, details: {} },
      ],
    );
    assert.equal(acts[1]?.actor.label, `…${at.key.slice(-4)}`);
    assert.equal(acts[1]?.address, '127.0.0.1');
    assert.equal(acts[1]?.requestId, erased.headers.get('x-request-id'));
    assert.ok(!JSON.stringify(entries).includes('Quill'));
  });

  it('is not recorded when there was nothing to erase', async (t) => {
    const store = await ownStore(t);
    const { id } = await aClient(store);
    const { run } = await admit(store, (await aClient(store)).id);
    assert.equal(await eraseRun(store, theOperator(id), run.id, 8), false);
    assert.deepEqual((await listActs(store.db, id, { action: 'run.erase' }, newest)).entries, []);
  });
});

describe('working with runs', { concurrency: true }, () => {
  it('is recorded when it is submitted, and when a person reads its result', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const { id: runId } = await submit(at, formOf({}));
    const reader = await signedIn(at, 'viewer');
    await finished(at, runId);
    assert.equal((await reader.send(`/speech/analyze/${runId}`)).status, 200);
    const { entries } = await listActs(at.store.db, at.clientId, { targetId: runId }, newest);
    assert.deepEqual(
      entries.map(({ action, actor }) => [action, actor.kind]),
      [
        ['run.read', 'user'],
        ['run.submit', 'key'],
      ],
    );
  });
});
