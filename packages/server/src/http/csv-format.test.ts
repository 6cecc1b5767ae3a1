import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stringify } from 'csv-stringify/sync';
import { csvFormat } from './csv-format.ts';

const ROWS = [
  ['a', 'b;c,d'],
  [2.5, '=1+1'],
];

test('programs read points and commas, without a byte order mark', () => {
  assert.equal(stringify(ROWS, csvFormat(undefined)), 'a,"b;c,d"\n2.5,\'=1+1\n');
});

test('people read the table in the form that spreadsheets of their language take', () => {
  assert.equal(stringify(ROWS, csvFormat('en')), '\ufeffa,"b;c,d"\n2.5,\'=1+1\n');
  for (const language of ['de', 'es', 'fr'] as const) {
    assert.equal(stringify(ROWS, csvFormat(language)), '\ufeffa;"b;c,d"\n2,5;\'=1+1\n', language);
  }
});
