/** What becomes of pieces and processes when processes are killed. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../errors.ts';
import { joined, say } from '../words/synthetic-voice.fixture.ts';
import { childrenOf } from './child-processes.fixture.ts';
import { createSpeechPool } from './speech-pool.ts';

test('a process that dies is replaced and its piece done again; the second time it is given up', async () => {
  const pool = await createSpeechPool({ processes: 1 });
  const sentence = await say('rms', 'This sentence is heard although the process dies.');
  const piece = joined(Array.from({ length: 7 }, () => [sentence, { silentMs: 300 }]).flat());
  const once = pool.recognise([piece]);
  await kill();
  assert.ok(((await once)[0]?.words.length ?? 0) > 5);
  const givenUp = assert.rejects(
    pool.recognise([piece]),
    (error: unknown) => error instanceof EngineError && error.code === 'TRANSCRIPTION_FAILED',
  );
  await kill();
  await kill();
  await givenUp;
  assert.ok(((await pool.recognise([piece]))[0]?.words.length ?? 0) > 5, 'and the pool works on');
  await pool.close();
});

test('the processes end when their parent is killed', async () => {
  const module = fileURLToPath(new URL('./speech-pool.ts', import.meta.url));
  const script = `const { createSpeechPool } = await import(${JSON.stringify(module)});
    const pool = await createSpeechPool({ processes: 2 });
    const silence = new Float32Array(16000);
    await Promise.all([pool.recognise([silence]), pool.recognise([silence])]);
    console.log('ready'); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  const children = childrenOf(parent.pid ?? 0);
  assert.equal(children.length, 2);
  parent.kill('SIGKILL');
  for (let tries = 0; tries < 100 && children.some(isAlive); tries++) await wait(50);
  assert.ok(!children.some(isAlive));
});

/** Kills the one process of the pool as soon as there is one. */
async function kill(): Promise<void> {
  for (;;) {
    const [child] = childrenOf(process.pid);
    if (child !== undefined) {
      process.kill(child, 'SIGKILL');
      while (isAlive(child)) await wait(5);
      return;
    }
    await wait(20);
  }
}

function isAlive(pid: number): boolean {
  return execFileSync('ps', ['-eo', 'pid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .some((line) => {
      const [id, state] = line.trim().split(/\s+/);
      return Number(id) === pid && state !== undefined && !state.startsWith('Z');
    });
}
