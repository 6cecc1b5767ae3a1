/**
 * Runs test files in this process, one after the other: `node tests/shared-process.ts [--inspect] FILE...`. With `--inspect` it waits
 * for a debugger first. `node --test --test-isolation=none` would do the same, but every process that the tests fork would inherit
 * its options, and take itself for a test or wait for a debugger too.
 */
import { open } from 'node:inspector';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { inspect: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (values.inspect) open(undefined, undefined, true);
const events = run({ files: positionals, isolation: 'none' });
events.on('test:fail', ({ todo }) => {
  if (todo === undefined) process.exitCode = 1;
});
events.compose(new spec()).pipe(process.stdout);
