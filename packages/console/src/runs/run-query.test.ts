import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  ATTENTION,
  isFiltered,
  parseRunQuery,
  SORT_KEYS,
  serializeRunQuery,
  toRunFilter,
} from './run-query.ts';

const NO_FILTERS = parseRunQuery(new URLSearchParams());

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('filters survive the round trip through the address', () => {
  const queries = fc.record({
    search: fc.string(),
    attention: fc.constantFrom('', ...ATTENTION),
    status: fc.constantFrom('', 'queued', 'success'),
    from: fc.oneof(fc.constant(''), day),
    to: fc.oneof(fc.constant(''), day),
    project: fc.string(),
    sort: fc.constantFrom(...SORT_KEYS),
  });
  fc.assert(
    fc.property(queries, (query) => {
      const address = new URLSearchParams(serializeRunQuery(query).toString());
      assert.deepEqual(parseRunQuery(address), {
        ...query,
        search: query.search.toWellFormed(),
        project: query.project.toWellFormed(),
      });
    }),
  );
});

test('invalid values in an address are ignored', () => {
  const query = parseRunQuery(
    new URLSearchParams('status=happy&from=yesterday&to=2026-99-99&sort=&by=voice'),
  );
  assert.deepEqual(serializeRunQuery(query).toString(), '');
});

test('the last day counts as a whole', () => {
  const { createdAfter, createdBefore } = toRunFilter({
    ...NO_FILTERS,
    from: '2026-03-01',
    to: '2026-03-01',
  });
  assert.equal(Number(createdBefore) - Number(createdAfter), 86_400_000);
});

test('one search covers name, external id and tag', () => {
  assert.equal(toRunFilter({ ...NO_FILTERS, search: ' Ada ' }).search, 'Ada');
});

test('what waits for a person is neither reviewed nor, if it asks so, to be left unheard', () => {
  const { shouldListen, reviewed } = toRunFilter({ ...NO_FILTERS, attention: 'listen' });
  assert.deepEqual([shouldListen, reviewed], [true, false]);
});

test('the API sorts, and a sorted list counts as unfiltered', () => {
  const orders = SORT_KEYS.map((sort) => {
    const { sort: column, order } = toRunFilter({ ...NO_FILTERS, sort });
    return `${sort}: ${column} ${order}`;
  });
  assert.deepEqual(orders, [
    'newest: createdAt desc',
    'oldest: createdAt asc',
    'highest: overall desc',
    'lowest: overall asc',
    'longest: duration desc',
  ]);
  assert.equal(isFiltered({ ...NO_FILTERS, sort: 'lowest' }), false);
  assert.equal(isFiltered({ ...NO_FILTERS, search: ' x ' }), true);
});
