import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { operatorActor } from '../audit/actor.ts';
import { lockAvailableCredits } from '../credits/ledger.ts';
import { eraseCandidate, eraseRun } from '../runs/erase.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { createTestTenant, openTestStore } from '../testing/test-store.ts';
import { assessedPeople, type PeopleFilter } from './people.ts';
import { type AssessedPeople, type FairnessQuery, fairnessReport } from './report.ts';

const MAX_ACTIVE = 8;
const MINUTE = 60_000;
const MEASURES = ['overall', 'vocabulary', 'fluency', 'accent'] as const;

/** What happens to a client's runs; numbers choose a run of those that there are. */
type Step =
  | { readonly kind: 'end'; readonly run: NewRun }
  | { readonly kind: 'rescore'; readonly chosen: number; readonly scores: readonly (number | null)[] }
  | { readonly kind: 'erase'; readonly chosen: number }
  | { readonly kind: 'erase candidate'; readonly candidate: string };

interface NewRun {
  readonly candidate: string | null;
  readonly status: 'success' | 'partial' | 'failed';
  readonly metadata: Readonly<Record<string, string>>;
  readonly scores: readonly (number | null)[];
  readonly isInProject: boolean;
}

const candidate = fc.constantFrom('a', 'b', 'c', 'd', 'É');
const scores = fc.array(fc.option(fc.integer({ min: 0, max: 50 }).map((tenths) => tenths / 10)), {
  minLength: 4,
  maxLength: 4,
});
const run: fc.Arbitrary<NewRun> = fc.record({
  candidate: fc.option(candidate),
  status: fc.constantFrom('success', 'partial', 'failed'),
  metadata: fc.dictionary(fc.constantFrom('site', 'hired'), fc.constantFrom('x', 'y', '')),
  scores,
  isInProject: fc.boolean(),
});
const chosen = fc.nat(1000);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('end' as const), run }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rescore' as const), chosen, scores }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('erase' as const), chosen }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase candidate' as const), candidate }) },
);

const summaryOf = (values: readonly (number | null)[]): string =>
  JSON.stringify(Object.fromEntries(MEASURES.map((measure, at) => [measure, values[at] ?? null])));

/** Ends a run as the queue does: with the client's account locked, which a second end of the client waits for. */
function endRun(
  db: Database,
  client: { readonly id: string; readonly projectId: string },
  { candidate: externalId, status, metadata, scores: values, isInProject }: NewRun,
): Promise<unknown> {
  return db.transaction().execute(async (trx) => {
    await lockAvailableCredits(trx, client.id);
    const id = randomUUID();
    await sql`insert into runs (id, client_id, status, external_id, metadata, tags, request, duration_ms, cost, project_id)
      values (${id}, ${client.id}, 'processing', ${externalId}, ${JSON.stringify(metadata)}, '{}', '{}', 1, 1,
        ${isInProject ? client.projectId : null})`.execute(trx);
    await sql`update runs set status = ${status}, body = '{}', summary = ${summaryOf(values)}, finished_at = now()
      where id = ${id}`.execute(trx);
  });
}

async function take(store: Store, client: { readonly id: string; readonly projectId: string }, one: Step) {
  const { db } = store;
  const pick = async (at: number): Promise<string> => {
    const { rows } = await sql<{
      id: string;
    }>`select id from runs where client_id = ${client.id} order by seq`.execute(db);
    return rows[at % Math.max(1, rows.length)]?.id ?? randomUUID();
  };
  const by = operatorActor(client.id);
  switch (one.kind) {
    case 'end':
      return endRun(db, client, one.run);
    case 'rescore':
      return sql`update runs set summary = ${summaryOf(one.scores)} where id = ${await pick(one.chosen)}`.execute(
        db,
      );
    case 'erase':
      return eraseRun(store, by, await pick(one.chosen), MAX_ACTIVE);
    case 'erase candidate':
      return eraseCandidate(store, by, one.candidate, MAX_ACTIVE);
  }
}

/** The same people as `assessedPeople`, counted one by one from the runs themselves. */
async function countedPlainly(
  db: Database,
  clientId: string,
  { groupedBy, outcome }: FairnessQuery,
  { createdAfter, createdBefore, project }: PeopleFilter,
): Promise<AssessedPeople> {
  const { rows } = await sql<{
    person: string;
    status: string;
    submitted_at: Date;
    project: string | null;
    metadata: Record<string, string>;
    summary: Record<string, number | null>;
  }>`select coalesce(external_id, runs.id::text) as person, status, submitted_at, projects.name as project, metadata, summary
    from runs left join projects on projects.id = project_id where runs.client_id = ${clientId} order by seq`.execute(
    db,
  );
  const people = new Map(
    rows
      .filter(({ status }) => status === 'success' || status === 'partial')
      .filter(({ submitted_at: at }) => !(createdAfter && at < createdAfter))
      .filter(({ submitted_at: at }) => !(createdBefore && at >= createdBefore))
      .filter((row) => project === undefined || row.project === project)
      .map((row) => [row.person, row]),
  );
  const grouped = [...people.values()].flatMap(({ metadata, summary }) => {
    const group = groupedBy.map((key) => metadata[key]);
    return group.every((value) => value !== undefined) ? [{ group, metadata, summary }] : [];
  });
  const tallies = grouped.flatMap(({ group, metadata, summary }) => {
    const answer = outcome && metadata[outcome.key];
    const selection = outcome && answer !== undefined ? Number(answer === outcome.selected) : null;
    const values = [
      ['selection', selection],
      ...MEASURES.map((name) => [name, summary[name] ?? null]),
    ] as const;
    return values.flatMap(([measure, value]) =>
      value === null ? [] : [{ measure, group, value, people: 1 } as AssessedPeople['tallies'][number]],
    );
  });
  const groups = new Set(grouped.map(({ group }) => JSON.stringify(group))).size;
  return { people: people.size, grouped: grouped.length, groups, tallies };
}

const QUESTIONS: readonly FairnessQuery[] = [
  { groupedBy: ['site'], outcome: null },
  { groupedBy: ['site'], outcome: { key: 'hired', selected: 'y' } },
  { groupedBy: ['site', 'hired'], outcome: null },
];

/** Counts by measure, group and value, whatever order they come in and however they are divided. */
function inOrder({ tallies, ...rest }: AssessedPeople) {
  const counts = new Map<string, number>();
  for (const { measure, group, value, people } of tallies) {
    const key = JSON.stringify([measure, group, value]);
    counts.set(key, (counts.get(key) ?? 0) + people);
  }
  return { ...rest, counts: Object.fromEntries([...counts].sort()) };
}

async function newClient(store: Store) {
  const { id } = await createTestTenant(store);
  const projectId = randomUUID();
  await sql`insert into projects (id, client_id, name) values (${projectId}, ${id}, 'Berlin')`.execute(
    store.db,
  );
  return { id, projectId };
}

describe('the people of the fairness report', () => {
  it('are those of a plain count, whatever ends, is rescored and is erased, at once too', async (t) => {
    const store = await openTestStore(t);
    const steps = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(steps, async (rounds) => {
        const client = await newClient(store);
        const started = Date.now();
        for (const atOnce of rounds) await Promise.all(atOnce.map((one) => take(store, client, one)));
        const middle = new Date((started + Date.now()) / 2);
        const filters: PeopleFilter[] = [
          {},
          { createdAfter: middle },
          { createdBefore: middle },
          { project: 'Berlin' },
          { createdAfter: new Date(started - MINUTE) },
        ];
        for (const question of QUESTIONS) {
          for (const filter of filters) {
            const own = store.forTenant(client.id).db;
            const counted = await assessedPeople(own, client.id, question, filter);
            const plain = await countedPlainly(store.db, client.id, question, filter);
            assert.deepEqual(inOrder(counted), inOrder(plain));
            assert.deepEqual(fairnessReport(counted, question, []), fairnessReport(plain, question, []));
          }
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  it('have nothing of a run that was erased', async (t) => {
    const store = await openTestStore(t);
    const client = await newClient(store);
    const left = {
      status: 'success',
      metadata: { site: 'x' },
      scores: [1, 1, 1, 1],
      isInProject: false,
    } as const;
    await endRun(store.db, client, { ...left, candidate: 'a' });
    await endRun(store.db, client, { ...left, candidate: 'b' });
    await eraseCandidate(store, operatorActor(client.id), 'a', MAX_ACTIVE);
    const { rows } = await sql<{
      person: string;
    }>`select person from assessed_runs where client_id = ${client.id}`.execute(store.db);
    assert.equal(rows.length, 1);
  });

  it('are counted in rows that a query of a client cannot write', async (t) => {
    const store = await openTestStore(t);
    const { db } = store.forTenant((await newClient(store)).id);
    for (const write of [
      sql`update assessed_runs set overall = 5`,
      sql`delete from assessed_runs`,
      sql`insert into assessed_runs default values`,
    ])
      await assert.rejects(write.execute(db), /permission denied/);
  });
});
