import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import type { Store } from '../store/store.ts';
import { createTestTenant, openTestStore } from '../testing/test-store.ts';
import { operatorActor } from './actor.ts';
import { deleteExpiredAuditEntries, recordAuditEntry } from './record.ts';
import { type AuditHead, formatAuditHead, parseAuditHead, readAuditHead, verifyAuditLog } from './verify.ts';

/** A tenant with so many entries after those of its making. */
async function tenantWithEntries(store: Store, count: number): Promise<string> {
  const { id } = await createTestTenant(store);
  for (let at = 0; at < count; at++) await record(store, id, at);
  return id;
}

/** Texts of any script and marks that a careless encoding would confuse. */
const LABELS = ['…abcd', 'Zoë "3:x" Ünal', '-', '名前'];

const record = (store: Store, tenantId: string, at: number) =>
  recordAuditEntry(store.forTenant(tenantId).db, {
    ...operatorActor(tenantId),
    actor: { kind: 'operator', id: null, label: LABELS[at % LABELS.length] ?? '' },
    action: 'settings.change',
    details: { audioDays: at, requiresConsent: true },
    address: at % 2 === 0 ? '127.0.0.1' : null,
  });

/** What whoever reaches the database as its owner can do: triggers are off. */
async function tamper({ db }: Store, ...statements: readonly RawBuilder<unknown>[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    for (const statement of statements) await statement.execute(trx);
  });
}

const breachesOf = async ({ db }: Store, tenantId: string, head: AuditHead | null = null) =>
  (await verifyAuditLog(db, tenantId, head)).breaches.map(({ kind, sequence }) => `${kind} ${sequence}`);

/** The id of the entry at a place of the chain. */
const entryAt = (tenantId: string, sequence: number) =>
  sql`(select entry_id from audit_chain where client_id = ${tenantId} and seq = ${sequence})`;

/** What is done to a chain of five entries, and what the verification says. */
const TAMPERINGS: readonly [change: (id: string) => RawBuilder<unknown>[], found: RegExp][] = [
  [(id) => [sql`update audit_entries set actor_label = 'x' where id = ${entryAt(id, 3)}`], /^changed 3$/],
  [(id) => [sql`update audit_entries set details = '{}' where id = ${entryAt(id, 4)}`], /^changed 4$/],
  [(id) => [sql`update audit_entries set kept_until = now() where id = ${entryAt(id, 2)}`], /^changed 2$/],
  [(id) => [sql`delete from audit_entries where id = ${entryAt(id, 3)}`], /^removed 3$/],
  [
    (id) => [
      sql`delete from audit_entries where id = ${entryAt(id, 3)}`,
      sql`update audit_chain set kept_until = now() where client_id = ${id} and seq = 3`,
    ],
    /^broken 3$/,
  ],
  [
    (id) => [
      sql`delete from audit_entries where id = ${entryAt(id, 3)}`,
      sql`delete from audit_chain where client_id = ${id} and seq = 3`,
    ],
    /^broken 4$/,
  ],
  [
    (id) => [
      sql`insert into audit_entries (client_id, actor_kind, actor_label, action, target, details, kept_until)
        values (${id}, 'system', 'server', 'run.read', '{}', '{}', 'infinity')`,
    ],
    /^added null$/,
  ],
  [
    (id) => [
      sql`update audit_chain set seq = -seq where client_id = ${id} and seq in (3, 4)`,
      sql`update audit_chain set seq = 7 + seq where client_id = ${id} and seq < 0`,
    ],
    /^broken 3,broken 4,broken 5$/,
  ],
  [
    (id) => [
      sql`delete from audit_entries where id = ${entryAt(id, 5)}`,
      sql`delete from audit_chain where client_id = ${id} and seq = 5`,
    ],
    /^shortened 4$/,
  ],
];

describe('the chain of an audit log', { concurrency: true }, () => {
  it('is whole under many writers at once, and each tenant has its own', async (t) => {
    const store = await openTestStore(t);
    const [one, other] = [await tenantWithEntries(store, 0), await tenantWithEntries(store, 3)];
    const writes = Array.from({ length: 60 }, (_, at) => record(store, at % 3 === 0 ? other : one, at));
    // What is rolled back leaves no gap.
    const undone = store.db.transaction().execute(async (trx) => {
      await recordAuditEntry(trx, { ...operatorActor(one), action: 'key.create' });
      throw new Error('undone');
    });
    await Promise.all([...writes, assert.rejects(undone, /undone/)]);
    for (const tenantId of [one, other]) {
      const { links, entries, breaches, head } = await verifyAuditLog(store.db, tenantId);
      assert.deepEqual(breaches, []);
      assert.equal(links, entries);
      assert.equal(head?.sequence, entries);
      assert.deepEqual(head, await readAuditHead(store.forTenant(tenantId).db, tenantId));
    }
  });

  it('names what was changed, removed, added or moved', async (t) => {
    const store = await openTestStore(t);
    for (const [change, found] of TAMPERINGS) {
      const tenantId = await tenantWithEntries(store, 4);
      const rest = await tenantWithEntries(store, 1);
      assert.deepEqual(await breachesOf(store, tenantId), []);
      await tamper(store, ...change(tenantId));
      assert.match(String(await breachesOf(store, tenantId)), found);
      assert.deepEqual(await breachesOf(store, rest), []);
    }
  });

  it('cannot be written anew or shortened against a head that was kept elsewhere', async (t) => {
    const store = await openTestStore(t);
    const tenantId = await tenantWithEntries(store, 4);
    const kept = await readAuditHead(store.db, tenantId);
    assert.ok(kept);
    await record(store, tenantId, 9);
    assert.deepEqual(await breachesOf(store, tenantId, kept), []);
    // Everything anew, with one entry less and every hash right.
    await tamper(
      store,
      sql`delete from audit_entries where id = ${entryAt(tenantId, 2)}`,
      sql`delete from audit_chain where client_id = ${tenantId}`,
      sql`update audit_heads set seq = 0, hash = cut_hash where client_id = ${tenantId}`,
      sql`select link_audit_log(${tenantId})`,
    );
    assert.deepEqual(await breachesOf(store, tenantId), [], 'nothing inside tells');
    assert.deepEqual(await breachesOf(store, tenantId, kept), ['broken 5']);
    const longer = { ...kept, sequence: 100 };
    assert.deepEqual(await breachesOf(store, tenantId, longer), ['shortened 100']);
  });

  it('lists a hundred breaches, counts them all, and always says what a kept head shows', async (t) => {
    const store = await openTestStore(t);
    const tenantId = await tenantWithEntries(store, 0);
    await Promise.all(Array.from({ length: 110 }, (_, at) => record(store, tenantId, at)));
    const kept = await readAuditHead(store.db, tenantId);
    assert.ok(kept);
    await tamper(store, sql`update audit_entries set actor_label = 'x' where client_id = ${tenantId}`);
    const forged = { ...kept, hash: '0'.repeat(64) };
    const { breaches, breachCount } = await verifyAuditLog(store.db, tenantId, forged);
    assert.deepEqual([breaches.length, breachCount], [101, kept.sequence + 1]);
    assert.match(breaches.at(-1)?.message ?? '', /head that was kept/);
  });
});

describe('retention of an audit log', { concurrency: true }, () => {
  it('removes what is over and leaves a chain that verifies from there on', async (t) => {
    const store = await openTestStore(t);
    const tenantId = await tenantWithEntries(store, 1);
    const setDays = (days: number | null) =>
      store.db.updateTable('clients').set({ audit_days: days }).where('id', '=', tenantId).execute();
    const first = await readAuditHead(store.db, tenantId);
    await setDays(30);
    await record(store, tenantId, 2);
    await setDays(null);
    await record(store, tenantId, 3);
    // Entries and links were written long ago; their hashes are those of that time.
    const age = async (days: number) => {
      await tamper(
        store,
        sql`update audit_entries set kept_until = kept_until - ${days} * interval '1 day', created_at = created_at - ${days} * interval '1 day'`,
        sql`delete from audit_chain`,
        sql`update audit_heads set seq = cut_seq, hash = cut_hash`,
        sql`select link_audit_log(client_id) from audit_heads`,
      );
    };
    await age(31);
    assert.equal(await deleteExpiredAuditEntries(store.db), 1);
    const middle = await verifyAuditLog(store.db, tenantId);
    // The entry of 30 days is gone from between the others: its link stays.
    assert.deepEqual([middle.entries, middle.links, middle.cutSequence, middle.breaches], [3, 4, 0, []]);
    await tamper(
      store,
      sql`delete from audit_entries where kept_until < now() + interval '800 days'`,
      sql`update audit_chain set kept_until = now() where kept_until < now() + interval '800 days'`,
    );
    assert.match(String(await breachesOf(store, tenantId)), /broken 1/);
    assert.ok(first);
    // A head before the beginning says nothing once its time is over, and everything before.
    await tamper(
      store,
      sql`update audit_heads set cut_seq = 3, cut_hash = (select hash from audit_chain where client_id = ${tenantId} and seq = 3) where client_id = ${tenantId}`,
      sql`delete from audit_chain where client_id = ${tenantId} and seq <= 3`,
    );
    assert.deepEqual(await breachesOf(store, tenantId), []);
    assert.deepEqual(await breachesOf(store, tenantId, first), [`removed ${first.sequence}`]);
    assert.deepEqual(await breachesOf(store, tenantId, { ...first, keptUntilMs: Date.now() - 1 }), []);
  });

  it('begins the chain after the last link before which nothing is kept', async (t) => {
    const store = await openTestStore(t);
    const tenantId = await tenantWithEntries(store, 3);
    await tamper(
      store,
      sql`update audit_entries set kept_until = now() - interval '1 second' where id <= ${entryAt(tenantId, 2)}`,
      sql`delete from audit_chain`,
      sql`update audit_heads set seq = 0, hash = cut_hash`,
      sql`select link_audit_log(client_id) from audit_heads`,
    );
    await deleteExpiredAuditEntries(store.db);
    const { cutSequence, links, entries, breaches } = await verifyAuditLog(store.db, tenantId);
    assert.deepEqual([cutSequence, links, entries, breaches], [2, 2, 2, []]);
    await record(store, tenantId, 7);
    assert.deepEqual(await breachesOf(store, tenantId), []);
  });
});

describe('a head that is kept', () => {
  it('is the same after it was written down', () => {
    const heads = fc.record(
      {
        sequence: fc.integer({ min: 1, max: 1e12 }),
        keptUntilMs: fc.oneof(
          fc.constant(Number.POSITIVE_INFINITY),
          fc.integer({ min: 0, max: 1e10 }).map((s) => s * 1000),
        ),
        hash: fc.stringMatching(/^[0-9a-f]{64}$/),
      },
      { noNullPrototype: true },
    );
    fc.assert(fc.property(heads, (head) => assert.deepEqual(parseAuditHead(formatAuditHead(head)), head)));
    for (const text of ['', '1.2.3', 'x', `1.never.${'a'.repeat(64)}`])
      assert.equal(parseAuditHead(text), null);
  });
});
