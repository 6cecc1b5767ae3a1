/** The first visit stays small, and no component that the console uses lacks its styles. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { ensureConsoleBuilt } from './built-console.ts';
import { ALL_LIMIT_BYTES, bytesOf, firstVisit, SCRIPTS_LIMIT_BYTES } from './first-visit.ts';

/** Mantine's classes by the name that its build gives them. */
const CLASS = /\bm_[0-9a-f]{6,8}\b/g;
const classesIn = (text: string): Set<string> => new Set(text.match(CLASS));

test('a first visit keeps to its limits', async () => {
  const files = await firstVisit(await ensureConsoleBuilt());
  for (const kind of ['script', 'style', 'font'] as const) assert.ok(bytesOf(files, kind) > 0, kind);
  const scripts = bytesOf(files, 'script');
  const all = bytesOf(files);
  assert.ok(scripts <= SCRIPTS_LIMIT_BYTES, `${scripts} bytes of JavaScript`);
  assert.ok(all <= ALL_LIMIT_BYTES, `${all} bytes in all`);
});

test('every component of Mantine that is in the build has its styles there', async () => {
  const built = join(await ensureConsoleBuilt(), 'assets');
  const read = async (ending: string) => {
    const names = (await readdir(built)).filter((name) => name.endsWith(ending));
    return (await Promise.all(names.map((name) => readFile(join(built, name), 'utf8')))).join('\n');
  };
  const scripts = classesIn(await read('.js'));
  const styles = classesIn(await read('.css'));
  const stylesheet = createRequire(import.meta.url).resolve('@mantine/core/styles.css');
  const styled = classesIn(await readFile(stylesheet, 'utf8'));
  const used = [...scripts].filter((name) => styled.has(name));
  assert.ok(used.length > 100, `only ${used.length} classes found`);
  assert.deepEqual(
    used.filter((name) => !styles.has(name)),
    [],
    'add the component to src/app/mantine.css',
  );
});
