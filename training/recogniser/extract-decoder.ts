/**
 * The decoder's weights in 32-bit floats, for `train.py`: `training/cache/recogniser/decoder.f32`, one matrix after another, and
 * `decoder.json`, their names and shapes (inputs x outputs) in that order.
 *
 *     npx node training/recogniser/extract-decoder.ts
 */
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { MOONSHINE_DECODER, modelPath } from '../../packages/engine/src/models/model-files.ts';
import type { Weights } from '../../packages/engine/src/models/onnx-builder.ts';
import { readModel } from '../../packages/engine/src/models/onnx-graph.ts';
import { type Matrix, readDecoderWeights } from '../../packages/engine/src/speech/words/decoder-weights.ts';
import { CACHE_FOLDER } from '../scores/corpora.ts';

const folder = `${CACHE_FOLDER}recogniser/`;
mkdirSync(folder, { recursive: true });
const decoder = readDecoderWeights(readModel(readFileSync(modelPath(MOONSHINE_DECODER))));
const output = openSync(`${folder}decoder.f32`, 'w');
const named: { name: string; shape: readonly number[] }[] = [];

function write(name: string, { shape, data }: Weights): void {
  named.push({ name, shape });
  const floats = data as Float32Array;
  writeSync(output, new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength));
}

function writeMatrix(name: string, { weights, quantisation }: Matrix): void {
  const { scale, zeroPoint } = quantisation ?? { scale: 1, zeroPoint: 0 };
  const data = Float32Array.from(weights.data as Uint8Array, (number) => scale * (number - zeroPoint));
  write(name, { shape: weights.shape, data });
}

writeMatrix('embedding', decoder.embedding);
write('norm', decoder.norm);
for (const [at, { selfAttention, crossAttention, feedForward }] of decoder.layers.entries()) {
  for (const [name, { norm, part }] of Object.entries({ self: selfAttention, cross: crossAttention })) {
    write(`${at}.${name}.norm`, norm);
    for (const what of ['query', 'key', 'value', 'output'] as const)
      writeMatrix(`${at}.${name}.${what}`, part[what]);
  }
  write(`${at}.forward.norm`, feedForward.norm);
  for (const what of ['up', 'down'] as const) {
    writeMatrix(`${at}.forward.${what}`, feedForward.part[what].matrix);
    write(`${at}.forward.${what}.bias`, feedForward.part[what].bias);
  }
}
closeSync(output);
const { heads, headWidth, frequencies } = decoder;
writeFileSync(
  `${folder}decoder.json`,
  JSON.stringify({ heads, headWidth, frequencies: [...frequencies], named }),
);
