import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_RATE } from '../media/recording.ts';
import type { SegmentationFiles } from '../speech/turns/segmentation/segmentation-models.ts';
import { onnxModel } from './onnx-model.ts';

/** The pitches of the two voices that the models know, Hz. */
export const TONES = [400, 1500] as const;

const [KERNEL, STRIDE] = [800, 270];

/**
 * Writes a segmentation and an embedding model with the usual interfaces for voices that are tones: the loudness of each pitch
 * says who speaks, and how much the energy of each band varies is the voice.
 */
export async function writeSegmentationModels(folder: string): Promise<SegmentationFiles> {
  const files = {
    segmentation: join(folder, 'tone-segmentation.onnx'),
    embedding: join(folder, 'tone-embedding.onnx'),
  };
  await writeFile(files.segmentation, segmentationModel());
  await writeFile(files.embedding, embeddingModel());
  return files;
}

/** Cosine and sine of both pitches; their squares add up to the squared loudness of a tone. */
function segmentationModel(): Uint8Array {
  const waves = TONES.flatMap((hertz) =>
    [Math.cos, Math.sin].map((wave) =>
      Float32Array.from(
        { length: KERNEL },
        (_, n) => (2 / KERNEL) * wave((2 * Math.PI * hertz * n) / SAMPLE_RATE),
      ),
    ),
  );
  // Scores of nobody, the two voices, a third that is never heard, and pairs, by the loudness of the two.
  const scores = [
    [0, 1, 0, -1, 1, -1, -1],
    [0, 0, 1, -1, 1, -1, -1],
  ];
  const offsets = [0.05, 0, 0, -9, -0.1, -9, -9];
  return onnxModel({
    input: { name: 'input_values', shape: ['batch', 1, 'samples'] },
    output: 'logits',
    nodes: [
      {
        operator: 'Conv',
        inputs: ['input_values', 'waves'],
        output: 'waved',
        attributes: { strides: [STRIDE] },
      },
      { operator: 'Mul', inputs: ['waved', 'waved'], output: 'squares' },
      { operator: 'Conv', inputs: ['squares', 'pairs'], output: 'powers' },
      { operator: 'Sqrt', inputs: ['powers'], output: 'loudness' },
      {
        operator: 'Transpose',
        inputs: ['loudness'],
        output: 'frames',
        attributes: { perm: [0, 2, 1] },
      },
      { operator: 'MatMul', inputs: ['frames', 'scores'], output: 'scored' },
      { operator: 'Add', inputs: ['scored', 'offsets'], output: 'logits' },
    ],
    constants: {
      waves: { shape: [4, 1, KERNEL], values: Float32Array.from(waves.flatMap((wave) => [...wave])) },
      pairs: { shape: [2, 4, 1], values: Float32Array.of(1, 1, 0, 0, 0, 0, 1, 1) },
      scores: { shape: [2, 7], values: Float32Array.from(scores.flat()) },
      offsets: { shape: [7], values: Float32Array.from(offsets) },
    },
  });
}

function embeddingModel(): Uint8Array {
  return onnxModel({
    input: { name: 'feats', shape: ['batch', 'frames', 80] },
    output: 'embs',
    nodes: [
      { operator: 'Mul', inputs: ['feats', 'feats'], output: 'squares' },
      {
        operator: 'ReduceMean',
        inputs: ['squares'],
        output: 'means',
        attributes: { axes: [1], keepdims: 0 },
      },
      { operator: 'Mul', inputs: ['means', 'means'], output: 'embs' },
    ],
    constants: {},
  });
}
