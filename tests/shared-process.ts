/**
 * Runs test files in this process, one after the other: `node tests/shared-process.ts FILE...`. `node --test --test-isolation=none`
 * would do the same, but every process that the tests fork would inherit its options, and take itself for a test.
 */
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const events = run({ files: process.argv.slice(2), isolation: 'none' });
events.on('test:fail', ({ todo }) => {
  if (todo === undefined) process.exitCode = 1;
});
events.compose(new spec()).pipe(process.stdout);
