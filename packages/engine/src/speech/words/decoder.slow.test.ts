/** The decoder gives what the published model gives: for whoever changes how its graph is taken apart. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { MOONSHINE_DECODER, modelPath } from '../../models/model-files.ts';
import { readModel } from '../../models/onnx-graph.ts';
import { InferenceSession, Tensor } from '../../models/onnx-runtime.ts';
import { loadEncoder, STATE_WIDTH } from '../encoder.ts';
import type { DecodedSpeech } from './decoded-speech.ts';
import { decoderOf, loadDecoder, type SpeechDecoder } from './decoder.ts';
import { readDecoderWeights } from './decoder-weights.ts';
import { withFloats } from './float-decoder.fixture.ts';
import { say } from './synthetic-voice.fixture.ts';

const TOKENS = 8;

test('the decoder in two parts writes what the merged one does', async () => {
  const speech = await say('slt', 'I have worked in a small software company.');
  const { blocks } = await (await loadEncoder()).encode(speech);
  const states = blocks.at(-1)!;
  const { tokens } = await decodeOne(await loadDecoder(), states, TOKENS);
  assert.equal(tokens.length, TOKENS);
  assert.deepEqual(
    tokens.map(({ id }) => id),
    await mergedTokens(states, TOKENS),
  );
});

test('weights in floats give the same tokens as those in bytes that they were put in', async () => {
  const model = readModel(await readFile(modelPath(MOONSHINE_DECODER)));
  const speech = await say('rms', 'She asked me about my last project.');
  const states = (await (await loadEncoder()).encode(speech)).blocks.at(-1)!;
  const inBytes = await decodeOne(await decoderOf(readDecoderWeights(model)), states, TOKENS);
  const inFloats = await decodeOne(await decoderOf(readDecoderWeights(withFloats(model))), states, TOKENS);
  assert.deepEqual(
    inFloats.tokens.map(({ id }) => id),
    inBytes.tokens.map(({ id }) => id),
  );
});

async function decodeOne(
  decoder: SpeechDecoder,
  states: Float32Array,
  maxTokens: number,
): Promise<DecodedSpeech> {
  const [speech] = await decoder.decode([{ states, maxTokens }]);
  return speech as DecodedSpeech;
}

/** The most probable tokens by the model as it is published, with its own first step. */
async function mergedTokens(states: Float32Array, count: number): Promise<number[]> {
  const session = await InferenceSession.create(modelPath(MOONSHINE_DECODER), { intraOpNumThreads: 1 });
  const names = session.inputNames.filter((name) => name.startsWith('past_key_values.'));
  let past: Record<string, Tensor> = Object.fromEntries(
    names.map((name) => [name, new Tensor('float32', new Float32Array(0), [1, 8, 0, 52])]),
  );
  const tokens: number[] = [];
  while (tokens.length < count) {
    const outputs = await session.run({
      input_ids: new Tensor('int64', [tokens.at(-1) ?? 1], [1, 1]),
      encoder_hidden_states: new Tensor('float32', states, [1, states.length / STATE_WIDTH, STATE_WIDTH]),
      use_cache_branch: new Tensor('bool', [tokens.length > 0], [1]),
      ...past,
    });
    const present = (name: string) => outputs[`present.${name.slice('past_key_values.'.length)}`]!;
    const isFirst = tokens.length === 0;
    past = Object.fromEntries(
      names.map((name) => [name, isFirst || name.includes('.decoder.') ? present(name) : past[name]!]),
    );
    const { logits } = outputs;
    const values = logits!.data as Float32Array;
    tokens.push(values.indexOf(Math.max(...values)));
  }
  return tokens;
}
