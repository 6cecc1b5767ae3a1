/** The table "Where is …?" of docs/architecture.md, which newcomers search first. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './house-rules/tracked-files.ts';

const MIN_ROWS = 30;

/** The rows of a Markdown table below a heading, each as its cells. */
function tableBelow(heading: string, markdown: string): string[][] {
  const section = markdown.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The rows whose path is not there, as `what: path`. */
function missingPaths(rows: readonly string[][]): string[] {
  return rows
    .map(([what = '', cell = '']) => ({ what, path: /^`([^`]+)`$/.exec(cell)?.[1] ?? '' }))
    .filter(({ path }) => path === '' || !existsSync(join(ROOT, path)))
    .map(({ what, path }) => `${what}: ${path || 'not one path'}`);
}

test('every row of "Where is …?" leads to one path that exists', () => {
  const rows = tableBelow('Where is …?', readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8'));
  assert.ok(rows.length >= MIN_ROWS, `${rows.length} rows`);
  assert.deepEqual(missingPaths(rows), []);
});

test('a row whose path is gone is found', () => {
  const table =
    '# Map\n\n## Where is …?\n\n| what | open |\n| --- | --- |\n| login | `no/such/file.ts` |\n\n## Next\n';
  assert.deepEqual(missingPaths(tableBelow('Where is …?', table)), ['login: no/such/file.ts']);
});
