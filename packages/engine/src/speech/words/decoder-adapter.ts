import { readFile } from 'node:fs/promises';
import type { Weights } from '../../models/onnx-builder.ts';
import type { Attention, DecoderWeights, LowRank, Matrix } from './decoder-weights.ts';

/** Matrices of every layer that have something added to them, by the names that `training/recogniser` gives them. */
const ADAPTED = ['key', 'value'] as const satisfies readonly (keyof Attention)[];
const WEIGHTS = new URL('../../../weights/', import.meta.url);

/** What was learned for the decoder that ships, in the order of its layers and of `ADAPTED`. */
export type DecoderAdapter = readonly LowRank[];

/** Loads what `training/recogniser` learned from learners' speech, see `weights/recogniser-adapter.md`. */
export async function loadDecoderAdapter(): Promise<DecoderAdapter> {
  const [about, bytes] = await Promise.all([
    readFile(new URL('recogniser-adapter.json', WEIGHTS), 'utf8'),
    readFile(new URL('recogniser-adapter.f32', WEIGHTS)),
  ]);
  const { rank, width, layers } = JSON.parse(about) as AdapterSizes;
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const size = rank * width;
  const matrix = (at: number, shape: readonly [number, number]): Weights => ({
    shape,
    data: numbers.subarray(at * size, (at + 1) * size),
  });
  return Array.from({ length: layers * ADAPTED.length }, (_, n) => ({
    inwards: matrix(2 * n, [width, rank]),
    outwards: matrix(2 * n + 1, [rank, width]),
  }));
}

interface AdapterSizes {
  readonly rank: number;
  readonly width: number;
  readonly layers: number;
}

/**
 * A decoder that listens to the encoder's states as the adapter has learned to. Only what is computed once for a piece of speech changes:
 * a token costs what it did.
 */
export function withAdapter(weights: DecoderWeights, adapter: DecoderAdapter): DecoderWeights {
  const layers = weights.layers.map((layer, at) => {
    const { norm, part } = layer.crossAttention;
    const adapted = ADAPTED.map((what, n): [string, Matrix] => [
      what,
      { ...part[what], added: adapter[ADAPTED.length * at + n] },
    ]);
    return { ...layer, crossAttention: { norm, part: { ...part, ...Object.fromEntries(adapted) } } };
  });
  return { ...weights, layers };
}
