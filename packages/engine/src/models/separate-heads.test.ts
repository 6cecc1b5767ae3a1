import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { MOONSHINE_ENCODER, modelPath, SILERO_VAD } from './model-files.ts';
import { readModel, withGraphPart } from './onnx-graph.ts';
import { withSeparateHeads } from './separate-heads.ts';

const [BLOCKS, HEADS] = [8, 8];
const OUTPUTS = ['last_hidden_state'];

test('each head has weights of its own, and none of all heads are left', async () => {
  const model = readModel(await readFile(modelPath(MOONSHINE_ENCODER)));
  const { graph } = readModel(withGraphPart(withSeparateHeads(model, HEADS), { outputs: OUTPUTS }));
  const weights = graph.nodes.filter(({ operator }) => operator === 'Softmax');
  assert.equal(weights.length, BLOCKS * HEADS);
  const values = new Set(graph.nodes.flatMap(({ outputs }) => outputs));
  const read = graph.nodes.flatMap(({ inputs }) => inputs);
  assert.equal(
    values.size,
    graph.nodes.reduce((sum, { outputs }) => sum + outputs.length, 0),
  );
  for (const { outputs } of weights) assert.equal(read.filter((name) => name === outputs[0]).length, 1);
});

test('a model without attention stays as it is', async () => {
  const model = readModel(await readFile(modelPath(SILERO_VAD)));
  assert.deepEqual(withSeparateHeads(model, HEADS), model);
});
