import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { MOONSHINE_ENCODER, modelPath } from './model-files.ts';
import { graphInputs, nodesOf, readModel, valuesAfter, withGraphPart } from './onnx-graph.ts';

const bytes = await readFile(modelPath(MOONSHINE_ENCODER));
const model = readModel(bytes);
const BLOCK = '/layers.3/Add_1_output_0';

describe('a part of a graph', () => {
  it('leaves out what its outputs do not need', () => {
    const half = withGraphPart(model, { outputs: [BLOCK] });
    assert.ok(half.length < 0.7 * bytes.length, `${half.length} of ${bytes.length} bytes`);
    assert.deepEqual(graphInputs(readModel(half)), graphInputs(model));
  });

  it('that begins at inner values asks for them and not for the input', () => {
    const between = valuesAfter(model, [BLOCK]);
    assert.ok(between.includes(BLOCK) && between.length < 10, between.join());
    const rest = readModel(withGraphPart(model, { outputs: ['last_hidden_state'], inputs: between }));
    assert.deepEqual(graphInputs(rest).toSorted(), between.toSorted());
    assert.deepEqual(valuesAfter(rest, ['last_hidden_state']), []);
  });

  it('is refused where the model has no such value, or is no model', () => {
    assert.throws(() => withGraphPart(model, { outputs: ['nothing'] }), /no value nothing/);
    assert.throws(() => nodesOf(model, 'then_branch'), /no then_branch/);
    assert.throws(() => readModel(bytes.subarray(0, 1000)), RangeError);
    assert.throws(() => readModel(new Uint8Array(0)), /no graph/);
  });
});
