import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { STATE_WIDTH } from '../encoder.ts';
import { joined, say } from '../words/synthetic-voice.fixture.ts';
import { childrenOf } from './child-processes.fixture.ts';
import { createSpeechPool, type SpeechPool } from './speech-pool.ts';

/** Of all tests, which the last of them closes: its processes take longer to start than to work. */
let pool: SpeechPool;
before(async () => {
  pool = await createSpeechPool({ processes: 2 });
});

test('the processes start when they are asked to, once, and are those that work', async () => {
  pool.prepare();
  const prepared = childrenOf(process.pid);
  assert.equal(prepared.length, 2);
  pool.prepare();
  await pool.encode(new Float32Array(16_000), [1]);
  assert.deepEqual(childrenOf(process.pid), prepared);
});

test('pieces are encoded, recognised and aligned over two processes', async () => {
  const texts = ['My name is Anna.', 'I work in a small company.', 'The people are very friendly.'];
  const speech = await Promise.all(texts.map((text) => say('slt', text)));
  const recognised = await Promise.all(speech.map((samples) => pool.recognise([samples])));
  assert.deepEqual(
    recognised.flat().map(({ words }) => words.map((word) => word.text).join(' ')),
    texts,
  );
  const states = await pool.encode(speech[0] as Float32Array, [1, 9]);
  assert.equal(states.blocks.length, 2);
  for (const block of states.blocks) assert.equal(block.length, states.frames * STATE_WIDTH);
  const aligned = await pool.align(
    speech[1] as Float32Array,
    ['I', 'work', 'in', 'a', 'small', 'company.'],
    'en',
  );
  assert.ok(aligned.every((word) => word.phones.length > 0));
  assert.equal(childrenOf(process.pid).length, 2);
});

test('aborted pieces are given up at once, and the pool works on', async () => {
  const long = joined([
    await say('slt', 'I would like to say a few words about this.'),
    { silentMs: 15_000 },
  ]);
  const stop = new AbortController();
  const pieces = [1, 2, 3].map(() => pool.recognise([long], stop.signal));
  stop.abort(new Error('enough'));
  for (const piece of pieces) await assert.rejects(piece, /enough/);
  await assert.rejects(pool.recognise([long], stop.signal), /enough/);
  assert.ok(((await pool.recognise([long]))[0]?.words.length ?? 0) > 5);
});

test('a pool needs a process', async () => {
  await assert.rejects(createSpeechPool({ processes: 0 }), RangeError);
});

test('closing ends what is under way', async () => {
  const pieces = [1, 2, 3].map(() => pool.recognise([new Float32Array(16_000)]));
  const settled = Promise.allSettled(pieces);
  await pool.close();
  for (const { status } of await settled) assert.equal(status, 'rejected');
  assert.deepEqual(childrenOf(process.pid), []);
});
