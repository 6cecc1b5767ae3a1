import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { startMemoryWatch } from './speed-memory.ts';

test('the memory of child processes is seen', async () => {
  const memory = startMemoryWatch();
  const before = memory.peakBytes();
  const child = spawn(process.execPath, [
    '-e',
    'const held = Buffer.alloc(100 * 2 ** 20, 1); console.log(held.length); setInterval(() => held, 1000)',
  ]);
  await once(child.stdout, 'data');
  assert.ok(memory.peakBytes() - before > 100 * 2 ** 20);
  child.kill();
  await once(child, 'exit');
  memory.stop();
});
