/** The rules of CONTRIBUTING.md that a machine can check. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dialectViolations } from './house-rules/dialect.ts';
import { MAX_FILE_LINES, MAX_FUNCTION_LINES, violationsOf } from './house-rules/source-rules.ts';
import { ROOT, trackedFiles } from './house-rules/tracked-files.ts';
import { cardViolations } from './house-rules/weight-cards.ts';

/** The list of the words itself, and its test. */
const DIALECT = /^tests\/house-rules(\.test\.ts|\/dialect\.ts)$/;

const read = (path: string) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') });

test('every source file keeps the house rules', () => {
  const paths = trackedFiles(/\.tsx?$/);
  assert.ok(paths.length > 0);
  const breaches = paths.flatMap((path) => violationsOf(read(path)));
  assert.deepEqual(
    breaches.map(({ place, message }) => `${place}: ${message}`),
    [],
  );
});

test('no file speaks the old dialect', () => {
  const paths = trackedFiles(/\.(tsx?|mjs|cjs|py|md|sql|css|html|jsonc|sh|txt)$/).filter(
    (path) => !DIALECT.test(path),
  );
  assert.ok(paths.length > 1000);
  const found = paths.flatMap((path) => dialectViolations(read(path)));
  assert.deepEqual(
    found.map(({ place, message }) => `${place}: ${message}`),
    [],
  );
});

test('a word of the old dialect is seen, a stored name and an ordinary word are not', () => {
  const found = (text: string) => dialectViolations({ path: 'a.ts', text }).map(({ place }) => place);
  assert.deepEqual(found('const a = 1;\nconst voiceprint = 2;'), ['a.ts:2']);
  for (const text of [
    'judgeTurns()',
    'heardAt',
    'reseal()',
    'a hearing is kept',
    'the run at work',
    'is_Judge',
  ])
    assert.equal(found(text).length, 1, text);
  for (const text of [
    'a crowded page',
    "'speaker-voiceprint.f32'",
    'SPEAKER_NOT_HEARD',
    'what was heard',
    'means at work',
  ])
    assert.deepEqual(found(text), [], text);
});

test('every file of learned weights has a card that says how it was made', () => {
  const files = trackedFiles(/^packages\/engine\/weights\//);
  assert.ok(files.length > 0);
  assert.deepEqual(cardViolations(files.map(read)), []);
});

test('no package exports what only tests use', () => {
  const manifests = trackedFiles(/^packages\/[^/]+\/package\.json$/).map((path) => read(path).text);
  assert.ok(manifests.length > 5);
  const exported = manifests.flatMap((text) => Object.values<string>(JSON.parse(text).exports ?? {}));
  assert.ok(exported.length > 5);
  assert.deepEqual(
    exported.filter((path) => /testing|fake|fixture|\.test\./.test(path)),
    [],
  );
});

/** What the rules say about a text, without its place. */
function messages(text: string, path = 'packages/engine/src/some-stage.ts'): string {
  return violationsOf({ path, text })
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

test('a swallowed error is seen, even where a comment explains it', () => {
  assert.match(messages('try { a(); } catch { /* never mind */ }'), /swallowed/);
  assert.match(messages('try { a(); } catch (error) {}'), /swallowed/);
  assert.equal(messages('try { a(); } catch (error) { b(error); }'), '');
});

test('a rejection that is swallowed without a comment is seen', () => {
  assert.match(messages('a().catch(() => undefined);'), /rejection/);
  assert.match(messages('const b = await a().catch(() => null);'), /rejection/);
  assert.match(messages('a().catch(() => {});'), /rejection/);
  assert.match(messages('a().catch(function () {});'), /rejection/);
  assert.equal(messages('// Nobody waits for it.\na().catch(() => undefined);'), '');
  assert.equal(messages('a().catch(() => undefined); // Nobody waits for it.'), '');
  assert.equal(messages('const b = {\n  // Nobody waits for it.\n  c: a().catch(() => null),\n};'), '');
  assert.equal(messages('a().catch((error) => b(error));'), '');
  assert.equal(messages('a().catch(() => b());'), '');
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

test('weights without a card, and a card that leaves something out, are seen', () => {
  const text =
    'Data: ours, CC BY 4.0. Split by speaker, seed 1. Command: `npx node training/a.ts`. 2026-11-24. Correlation 0.7.';
  const card = { path: 'weights/a.md', text };
  const named = { path: 'weights/b.md', text: `${text} Also in c.onnx.` };
  const weights = (name: string) => ({ path: `weights/${name}`, text: '' });
  assert.deepEqual(cardViolations([weights('a.json'), card, named, weights('c.onnx')]), []);
  assert.deepEqual(cardViolations([weights('c.json'), card, named]), [
    'weights/c.json: no card describes it',
  ]);
  const withoutSeed = { ...card, text: text.replace('seed 1', '') };
  assert.deepEqual(cardViolations([withoutSeed]), ['weights/a.md: the card does not say seed']);
  assert.equal(cardViolations([{ ...card, text: '' }]).length, 7);
});
