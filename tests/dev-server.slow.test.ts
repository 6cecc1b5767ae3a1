/** `npm run dev` as a developer starts it. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const DEV = fileURLToPath(new URL('../development/dev.ts', import.meta.url));
const SOURCE = fileURLToPath(new URL('../packages/server/src/ids.ts', import.meta.url));
/** A busy machine may take its time. */
const LIMIT_MS = 240_000;

test('npm run dev serves the console with hot reload, and restarts the API when its source changes', {
  timeout: LIMIT_MS,
}, async (t) => {
  const [port, apiPort] = [await freePort(), await freePort()];
  const dev = await startDev(t, ['--port', `${port}`, '--api-port', `${apiPort}`, '--no-sample']);
  await dev.printed(/^Console {3}http:.*\/sign-in#token=/m);

  const page = await (await fetch(`http://localhost:${port}/`)).text();
  assert.match(page, /@vite\/client/);
  const health = await fetch(`http://localhost:${port}/api/v1/health`);
  assert.equal(health.status, 200);

  const now = new Date();
  await utimes(SOURCE, now, now);
  await dev.printed(/ids\.ts changed: restarting the API/);
  await dev.printed(/The API is ready[\s\S]*The API is ready/);
  assert.equal((await fetch(`http://127.0.0.1:${apiPort}/api/v1/health`)).status, 200);
});

/** Starts it in a data folder of its own; it is stopped as Ctrl-C stops it. */
async function startDev(t: TestContext, args: readonly string[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-dev-'));
  const child = spawn(process.execPath, [DEV, ...args], {
    env: { ...process.env, VIVAVOCE_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collectOutput(child);
  t.after(async () => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await exit, [0, null]);
    await rm(dataDir, { recursive: true, force: true });
  });
  return { printed: (pattern: RegExp) => waitForOutput(child, output, pattern) };
}

function collectOutput(child: ChildProcess): { text: string } {
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output.text += chunk;
      child.emit('output');
    });
  }
  return output;
}

async function waitForOutput(child: ChildProcess, output: { text: string }, pattern: RegExp): Promise<void> {
  const exit = once(child, 'exit').then(() => true);
  while (!pattern.test(output.text)) {
    const hasExited = await Promise.race([exit, once(child, 'output').then(() => false)]);
    assert.ok(!hasExited, `it ended before it printed ${pattern}: ${output.text}`);
  }
}

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  server.close();
  return address.port;
}
