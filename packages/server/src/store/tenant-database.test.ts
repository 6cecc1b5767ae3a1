import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { Client } from 'pg';
import { operatorActor } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { admitTestRun, createTestDatabase, createTestTenant, openTestStore } from '../testing/test-store.ts';
import { openStore, type Store } from './store.ts';

/** Tables that no client's query may touch: they hold nothing of a client, or only what is counted before one is known. */
const CLOSED = [
  'installation',
  'kysely_migration',
  'kysely_migration_lock',
  'orphaned_objects',
  'request_windows',
];

/** Tables with what signs people in: a client's query may only ask for whom there is something. */
const SECRET = ['totp_secrets', 'recovery_codes', 'passkeys', 'pending_logins', 'passkey_challenges'];

/** Every table, and whether rows of it are held apart. */
async function tables({ db }: Store): Promise<{ name: string; secured: boolean }[]> {
  const { rows } = await sql<{ name: string; secured: boolean }>`
    select relname as name, relrowsecurity as secured from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`.execute(db);
  return rows;
}

/** Rows as texts, in an order of their own. */
const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

/** Two clients that have a row in most tables. */
async function twoTenants(store: Awaited<ReturnType<typeof openTestStore>>) {
  const ids: string[] = [];
  for (const { id, name } of [await createTestTenant(store), await createTestTenant(store)]) {
    await createApiKey(store, name, { project: 'Berlin' });
    await admitTestRun(store, id);
    await store.db
      .insertInto('webhook_endpoints')
      .values({ client_id: id, url: 'https://example.com' })
      .execute();
    await recordAuditEntry(store.db, { ...operatorActor(id), action: 'key.create' });
    ids.push(id);
  }
  return ids as [string, string];
}

describe('the database as a client sees it', { concurrency: true }, () => {
  it('covers every table', async (t) => {
    const store = await openTestStore(t);
    const open = (await tables(store)).filter(({ name, secured }) => !secured && !CLOSED.includes(name));
    assert.deepEqual(open, []);
  });

  it('holds its own rows and no others, without a word about clients in the query', async (t) => {
    const store = await openTestStore(t);
    const [mine, other] = await twoTenants(store);
    const { db } = store.forTenant(mine);
    for (const { name, secured } of await tables(store)) {
      if (!secured) {
        await assert.rejects(sql`select * from ${sql.table(name)}`.execute(db), /permission denied/);
        continue;
      }
      const everything = sql`select * from ${sql.table(name)}`;
      if (SECRET.includes(name)) await assert.rejects(everything.execute(db), /permission denied/);
      const query = SECRET.includes(name) ? sql`select user_id from ${sql.table(name)}` : everything;
      const all = (await query.execute(store.db)).rows;
      const seen = (await query.execute(db)).rows;
      const own = all.filter((row) => JSON.stringify(row).includes(mine));
      assert.deepEqual(sorted(seen), sorted(own), name);
      assert.ok(!JSON.stringify(seen).includes(other), name);
    }
  });

  it('lets nobody write into another client’s rows', async (t) => {
    const store = await openTestStore(t);
    const [mine, other] = await twoTenants(store);
    const { db } = store.forTenant(mine);
    await assert.rejects(
      db.insertInto('projects').values({ client_id: other, name: 'X' }).execute(),
      /row-level/,
    );
    await assert.rejects(
      recordAuditEntry(db, { ...operatorActor(other), action: 'key.create' }),
      /row-level|null value/,
    );
    const changed = await db
      .updateTable('runs')
      .set({ review: 'xx' })
      .where('client_id', '=', other)
      .execute();
    assert.equal(changed[0]?.numUpdatedRows, 0n);
    await assert.rejects(
      db.updateTable('webhook_endpoints').set({ client_id: other }).execute(),
      /row-level/,
    );
    await db.deleteFrom('webhook_endpoints').execute();
    const left = await store.db.selectFrom('webhook_endpoints').select('client_id').execute();
    assert.deepEqual(left, [{ client_id: other }]);
  });

  it('stays each client’s own when many ask at once, in transactions and after failures', async (t) => {
    const store = await openTestStore(t);
    const clients = await twoTenants(store);
    const look = async (tenantId: string, n: number): Promise<void> => {
      const { db } = store.forTenant(tenantId);
      if (n % 5 === 0) await assert.rejects(sql`select 1 / 0`.execute(db), /division/);
      const rows =
        n % 3 === 0
          ? await db.transaction().execute((trx) => trx.selectFrom('runs').select('client_id').execute())
          : await db.selectFrom('runs').select('client_id').execute();
      assert.deepEqual(rows, [{ client_id: tenantId }]);
    };
    await Promise.all(Array.from({ length: 120 }, (_, n) => look(clients[n % 2] as string, n)));
  });
});

describe('a client’s query', { concurrency: true }, () => {
  it('is asked without just-in-time compilation, which takes longer than the queries', async (t) => {
    const store = await openTestStore(t);
    const { db } = store.forTenant((await createTestTenant(store)).id);
    assert.deepEqual((await sql`show jit`.execute(db)).rows, [{ jit: 'off' }]);
  });
});

describe('the role of a client’s queries', { concurrency: true }, () => {
  it('gives no money, no rights and no evidence away, whatever is written with its role', async (t) => {
    const store = await openTestStore(t);
    const [mine, other] = await twoTenants(store);
    const { db } = store.forTenant(mine);
    const run = await store.db
      .selectFrom('runs')
      .select('id')
      .where('client_id', '=', mine)
      .executeTakeFirstOrThrow();
    const foreign = await store.db
      .selectFrom('runs')
      .select('id')
      .where('client_id', '=', other)
      .executeTakeFirstOrThrow();
    const attacks = [
      sql`update credit_accounts set balance = 1000000`,
      sql`update credit_accounts set held = 0`,
      sql`update credit_accounts set client_id = ${other}`,
      sql`insert into ledger_entries (client_id, type, amount) values (${mine}, 'grant', 1000)`,
      sql`update credit_holds set settled_at = now() where run_id = ${run.id}`,
      sql`update credit_holds set amount = 1`,
      sql`update clients set multilingual = true`,
      sql`update clients set max_active_runs = 1000`,
      sql`update clients set active = true`,
      sql`insert into clients (name) values ('Another')`,
      sql`update runs set cost = 1`,
      sql`update runs set client_id = ${other}`,
      sql`update api_keys set hash = sha256('x')`,
      sql`insert into run_reviews (run_id, client_id, review) values (${foreign.id}, ${mine}, 'x')`,
      sql`insert into run_results (run_id, client_id, revision, about, body) values (${foreign.id}, ${mine}, 9, '{}', 'x')`,
      sql`update run_reviews set review = 'x'`,
      sql`insert into audit_entries (client_id, actor_kind, actor_id, actor_label, action, target, details)
        values (${mine}, 'user', ${run.id}, 'Nobody', 'user.create', '{}', '{}')`,
      sql`insert into audit_entries (client_id, actor_kind, actor_label, action, target, details, created_at)
        values (${mine}, 'system', 'Server', 'user.create', '{}', '{}', '2020-01-01')`,
      sql`update audit_entries set actor_label = 'x'`,
      sql`delete from audit_entries`,
      sql`insert into sessions (user_id, token_hash, origin, created_at, last_seen_at, expires_at)
        select id, sha256('x'), 'password', now(), now(), now() from users`,
      sql`update users set password_hash = 'x'`,
      sql`update users set mail_on_run_end = true`,
      sql`insert into run_mails (client_id, run_id, user_id, type)
        select ${mine}, ${run.id}, id, 'run.completed' from users`,
      sql`insert into client_domains (domain, client_id) values ('acme.example', ${mine})`,
    ];
    for (const attack of attacks) {
      await assert.rejects(
        attack.execute(db),
        /permission denied|row-level security|is not settled/,
        attack.compile(db).sql,
      );
    }
  });
});

describe('a query without a client', { concurrency: true }, () => {
  it('finds nothing in any table', async (t) => {
    const store = await openTestStore(t);
    await twoTenants(store);
    const connection = await store.listener();
    await connection.query('set role vivavoce_tenant');
    for (const { name, secured } of await tables(store)) {
      const query = connection.query(`select * from ${name}`);
      if (secured && !SECRET.includes(name)) assert.equal((await query).rowCount, 0, name);
      else await assert.rejects(query, /permission denied/);
    }
    await connection.end();
  });
});

describe('a table that comes later', { concurrency: true }, () => {
  it('is closed at the next start, by its client or by the row that it belongs to', async (t) => {
    const config = await createTestDatabase(t);
    const first = await openStore(config);
    await sql`create table notes (client_id uuid not null references clients (id), id uuid primary key)`.execute(
      first.db,
    );
    await sql`create table replies (id integer, note_id uuid references notes (id))`.execute(first.db);
    await first.close();
    const store = await openStore(config);
    t.after(() => store.close());
    const named = (await tables(store)).filter(({ name }) => name === 'notes' || name === 'replies');
    assert.deepEqual(
      named.map(({ secured }) => secured),
      [true, true],
    );
    const { id } = await createTestTenant(store);
    const note = crypto.randomUUID();
    await sql`insert into notes values (${id}, ${note})`.execute(store.forTenant(id).db);
    await sql`insert into replies values (1, ${note})`.execute(store.forTenant(id).db);
    const stranger = store.forTenant((await createTestTenant(store)).id).db;
    for (const table of ['notes', 'replies']) {
      assert.equal((await sql`select * from ${sql.table(table)}`.execute(stranger)).rows.length, 0);
      assert.equal(
        (await sql`select * from ${sql.table(table)}`.execute(store.forTenant(id).db)).rows.length,
        1,
      );
    }
  });
});

describe('a database whose user may not make roles', () => {
  it('opens when an administrator has made it, and says what to do when not', async (t) => {
    const config = await createTestDatabase(t);
    const name = `plain_${crypto.randomUUID().replaceAll('-', '')}`;
    const admin = new Client(config.databaseUrl ?? '');
    await admin.connect();
    await admin.query('drop schema public cascade');
    await admin.query(`create role ${name} login password 'x'`);
    await admin.query(`create schema public authorization ${name}`);
    const url = new URL(config.databaseUrl ?? '');
    url.username = name;
    url.password = 'x';
    const plain = { ...config, databaseUrl: url.href };
    await assert.rejects(openStore(plain), /grant vivavoce_tenant to plain_/);
    await admin.query(`grant vivavoce_tenant to ${name}`);
    const store = await openStore(plain);
    const { id } = await createTestTenant(store);
    assert.equal((await store.forTenant(id).db.selectFrom('clients').select('id').execute()).length, 1);
    await store.close();
    await admin.query(`drop owned by ${name} cascade`);
    await admin.query(`drop role ${name}`);
    await admin.end();
  });
});
