import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  candidateNameOf,
  RUN_SORT_KEYS,
  type RunRow,
  type RunSortKey,
  runListSchema,
  SORT_ORDERS,
  type SortOrder,
} from '@vivavoce/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { newId } from '../ids.ts';
import { finishRun } from '../runs/finish.ts';
import { claimRun } from '../runs/queue.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { resultOf } from '../testing/fake-engine.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
} from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';

/** One page of a list. */
async function page(at: TestServer, query: URLSearchParams) {
  const response = await send(at, `/speech/runs?${query}`);
  const body: unknown = await response.json();
  assert.equal(response.status, 200, `${query} ${JSON.stringify(body)}`);
  return runListSchema.parse(body);
}

/** All pages of a list, each of the given length at most. */
async function pages(at: TestServer, query: URLSearchParams, limit: number): Promise<RunRow[]> {
  const runs: RunRow[] = [];
  const asked = new URLSearchParams(query);
  asked.set('limit', String(limit));
  for (;;) {
    const { runs: some, nextCursor } = await page(at, asked);
    assert.ok(some.length <= limit);
    runs.push(...some);
    if (nextCursor === null) return runs;
    assert.equal(some.length, limit);
    asked.set('cursor', nextCursor);
  }
}

/** Ends the oldest run. */
async function end(at: TestServer, kind: 'success' | 'partial' | 'failed'): Promise<void> {
  const claim = await claimRun(at.store.db, newId(), 60_000);
  assert.ok(claim);
  const error = { code: 'NO_SPEECH_DETECTED', message: 'Nobody speaks.' } as const;
  const outcome =
    kind === 'failed'
      ? ({ kind, error } as const)
      : ({ kind: 'analysed', result: resultOf(kind, 2) } as const);
  await finishRun(at.store, claim, outcome, at.config.maxActiveRuns);
}

/** Fourteen runs that differ in everything that can be asked for, the same ones at every call. */
async function someRuns(at: TestServer): Promise<void> {
  for (let n = 0; n < 14; n += 1) {
    const tags: [string, string][] = n % 2 ? [['tags', n % 3 ? 'even' : 'even,third']] : [];
    const metadata = JSON.stringify({ role: n % 4 ? 'backend' : 'sales', n: n % 2 });
    await submit(at, submitForm({}, [['externalId', `candidate ${n % 5}`], ['metadata', metadata], ...tags]));
  }
  for (const kind of ['success', 'failed', 'partial', 'success'] as const) await end(at, kind);
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const filters = fc.record({
  externalId: maybe(fc.constantFrom('candidate 1', 'candidate 4', 'nobody', '%')),
  search: maybe(fc.constantFrom('CANDIDATE 1', 'date 4', 'Third', 'eve', '%', '_', 'nobody', ' ')),
  status: maybe(fc.constantFrom('queued', 'processing', 'success', 'partial', 'failed')),
  after: maybe(fc.nat(13)),
  before: maybe(fc.nat(13)),
  tags: fc.uniqueArray(fc.constantFrom('even', 'third', 'none'), { maxLength: 2 }),
  role: maybe(fc.constantFrom('backend', 'sales', "'")),
  n: maybe(fc.constantFrom('0', '1')),
  serviceType: maybe(fc.constantFrom('speech', 'cv_deepmatch')),
  limit: fc.integer({ min: 1, max: 20 }),
});
type Filters = typeof filters extends fc.Arbitrary<infer T> ? T : never;

/** The query that says what the filters mean. */
function queryOf(filter: Filters, all: readonly RunRow[]): URLSearchParams {
  const query = new URLSearchParams(filter.tags.map((tag): [string, string] => ['tag', tag]));
  const set = (name: string, value: string | undefined) => value !== undefined && query.set(name, value);
  set('externalId', filter.externalId);
  set('search', filter.search);
  set('status', filter.status);
  set('createdAfter', filter.after === undefined ? undefined : all[filter.after]?.timestamp);
  set('createdBefore', filter.before === undefined ? undefined : all[filter.before]?.timestamp);
  set('metadata[role]', filter.role);
  set('metadata[n]', filter.n);
  set('serviceType', filter.serviceType);
  return query;
}

/** Whether the filters let a run through, in the plainest words. */
function passes(filter: Filters, all: readonly RunRow[]) {
  const time = (index: number) => all[index]?.timestamp ?? '';
  return ({ metadata: { role, n }, ...run }: RunRow): boolean =>
    (filter.externalId === undefined || run.externalId === filter.externalId) &&
    (filter.search === undefined ||
      [run.externalId ?? '', ...run.tags].some((text) =>
        text.toLowerCase().includes((filter.search ?? '').trim().toLowerCase()),
      )) &&
    (filter.status === undefined || run.status === filter.status) &&
    (filter.after === undefined || run.timestamp >= time(filter.after)) &&
    (filter.before === undefined || run.timestamp < time(filter.before)) &&
    filter.tags.every((tag) => run.tags.includes(tag)) &&
    (filter.role === undefined || role === filter.role) &&
    (filter.n === undefined || n === filter.n) &&
    filter.serviceType !== 'cv_deepmatch';
}

describe('the list of runs', { concurrency: true }, () => {
  it('agrees with a plain model for all filters crossed, page by page', async (t) => {
    const at = await startTestServer(t);
    await someRuns(at);
    const all = await pages(at, new URLSearchParams(), 100);
    assert.equal(all.length, 14);
    assert.deepEqual(
      all.map(({ timestamp }) => timestamp),
      all
        .map(({ timestamp }) => timestamp)
        .sort()
        .reverse(),
    );
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const listed = await pages(at, queryOf(filter, all), filter.limit);
        assert.deepEqual(listed, all.filter(passes(filter, all)));
      }),
      { numRuns: 60 },
    );
  });

  it('shows of each run how it ended and what it cost', async (t) => {
    const at = await startTestServer(t);
    await someRuns(at);
    const all = (await pages(at, new URLSearchParams(), 100)).reverse();
    const shown = all.slice(0, 5).map(({ status, scores, credits, error }) => ({
      status,
      scored: scores !== null,
      deducted: credits?.deducted,
      code: error?.code,
    }));
    assert.deepEqual(shown, [
      { status: 'success', scored: true, deducted: 3, code: undefined },
      { status: 'failed', scored: false, deducted: 0, code: 'NO_SPEECH_DETECTED' },
      { status: 'partial', scored: true, deducted: 2, code: undefined },
      { status: 'success', scored: true, deducted: 3, code: undefined },
      { status: 'processing', scored: false, deducted: undefined, code: undefined },
    ]);
  });

  it('holds nothing of another client', async (t) => {
    const at = await shareTestServer(t);
    await submit(at, submitForm({}));
    const other = await createTestTenant(at.store);
    const { key } = await createApiKey(at.store, other.name);
    assert.deepEqual(await page({ ...at, apiKey: key }, new URLSearchParams()), {
      runs: [],
      nextCursor: null,
    });
  });
});

/** The value that a list is sorted by, of one run; null where it has none. */
function sortValue(run: RunRow, sort: RunSortKey): string | number | null {
  const values: Record<RunSortKey, () => string | number | null> = {
    createdAt: () => run.timestamp,
    completedAt: () => run.completedAt,
    duration: () => run.durationMs,
    vocabulary: () => run.scores?.overall ?? null,
    fluency: () => run.scores?.overall ?? null,
    accent: () => run.scores?.overall ?? null,
    overall: () => run.scores?.overall ?? null,
    name: () => candidateNameOf(run)?.toLowerCase() ?? null,
    externalId: () => run.externalId,
  };
  return values[sort]();
}

/** The runs as a list sorted in memory has them; `newestFirst` breaks ties. */
function sorted(newestFirst: readonly RunRow[], sort: RunSortKey, order: SortOrder): RunRow[] {
  const runs = sort === 'createdAt' && order === 'asc' ? newestFirst.toReversed() : newestFirst;
  const sign = order === 'asc' ? 1 : -1;
  return runs.toSorted((one, other) => {
    const [a, b] = [sortValue(one, sort), sortValue(other, sort)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return a === b ? 0 : sign * (a < b ? -1 : 1);
  });
}

/** Runs with equal and missing values of everything that can be sorted by. */
async function tiedRuns(at: TestServer): Promise<RunRow[]> {
  const names = ['Bo', 'ann', 'Ann', '', 'bo', undefined];
  for (let n = 0; n < 12; n += 1) {
    const name = names[n % names.length];
    const metadata = name === undefined ? {} : { [n % 2 ? 'name' : 'candidate']: name };
    const externalId: [string, string][] = n % 3 ? [['externalId', `c${n % 4}`]] : [];
    await submit(at, submitForm({}, [['metadata', JSON.stringify(metadata)], ...externalId]));
  }
  for (const kind of ['success', 'failed', 'partial', 'success', 'partial'] as const) await end(at, kind);
  // Equal end times, and scores that only differ after the decimal point.
  await sql`update runs set finished_at = date_trunc('hour', finished_at) + (seq % 2) * interval '1 microsecond'
    where finished_at is not null`.execute(at.store.db);
  await sql`update runs set duration_ms = 200000 + (seq % 3)`.execute(at.store.db);
  for (const [index, name] of ['vocabulary', 'fluency', 'accent', 'overall'].entries()) {
    await sql`update runs set summary = jsonb_set(summary, array[${name}],
      to_jsonb(2 + ((seq + ${index}::int) % 3)::numeric / 10)) where status in ('success', 'partial')`.execute(
      at.store.db,
    );
  }
  return pages(at, new URLSearchParams(), 100);
}

describe('the sorted list of runs', () => {
  it('has every run once, in order, whatever the size of a page', async (t) => {
    const at = await startTestServer(t);
    const newestFirst = await tiedRuns(at);
    const query = (sort: RunSortKey, order: SortOrder) => new URLSearchParams({ sort, order });
    for (const order of SORT_ORDERS) {
      for (const sort of RUN_SORT_KEYS) {
        const whole = await pages(at, query(sort, order), 100);
        for (const limit of [1, 2, 5]) {
          assert.deepEqual(await pages(at, query(sort, order), limit), whole, `${sort} ${order} ${limit}`);
        }
        const ids = (runs: readonly RunRow[]) => runs.map(({ id }) => id);
        const isInRow = ['createdAt', 'duration', 'overall', 'name', 'externalId'].includes(sort);
        if (isInRow) assert.deepEqual(ids(whole), ids(sorted(newestFirst, sort, order)), `${sort} ${order}`);
        assert.deepEqual(new Set(ids(whole)), new Set(ids(newestFirst)), `${sort} ${order}`);
        const firstWithout = whole.findIndex((run) => sortValue(run, sort) === null);
        const rest = firstWithout < 0 ? [] : whole.slice(firstWithout);
        assert.ok(rest.every((run) => sortValue(run, sort) === null));
      }
    }
  });

  it('sorts by each score and by the microsecond of the end', async (t) => {
    const at = await startTestServer(t);
    await tiedRuns(at);
    for (const sort of ['vocabulary', 'fluency', 'accent', 'completedAt'] as const) {
      const value =
        sort === 'completedAt'
          ? sql<string>`extract(epoch from finished_at)::text`
          : sql<string>`summary ->> ${sort}`;
      const rows = await at.store.db
        .selectFrom('runs')
        .select(['id', value.as('value')])
        .execute();
      const values = new Map(rows.map((row) => [row.id, row.value]));
      for (const order of SORT_ORDERS) {
        const listed = await pages(at, new URLSearchParams({ sort, order }), 2);
        const shown = listed.map(({ id }) => values.get(id)).filter((one) => one != null);
        const expected = shown.map(Number).toSorted((a, b) => (order === 'asc' ? a - b : b - a));
        assert.deepEqual(shown.map(Number), expected, `${sort} ${order}`);
        assert.ok(new Set(shown).size > 1);
      }
    }
  });

  it('takes a cursor only with the sort and order of its page, and no forged one', async (t) => {
    const at = await startTestServer(t);
    await tiedRuns(at);
    const query = new URLSearchParams({ sort: 'overall', order: 'asc', limit: '2' });
    const { nextCursor } = await page(at, query);
    const wrong = [
      `sort=overall&order=desc&cursor=${nextCursor}`,
      `sort=accent&order=asc&cursor=${nextCursor}`,
      `cursor=${nextCursor}`,
    ];
    for (const value of ['x', '1e400', '-', "1' or true", '\0']) {
      const forged = Buffer.from(JSON.stringify(['overall', 'asc', value, '1'])).toString('base64url');
      wrong.push(`sort=overall&order=asc&cursor=${forged}`);
    }
    wrong.push('sort=cost', 'sort=', 'order=up', 'sort=name&sort=overall');
    for (const one of wrong) await expectRefusal(await send(at, `/speech/runs?${one}`), 'INVALID_PARAMETERS');
  });
});

describe('a wrong filter', () => {
  it('is refused with the code of its field, never answered with everything', async (t) => {
    const at = await shareTestServer(t);
    const cases = [
      ['status=done', 'INVALID_STATUS'],
      ['status=', 'INVALID_STATUS'],
      ['status=queued&status=failed', 'INVALID_STATUS'],
      ['serviceType=video', 'INVALID_SERVICE_TYPE'],
      ['createdAfter=yesterday', 'INVALID_DATE'],
      ['createdBefore=2026-02-30', 'INVALID_DATE'],
      ['limit=0', 'INVALID_PARAMETERS'],
      ['limit=101', 'INVALID_PARAMETERS'],
      ['limit=1.5', 'INVALID_PARAMETERS'],
      ['cursor=x', 'INVALID_PARAMETERS'],
      ['metadata[a]=1&metadata[a]=2', 'INVALID_PARAMETERS'],
      ['externalId=%00', 'INVALID_PARAMETERS'],
      ['tag=%00', 'INVALID_PARAMETERS'],
    ] as const;
    for (const [query, code] of cases) await expectRefusal(await send(at, `/speech/runs?${query}`), code);
    await page(
      at,
      new URLSearchParams({ createdAfter: '2026-01-31', createdBefore: '2026-02-01T00:00:00+02:00' }),
    );
    await page(at, new URLSearchParams({ createdAfter: '0000-01-01', createdBefore: '9999-12-31' }));
  });
});

describe('finding runs', { concurrency: true }, () => {
  it('finds what waits for a person, and shows how sure each score is', async (t) => {
    const at = await startTestServer(t);
    await someRuns(at);
    const listed = async (query: Record<string, string>) =>
      (await pages(at, new URLSearchParams(query), 100)).map(({ status }) => status);
    const [scored] = (await pages(at, new URLSearchParams({ status: 'success' }), 100)).slice(-1);
    assert.ok(scored?.headline && scored.intervals && scored.shouldListen !== null);
    assert.equal(scored.headline.overall.score, scored.scores?.overall);
    assert.deepEqual((await listed({ reviewed: 'false' })).sort(), ['partial', 'success', 'success']);
    assert.deepEqual(await listed({ reviewed: 'true' }), []);
    const both = [...(await listed({ shouldListen: 'true' })), ...(await listed({ shouldListen: 'false' }))];
    assert.deepEqual(both.sort(), ['partial', 'success', 'success'], 'runs without a result are in neither');
    await expectRefusal(await send(at, '/speech/runs?reviewed=maybe'), 'INVALID_PARAMETERS');
  });

  it('finds a candidate by part of the name, whichever metadata key holds it', async (t) => {
    const at = await shareTestServer(t);
    for (const metadata of [{ candidate_name: 'Łukasz Żak' }, { candidate: 'Ada_Adler' }]) {
      await submit(at, submitForm({}, [['metadata', JSON.stringify(metadata)]]));
    }
    const found = async (search: string) =>
      (await pages(at, new URLSearchParams({ search }), 100)).map((run) => candidateNameOf(run));
    assert.deepEqual(await found('ŁUKASZ'), ['Łukasz Żak']);
    assert.deepEqual(await found('a_a'), ['Ada_Adler']);
    assert.deepEqual(await found('a%r'), []);
  });
});
