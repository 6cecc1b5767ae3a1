/** The rules of CONTRIBUTING.md that a machine can check. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { test } from 'node:test';
import { breachesOf, MAX_FILE_LINES, MAX_FUNCTION_LINES } from './house-rules/source-rules.ts';
import { ROOT, trackedFiles } from './house-rules/tracked-files.ts';

test('every source file keeps the house rules', () => {
  const paths = trackedFiles(/\.tsx?$/);
  assert.ok(paths.length > 0);
  const breaches = paths.flatMap((path) =>
    breachesOf({ path, text: readFileSync(join(ROOT, path), 'utf8') }),
  );
  assert.deepEqual(
    breaches.map(({ place, message }) => `${place}: ${message}`),
    [],
  );
});

test('every file of learned weights has a card that says how it was made', () => {
  const files = trackedFiles(/^packages\/engine\/weights\//);
  const cards = new Set(files.filter((path) => path.endsWith('.md')).map((path) => basename(path, '.md')));
  const bare = files
    .filter((path) => !path.endsWith('.md'))
    .filter((path) => !cards.has(basename(path)) && !cards.has(basename(path, extname(path))));
  assert.deepEqual(bare, [], 'weights without a card (data, licence, split, seed, figures, date, command)');
});

/** What the rules say about a text, without its place. */
function messages(text: string, path = 'packages/engine/src/some-stage.ts'): string {
  return breachesOf({ path, text })
    .map(({ message }) => message)
    .join('; ');
}

const lines = (count: number) => '\n'.repeat(count - 1);

test('a long function is seen, one that fits a screen is not', () => {
  assert.equal(messages(`function a() {${lines(MAX_FUNCTION_LINES)}}`), '');
  assert.match(messages(`const a = () => {${lines(MAX_FUNCTION_LINES + 1)}}`), /a function of 71 lines/);
  assert.match(messages(`class A { b() {${lines(MAX_FUNCTION_LINES + 1)}} }`), /a function of 71 lines/);
});

test('a long file is seen, its last line break not counted', () => {
  const statement = 'f();\n';
  assert.equal(messages(statement.repeat(MAX_FILE_LINES)), '');
  assert.match(messages(statement.repeat(MAX_FILE_LINES + 1)), /401 lines/);
});

test('an export without docstring is seen in every form', () => {
  for (const text of [
    'export const a = 1;',
    'export function a() {}',
    'export interface a { b: 1 }',
    'export type a = 1;',
    'export class a {}',
    'const a = 1; export { a };',
    '// no docstring\nexport const a = 1;',
  ]) {
    assert.match(messages(text), /export "a" has no docstring/, text);
    assert.equal(messages(text, 'packages/engine/src/some-stage.test.ts'), '', text);
  }
  assert.equal(messages('/** The first letter. */\nexport const a = 1;'), '');
  assert.equal(messages("export const aSchema = z.number().describe('A number');"), '');
  assert.match(messages('export const aSchema = z.number();'), /no docstring/);
  const inferred = 'export const aSchema = z.number();\n/** A. */\nexport type A = z.infer<typeof aSchema>;';
  assert.equal(messages(inferred), '');
  assert.equal(messages("export * from './b.ts';\nexport { a } from './b.ts';"), '');
});

test('a name that says nothing is seen', () => {
  for (const name of ['utils.ts', 'string-helpers.ts', 'helpers/text.ts', 'run-manager.ts', 'common.tsx']) {
    assert.match(messages('', `packages/server/src/${name}`), /says nothing/, name);
  }
  assert.equal(messages('', 'packages/server/src/commons-licence.ts'), '');
});

test('left-over debugging is seen outside the programs that print', () => {
  assert.match(messages("console.log('here');"), /console in a library/);
  assert.equal(messages("console.log('here');", 'packages/cli/src/analyze.ts'), '');
  assert.match(messages('debugger;', 'packages/cli/src/analyze.ts'), /debugger/);
});

test('a test that does not run is seen', () => {
  const path = 'packages/engine/src/some-stage.test.ts';
  for (const call of [
    'test.only(a)',
    'it.skip(a)',
    'test.todo(a)',
    'test("b", { skip: "no GPU" }, a)',
    't.skip()',
  ]) {
    assert.match(messages(call, path), /every test runs/, call);
  }
  assert.equal(messages('test("b", { timeout: 1000 }, a); list.skip(2);', path), '');
});
