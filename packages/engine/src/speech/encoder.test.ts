import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCK_COUNT, loadEncoder, loadEncoderUpTo, STATE_WIDTH, summarise } from './encoder.ts';

test('the encoder gives the states of every block, about 41 frames a second', async () => {
  const encoder = await loadEncoder();
  const tone = Float32Array.from({ length: 32_000 }, (_, n) => 0.1 * Math.sin(n / 12));
  const states = await encoder.encode(tone);
  assert.equal(states.blocks.length, BLOCK_COUNT + 1);
  assert.ok(Math.abs(states.frames / 2 - 41) < 2, `${states.frames} frames in 2 s`);
  for (const block of states.blocks) assert.equal(block.length, states.frames * STATE_WIDTH);
});

test('an encoder loaded up to a block gives the same states up to it, and no more', async () => {
  const tone = Float32Array.from({ length: 32_000 }, (_, n) => 0.1 * Math.sin(n / 12));
  const [whole, two] = await Promise.all([loadEncoder(), loadEncoderUpTo(2)]);
  const [all, first] = await Promise.all([whole.encode(tone), two.encode(tone)]);
  assert.equal(first.frames, all.frames);
  assert.deepEqual(first.blocks, all.blocks.slice(0, 2));
});

test('a summary holds mean and standard deviation over time', () => {
  const states = new Float32Array(2 * STATE_WIDTH);
  states[0] = 1;
  states[STATE_WIDTH] = 3;
  const block = summarise({ frames: 2, blocks: [states] }).blocks[0];
  assert.equal(block?.mean[0], 2);
  assert.equal(block?.deviation[0], 1);
  assert.equal(block?.deviation[1], 0);
});
