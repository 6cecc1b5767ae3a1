import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { nextMessage } from './next-message.ts';

const start = (script: string) =>
  spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });

test('messages come in turn, and a process that ends, or has ended, is told from one that is silent', async () => {
  const child = start("process.on('message', (text) => process.send(text + '!')); process.send('ready')");
  assert.equal(await nextMessage(child), 'ready');
  child.send('again');
  assert.equal(await nextMessage(child), 'again!');
  child.disconnect();
  await once(child, 'exit');
  await assert.rejects(nextMessage(child), /ended with 0/);
  await assert.rejects(nextMessage(start('process.exit(3)')), /ended with 3/);
});
