import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { startMemoryWatch } from './speed-memory.ts';

test('the memory of child processes is seen, but for one that does not count', async () => {
  const child = spawn(process.execPath, [
    '-e',
    'const held = Buffer.alloc(100 * 2 ** 20, 1); console.log(held.length); setInterval(() => held, 1000)',
  ]);
  try {
    await once(child.stdout, 'data');
    // Both at one moment: what this process itself holds changes as garbage is collected.
    const [all, others] = [startMemoryWatch(), startMemoryWatch(child.pid)];
    all.stop();
    others.stop();
    assert.ok(all.peakBytes() - others.peakBytes() > 100 * 2 ** 20);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
});
