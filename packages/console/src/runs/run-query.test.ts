import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRunQuery, SEARCH_FIELDS, SORT_KEYS, serializeRunQuery, toApiQuery } from './run-query.ts';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('filters survive the way through the address', () => {
  const queries = fc.record({
    search: fc.string(),
    by: fc.constantFrom(...SEARCH_FIELDS),
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

test('nonsense in an address is left out', () => {
  const query = parseRunQuery(
    new URLSearchParams('status=happy&from=yesterday&to=2026-99-99&sort=&by=voice'),
  );
  assert.deepEqual(serializeRunQuery(query).toString(), '');
});

test('the last day counts as a whole', () => {
  const query = { ...parseRunQuery(new URLSearchParams()), from: '2026-03-01', to: '2026-03-01' };
  const asked = toApiQuery(query);
  const lengthMs = Date.parse(asked.get('createdBefore') ?? '') - Date.parse(asked.get('createdAfter') ?? '');
  assert.equal(lengthMs, 86_400_000);
});

test('a name is looked for in the metadata', () => {
  const query = { ...parseRunQuery(new URLSearchParams()), search: ' Ada ', by: 'name' as const };
  assert.equal(toApiQuery(query).get('metadata[candidate]'), 'Ada');
});
