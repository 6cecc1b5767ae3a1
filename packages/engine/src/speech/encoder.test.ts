import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOONSHINE_ENCODER, modelPath } from '../models/model-files.ts';
import { InferenceSession, Tensor } from '../models/onnx-runtime.ts';
import { BLOCK_COUNT, loadEncoder, STATE_WIDTH, summarise } from './encoder.ts';

const tone = Float32Array.from({ length: 32_000 }, (_, n) => 0.1 * Math.sin(n / 12));

test('the encoder gives the states of every block, about 41 frames a second', async () => {
  const encoder = await loadEncoder();
  const states = await encoder.encode(tone);
  assert.equal(states.blocks.length, BLOCK_COUNT + 1);
  assert.ok(Math.abs(states.frames / 2 - 41) < 2, `${states.frames} frames in 2 s`);
  for (const block of states.blocks) assert.equal(block.length, states.frames * STATE_WIDTH);
});

test('up to a block it gives the same states, and no more', async () => {
  const encoder = await loadEncoder();
  const all = await encoder.encode(tone);
  for (const last of [1, 4, 5]) {
    const first = await encoder.encode(tone, last);
    assert.equal(first.frames, all.frames);
    assert.deepEqual(first.blocks, all.blocks.slice(0, last));
  }
});

test('in two parts and head by head it gives to the bit what the model gives whole', async () => {
  const noise = Float32Array.from({ length: 160_000 }, (_, n) => 0.1 * Math.sin(n * n));
  const whole = await InferenceSession.create(modelPath(MOONSHINE_ENCODER), { intraOpNumThreads: 1 });
  const { last_hidden_state: output } = await whole.run({
    input_values: new Tensor('float32', noise, [1, noise.length]),
  });
  const { blocks } = await (await loadEncoder()).encode(noise);
  assert.deepEqual(blocks.at(-1), output?.data);
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
