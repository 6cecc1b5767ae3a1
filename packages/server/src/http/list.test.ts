import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RunRow, runListSchema } from '@vivavoce/contract';
import fc from 'fast-check';
import { newId } from '../ids.ts';
import { finishRun } from '../runs/finish.ts';
import { claimRun } from '../runs/queue.ts';
import { createApiKey } from '../tenants/api-key-authentication.ts';
import { resultOf } from '../testing/fake-engine.ts';
import {
  expectRefusal,
  send,
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
    const at = await startTestServer(t);
    await submit(at, submitForm({}));
    const other = await createTestTenant(at.store);
    const { key } = await createApiKey(at.store, other.name);
    assert.deepEqual(await page({ ...at, apiKey: key }, new URLSearchParams()), {
      runs: [],
      nextCursor: null,
    });
  });
});

describe('a wrong filter', () => {
  it('is refused with the code of its field, never answered with everything', async (t) => {
    const at = await startTestServer(t);
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
