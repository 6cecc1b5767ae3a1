import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { MOONSHINE_DECODER, modelPath, moonshineFiles } from '../../models/model-files.ts';
import { readModel } from '../../models/onnx-graph.ts';
import { loadEncoderOutput } from '../encoder.ts';
import { decoderOf } from './decoder.ts';
import { type DecoderAdapter, loadDecoderAdapter, withAdapter } from './decoder-adapter.ts';
import { type DecoderWeights, type Matrix, readDecoderWeights } from './decoder-weights.ts';
import { say } from './synthetic-voice.fixture.ts';

const RANK = 2;

describe('an adapter of the decoder', () => {
  let weights: DecoderWeights;
  let states: Float32Array;
  before(async () => {
    const tiny = moonshineFiles(join(dirname(modelPath(MOONSHINE_DECODER)), '../../tiny/quantized'));
    weights = readDecoderWeights(readModel(await readFile(tiny.decoder)));
    states = await (await loadEncoderOutput(tiny.encoder))(await say('slt', 'I live in a small town.'));
  });
  const decoded = async (some: DecoderWeights) => (await decoderOf(some)).decode([{ states, maxTokens: 20 }]);

  it('adds the product of its narrow matrices to keys and values', async () => {
    const adapter = adapterOf(weights, 0.1);
    const [added] = await decoded(withAdapter(withFloatKeys(weights), adapter));
    const [merged] = await decoded(withProducts(withFloatKeys(weights), adapter));
    const [without] = await decoded(withFloatKeys(weights));
    const ids = (speech: typeof added) => speech!.tokens.map(({ id }) => id);
    const probabilities = (speech: typeof added) =>
      speech!.tokens.map(({ logProbability }) => logProbability.toFixed(2));
    assert.deepEqual(ids(added), ids(merged));
    assert.deepEqual(probabilities(added), probabilities(merged));
    assert.notDeepEqual(probabilities(added), probabilities(without));
  });

  it('changes nothing while it has learned nothing', async () => {
    assert.deepEqual(await decoded(withAdapter(weights, adapterOf(weights, 0))), await decoded(weights));
  });

  it('ships with a pair of matrices for the keys and the values of each of the eight layers', async () => {
    const adapter = await loadDecoderAdapter();
    assert.equal(adapter.length, 16);
    for (const { inwards, outwards } of adapter) {
      assert.deepEqual(inwards.shape.toReversed(), outwards.shape);
      assert.equal(inwards.data.length, 416 * inwards.shape[1]!);
      assert.ok([...inwards.data, ...outwards.data].every((one) => Number.isFinite(one)));
    }
  });
});

function adapterOf({ layers, heads, headWidth }: DecoderWeights, size: number): DecoderAdapter {
  const width = heads * headWidth;
  const wave = (length: number, by: number) => Float32Array.from({ length }, (_, n) => by * Math.sin(n + 1));
  return Array.from({ length: 2 * layers.length }, () => ({
    inwards: { shape: [width, RANK], data: wave(width * RANK, 1) },
    outwards: { shape: [RANK, width], data: wave(RANK * width, size) },
  }));
}

/** The matrices that have an adapter in floats: a product can be added to them. */
function withFloatKeys(weights: DecoderWeights): DecoderWeights {
  return changed(weights, ({ weights: { shape, data }, quantisation }) => {
    const { scale, zeroPoint } = quantisation!;
    const floats = Float32Array.from(data as Uint8Array, (byte) => scale * (byte - zeroPoint));
    return { weights: { shape, data: floats }, quantisation: null };
  });
}

function withProducts(weights: DecoderWeights, adapter: DecoderAdapter): DecoderWeights {
  return changed(weights, ({ weights: { shape, data } }, at) => {
    const { inwards, outwards } = adapter[at]!;
    const [, columns] = shape as [number, number];
    const sums = Float32Array.from(data as Float32Array, (value, n) => {
      const [row, column] = [Math.floor(n / columns), n % columns];
      for (let one = 0; one < RANK; one++)
        value += Number(inwards.data[row * RANK + one]) * Number(outwards.data[one * columns + column]);
      return value;
    });
    return { weights: { shape, data: sums }, quantisation: null };
  });
}

function changed(weights: DecoderWeights, change: (matrix: Matrix, at: number) => Matrix): DecoderWeights {
  const layers = weights.layers.map((layer, at) => {
    const { norm, part } = layer.crossAttention;
    const own = { ...part, key: change(part.key, 2 * at), value: change(part.value, 2 * at + 1) };
    return { ...layer, crossAttention: { norm, part: own } };
  });
  return { ...weights, layers };
}
