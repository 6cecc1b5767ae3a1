import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { heldBytesOf, startMemoryWatch } from './speed-memory.ts';

const HELD_BYTES = 100 * 2 ** 20;

test('the memory of a process and of its children is seen, and of those alone that count', async () => {
  const holds = `const held = Buffer.alloc(${HELD_BYTES}, 1); console.log(held.length); setInterval(() => held, 1000)`;
  const starts = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(holds)}], { stdio: 'inherit' })`;
  const child = spawn(process.execPath, ['-e', starts], { detached: true });
  const pid = child.pid as number;
  try {
    await once(child.stdout, 'data');
    const watch = startMemoryWatch(pid);
    watch.stop();
    assert.ok(watch.peakBytes() > HELD_BYTES);
    assert.ok(heldBytesOf(pid, (command) => !command.includes('Buffer.alloc')) < HELD_BYTES);
    assert.ok(heldBytesOf(process.pid) > watch.peakBytes());
  } finally {
    process.kill(-pid);
    await once(child, 'exit');
  }
});
