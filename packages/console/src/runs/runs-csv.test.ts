import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleOf, type RunRow, runRowSchema } from '@vivavoce/contract';
import { toCsv } from './runs-csv.ts';

const row = (changes: Partial<RunRow>): RunRow => ({ ...exampleOf(runRowSchema), ...changes });

test('quotes and line breaks stay inside of their cell', () => {
  const [, line] = toCsv([row({ externalId: 'a "b"\nc' })]).split('\r\n');
  assert.match(line ?? '', /^[^,]+,"a ""b""\nc",/);
});

test('no cell can be run as a formula', () => {
  for (const externalId of ['=1+1', '+1', '-1', '@sum', '\t=1']) {
    const [, line] = toCsv([row({ externalId })]).split('\r\n');
    assert.ok(line?.includes(`'${externalId}`), externalId);
  }
});

test('what there is not is an empty cell', () => {
  const [head, line] = toCsv([row({ scores: null, credits: null, project: null })]).split('\r\n');
  const columns = head?.split(',') ?? [];
  assert.equal(line?.split(',')[columns.indexOf('overall')], '');
});
