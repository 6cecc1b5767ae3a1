import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../errors.ts';
import { STATE_WIDTH } from '../encoder.ts';
import { joined, say } from '../words/synthetic-voice.fixture.ts';
import { createSpeechPool } from './speech-pool.ts';

/** The speech processes below a process, by id. */
function childrenOf(parent: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ppid, ...args]) => Number(ppid) === parent && args.join(' ').includes('speech-process'))
    .map(([pid]) => Number(pid));
}

test('pieces are encoded, recognised and aligned over two processes', async () => {
  const pool = await createSpeechPool({ processes: 2 });
  const texts = ['My name is Anna.', 'I work in a small company.', 'The people are very friendly.'];
  const speech = await Promise.all(texts.map((text) => say('slt', text)));
  const recognised = await Promise.all(speech.map((samples) => pool.recognise(samples)));
  assert.deepEqual(
    recognised.map(({ words }) => words.map((word) => word.text).join(' ')),
    texts,
  );
  const states = await pool.encode(speech[0] as Float32Array, [1, 9]);
  assert.equal(states.blocks.length, 2);
  for (const block of states.blocks) assert.equal(block.length, states.frames * STATE_WIDTH);
  const aligned = await pool.align(speech[1] as Float32Array, ['I', 'work', 'in', 'a', 'small', 'company.']);
  assert.ok(aligned.every((word) => word.phones.length > 0));
  assert.equal(childrenOf(process.pid).length, 2);
  await pool.close();
  assert.deepEqual(childrenOf(process.pid), []);
});

test('a process that dies is replaced and its piece done again; the second time it is given up', async () => {
  const pool = await createSpeechPool({ processes: 1 });
  const sentence = await say('rms', 'This sentence is heard although the process dies.');
  const piece = joined(Array.from({ length: 7 }, () => [sentence, { silentMs: 300 }]).flat());
  const once = pool.recognise(piece);
  await kill();
  assert.ok((await once).words.length > 5);
  const givenUp = assert.rejects(
    pool.recognise(piece),
    (error: unknown) => error instanceof EngineError && error.code === 'TRANSCRIPTION_FAILED',
  );
  await kill();
  await kill();
  await givenUp;
  assert.ok((await pool.recognise(piece)).words.length > 5, 'and the pool works on');
  await pool.close();
});

test('aborted pieces are given up at once, and the pool works on', async () => {
  const pool = await createSpeechPool({ processes: 1 });
  const long = joined([
    await say('slt', 'I would like to say a few words about this.'),
    { silentMs: 15_000 },
  ]);
  const stop = new AbortController();
  const pieces = [1, 2, 3].map(() => pool.recognise(long, stop.signal));
  stop.abort(new Error('enough'));
  for (const piece of pieces) await assert.rejects(piece, /enough/);
  await assert.rejects(pool.recognise(long, stop.signal), /enough/);
  assert.ok((await pool.recognise(long)).words.length > 5);
  await pool.close();
});

test('closing ends what is under way', async () => {
  const pool = await createSpeechPool({ processes: 1 });
  const pieces = [1, 2].map(() => pool.recognise(new Float32Array(16_000)));
  const settled = Promise.allSettled(pieces);
  await pool.close();
  for (const { status } of await settled) assert.equal(status, 'rejected');
});

test('the processes end when their parent is killed', async () => {
  const module = fileURLToPath(new URL('./speech-pool.ts', import.meta.url));
  const script = `const { createSpeechPool } = await import(${JSON.stringify(module)});
    const pool = await createSpeechPool({ processes: 2 });
    const silence = new Float32Array(16000);
    await Promise.all([pool.recognise(silence), pool.recognise(silence)]);
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

test('a pool needs a process', async () => {
  await assert.rejects(createSpeechPool({ processes: 0 }), RangeError);
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
