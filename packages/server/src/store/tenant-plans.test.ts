import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client } from 'pg';
import { listAuditEntries } from '../audit/list.ts';
import { listHolds, listTransactions } from '../credits/transactions.ts';
import { assessedPeople } from '../fairness/people.ts';
import { listRuns, type RunFilter, type RunPage } from '../runs/list.ts';
import { listCandidateRequests } from '../shares/candidate-requests.ts';
import { readStatistics } from '../statistics/statistics.ts';
import { createTestTenant, openTestStore } from '../testing/test-store.ts';
import { type Database, databaseOn } from './database.ts';
import type { Store } from './store.ts';

const SMALL = 300;
const LARGE = 8000;
/** Rows that a page shows. */
const PAGE = 50;
/** Rows beside a tenant's own that a plan may touch: those of small tables, and the last pages of an index. */
const SLACK = 60;

const SEED = `
  with made as (
    insert into runs (id, client_id, status, external_id, metadata, tags, request, duration_ms, cost, submitted_at, started_at,
      finished_at, body, summary)
    select gen_random_uuid(), $1::uuid, case when n % 9 = 0 then 'failed' else 'success' end, 'candidate-' || n / 2,
      jsonb_build_object('site', 'site ' || n % 4), array['round ' || n % 3], '{"language": "en"}', 600000, 10,
      now() - n * interval '1 minute', now(), now(), '{}', '{"overall": 3.1, "vocabulary": 3, "fluency": 3, "accent": 3}'
    from generate_series(1, $2::integer) n returning id, client_id, submitted_at),
  charged as (
    insert into ledger_entries (client_id, type, amount, balance_after, run_id) select client_id, 'charge', -1, 0, id from made),
  held as (
    insert into credit_holds (run_id, client_id, amount) select id, client_id, 1 from made),
  asked as (
    insert into candidate_requests (id, client_id, run_id, kind, requested_at, due_at)
    select id, client_id, id, 'contest', submitted_at, submitted_at + interval '30 days' from made)
  insert into audit_entries (client_id, actor_kind, actor_label, action, target, details, kept_until)
  select client_id, 'system', 'server', 'run.submit', jsonb_build_object('runId', id), '{}', 'infinity' from made`;

/** A node of a plan, as EXPLAIN writes it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** The nodes that read a table, with the rows that each read, also those that it threw away. */
function* readsOf(node: PlanNode): Generator<{ table: string; rows: number }> {
  const table = node['Relation Name'];
  const once =
    node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0);
  if (table !== undefined) yield { table, rows: once * node['Actual Loops'] };
  for (const inner of node.Plans ?? []) yield* readsOf(inner);
}

/** Tenants of many runs and of few, with the database as the small one sees it, which explains what it is asked. */
async function explainedFor(store: Store, client: Client) {
  const [small, large] = [await createTestTenant(store), await createTestTenant(store)];
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  // Those of the large one before and behind.
  for (const [id, runs] of [
    [large.id, LARGE / 2],
    [small.id, SMALL],
    [large.id, LARGE / 2],
  ] as const)
    await client.query(SEED, [id, runs]);
  for (const { id } of [large, small]) await client.query('select link_audit_log($1)', [id]);
  await client.query(
    'insert into run_labels select client_id, label, seq from runs, labels_of(tags, metadata) label',
  );
  await client.query(
    `insert into assessed_runs select client_id, person_of(external_id, id), seq, submitted_at,
      row_number() over (partition by client_id, external_id order by seq desc) = 1, overall, vocabulary, fluency, accent,
      project_id, metadata from runs where status = 'success'`,
  );
  await client.query('commit');
  await client.query('analyze');
  await client.query(
    "select set_config('role', 'vivavoce_tenant', false), set_config('vivavoce.client_id', $1, false)",
    [small.id],
  );
  const explained: { statement: string; plan: PlanNode }[] = [];
  return {
    tenantId: small.id,
    largeId: large.id,
    db: databaseOn(explainingPool(client, explained)),
    explained,
  };
}

/** A pool of one connection that explains every statement that reads before it answers it. */
function explainingPool(client: Client, explained: { statement: string; plan: PlanNode }[]) {
  // One after the other, whatever is asked at once.
  let last: Promise<unknown> = Promise.resolve();
  const connection = {
    query(statement: string, values: unknown[]) {
      const answer = last.then(() => explainAndAsk(statement, values));
      // Whoever asked is told.
      last = answer.catch(() => undefined);
      return answer;
    },
    release() {},
  };
  const explainAndAsk = async (statement: string, values: unknown[]) => {
    if (/^\s*(with|select)/i.test(statement) && !statement.includes('set_config')) {
      const { rows } = await client.query(`explain (analyze, format json) ${statement}`, values);
      const [
        {
          'QUERY PLAN': [{ Plan: plan }],
        },
      ] = rows as [{ 'QUERY PLAN': [{ Plan: PlanNode }] }];
      explained.push({ statement, plan });
    }
    return client.query(statement, values);
  };
  return { connect: async () => connection, end: async () => {} } as unknown as Parameters<
    typeof databaseOn
  >[0];
}

const EVERYTHING: RunFilter = { tags: [], metadata: {} };
const page = (changes: Partial<RunPage> = {}): RunPage => ({
  sort: 'createdAt',
  order: 'desc',
  after: null,
  limit: PAGE,
  ...changes,
});

/** What a tenant asks for, by name. */
const QUESTIONS: Readonly<
  Record<string, (db: Database, tenantId: string, store: Store) => Promise<unknown>>
> = {
  'newest runs': (db, id, store) => listRuns({ ...store, db }, id, EVERYTHING, page()),
  'oldest runs': (db, id, store) => listRuns({ ...store, db }, id, EVERYTHING, page({ order: 'asc' })),
  'runs by score': (db, id, store) => listRuns({ ...store, db }, id, EVERYTHING, page({ sort: 'overall' })),
  'runs by name': (db, id, store) => listRuns({ ...store, db }, id, EVERYTHING, page({ sort: 'name' })),
  'runs of a candidate': (db, id, store) =>
    listRuns({ ...store, db }, id, { ...EVERYTHING, externalId: 'candidate-7' }, page()),
  'runs found by a word': (db, id, store) =>
    listRuns({ ...store, db }, id, { ...EVERYTHING, search: 'ound' }, page()),
  'runs to listen to': (db, id, store) =>
    listRuns({ ...store, db }, id, { ...EVERYTHING, shouldListen: true }, page()),
  'runs of a status': (db, id, store) =>
    listRuns({ ...store, db }, id, { ...EVERYTHING, status: 'failed' }, page()),
  'runs with a tag': (db, id, store) =>
    listRuns({ ...store, db }, id, { ...EVERYTHING, tags: ['round 1'] }, page()),
  'runs with a tag that nobody has': (db, id, store) =>
    listRuns({ ...store, db }, id, { ...EVERYTHING, tags: ['none'] }, page()),
  'runs with metadata': (db, id, store) =>
    listRuns({ ...store, db }, id, { ...EVERYTHING, metadata: { site: 'site 2' } }, page()),
  'runs of some days': (db, id, store) =>
    listRuns({ ...store, db }, id, { ...EVERYTHING, createdAfter: new Date(Date.now() - 3_600_000) }, page()),
  'statistics of a year': (db, id) => readStatistics(db, id, 366),
  fairness: (db, id) => assessedPeople(db, id, { groupedBy: ['site'], outcome: null }, {}),
  'fairness of some days': (db, id) =>
    assessedPeople(
      db,
      id,
      { groupedBy: ['site'], outcome: null },
      { createdAfter: new Date(Date.now() - 3_600_000) },
    ),
  'the audit log': (db, id) => listAuditEntries(db, id, {}, { afterId: null, limit: 50 }),
  'the audit log of an action': (db, id) =>
    listAuditEntries(db, id, { action: 'run.erase' }, { afterId: null, limit: 50 }),
  transactions: (db, id) => listTransactions(db, id, { afterId: null, limit: 50 }),
  holds: (db, id) => listHolds(db, id),
  'requests of candidates': (db, id, store) => listCandidateRequests({ ...store, db }, id),
};

/** A connection for as long as something is done with it: its database goes before whatever is to be closed after a test. */
async function withConnection(store: Store, use: (client: Client) => Promise<void>): Promise<void> {
  const client = await store.listener();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

describe('a query of a tenant', () => {
  it('reads no more rows of a table than the tenant has, beside one with many', async (t) => {
    const store = await openTestStore(t);
    await withConnection(store, async (client) => {
      const { db, tenantId, explained } = await explainedFor(store, client);
      const wide: string[] = [];
      for (const [name, ask] of Object.entries(QUESTIONS)) {
        explained.length = 0;
        await ask(db, tenantId, store);
        assert.ok(explained.length > 0, name);
        for (const { table, rows } of explained.flatMap(({ plan }) => [...readsOf(plan)]))
          if (rows > SMALL + SLACK) wide.push(`${name} reads ${rows} rows of ${table}`);
      }
      assert.deepEqual(wide, []);
    });
  });

  it('reads no more than a page where a list is sorted by what has an index', async (t) => {
    const store = await openTestStore(t);
    await withConnection(store, async (client) => {
      const { db, largeId, explained } = await explainedFor(store, client);
      await client.query("select set_config('vivavoce.client_id', $1, false)", [largeId]);
      const wide: string[] = [];
      for (const sort of ['createdAt', 'overall', 'name'] as const) {
        for (const order of ['asc', 'desc'] as const) {
          explained.length = 0;
          await listRuns({ ...store, db }, largeId, EVERYTHING, page({ sort, order }));
          for (const { table, rows } of explained.flatMap(({ plan }) => [...readsOf(plan)]))
            if (rows > PAGE + SLACK) wide.push(`${sort} ${order} reads ${rows} rows of ${table}`);
        }
      }
      assert.deepEqual(wide, []);
    });
  });

  it('would be seen to read those of others', async (t) => {
    const store = await openTestStore(t);
    await withConnection(store, async (client) => {
      const { db, explained } = await explainedFor(store, client);
      await client.query('reset role');
      await db.selectFrom('runs').select('id').where('duration_ms', '=', 1).execute();
      const [only] = explained;
      assert.ok(only && [...readsOf(only.plan)].some(({ rows }) => rows >= LARGE));
    });
  });
});
