import { readFile } from 'node:fs/promises';
import { loadSession } from '../models/inference-session.ts';
import { MOONSHINE_ENCODER, modelPath } from '../models/model-files.ts';
import { type OnnxModel, readModel, valuesAfter, withGraphPart } from '../models/onnx-graph.ts';
import { type InferenceSession, Tensor } from '../models/onnx-runtime.ts';
import { withSeparateHeads } from '../models/separate-heads.ts';
import type { AcousticSummary, BlockStatistics, Span } from './timeline.ts';

/** Width of the states of every encoder block. */
export const STATE_WIDTH = 416;
/** Number of blocks of the encoder; its states are those after each block and the normalised output. */
export const BLOCK_COUNT = 8;
/** Heads of the attention in each block. */
const HEAD_COUNT = 8;
/** Middle of the encoder's first frame, ms: its three convolutions see the first 895 samples. */
export const FIRST_FRAME_MS = 28;
/** From the middle of one frame of the encoder to the next, ms (384 samples). */
export const FRAME_MS = 24;

const BLOCK_OUTPUTS = Array.from({ length: BLOCK_COUNT }, (_, block) => `/layers.${block}/Add_1_output_0`);

/** What the decoder reads. */
const OUTPUT = 'last_hidden_state';

/** The encoder's view of a piece of speech. */
export interface EncoderStates {
  /** Number of frames, about 41 a second. */
  readonly frames: number;
  /**
   * After block 1, 2, ... 8, and last the normalised output that the decoder reads: `frames x 416` each, row by row; fewer where
   * fewer were asked for.
   */
  readonly blocks: readonly Float32Array[];
}

/** The encoder of Moonshine base (Jeffries et al. 2024), with the states of its inner blocks. */
export interface SpeechEncoder {
  /**
   * Encodes 0.1 to 30 s of 16 kHz mono audio.
   * @param last the last block whose states are wanted, 1 to 8; the output as well unless given. Up to 4 it costs half.
   */
  encode(samples: Float32Array, last?: number): Promise<EncoderStates>;
}

/** Blocks of the first of the encoder's two parts: voices are told apart by it alone. */
const FIRST_BLOCKS = 4;

/**
 * Loads the encoder in two parts, the second when it is first needed.
 */
export async function loadEncoder(): Promise<SpeechEncoder> {
  const model = await readEncoder();
  const [firstBlocks, lastBlocks] = [BLOCK_OUTPUTS.slice(0, FIRST_BLOCKS), BLOCK_OUTPUTS.slice(FIRST_BLOCKS)];
  const between = valuesAfter(model, firstBlocks.slice(-1));
  const firstPart = withGraphPart(model, { outputs: [...new Set([...firstBlocks, ...between])] });
  const first = await loadSession(firstPart);
  let second: Promise<InferenceSession> | undefined;
  const loadSecond = async () => {
    const outputs = [...lastBlocks, OUTPUT];
    return loadSession(withGraphPart(await readEncoder(), { outputs, inputs: between }));
  };
  return {
    async encode(samples, last = BLOCK_COUNT + 1) {
      const input = { input_values: new Tensor('float32', samples, [1, samples.length]) };
      const begun = await first.run(input);
      if (last <= FIRST_BLOCKS) return statesOf(begun, firstBlocks.slice(0, last));
      second ??= loadSecond();
      const handedOn = Object.fromEntries(between.map((name) => [name, begun[name] as Tensor]));
      const ended = await (await second).run(handedOn);
      return statesOf({ ...begun, ...ended }, [...BLOCK_OUTPUTS, OUTPUT].slice(0, last));
    },
  };
}

/**
 * The states after the named blocks, in their order: 1 to 8 after that block, 9 the normalised output.
 * @param samples 0.1 to 30 s of 16 kHz mono audio.
 */
export async function encodeBlocks(
  encoder: SpeechEncoder,
  samples: Float32Array,
  blocks: readonly number[],
): Promise<EncoderStates> {
  const { frames, blocks: states } = await encoder.encode(samples, Math.max(...blocks));
  return { frames, blocks: blocks.map((block) => states[block - 1] as Float32Array) };
}

/** Read for each part anew: between them its bytes would be held for nothing. */
async function readEncoder(): Promise<OnnxModel> {
  const model = readModel(await readFile(modelPath(MOONSHINE_ENCODER)));
  return withSeparateHeads(model, HEAD_COUNT);
}

function statesOf(outputs: Readonly<Record<string, Tensor>>, names: readonly string[]): EncoderStates {
  const blocks = names.map((name) => outputs[name]?.data as Float32Array);
  return { frames: (blocks[0]?.length ?? 0) / STATE_WIDTH, blocks };
}

/**
 * Loads the encoder of another Moonshine model, for what its own decoder reads.
 * @returns the normalised output for 0.1 to 30 s of 16 kHz mono audio: a row of the model's width for each frame.
 */
export async function loadEncoderOutput(
  path: string,
): Promise<(samples: Float32Array) => Promise<Float32Array>> {
  const session = await loadSession(path);
  return async (samples) => {
    const input = new Tensor('float32', samples, [1, samples.length]);
    return (await session.run({ input_values: input }))[OUTPUT]?.data as Float32Array;
  };
}

/**
 * The frames whose middles lie within a span, ms from the start of the samples: from the first to the one after the last;
 * a span between two middles gets the nearest frame.
 * @param frames number of frames that there are, at least 1.
 */
export function framesWithin(span: Span, frames: number): [number, number] {
  const from = Math.ceil((span.startMs - FIRST_FRAME_MS) / FRAME_MS);
  const to = Math.ceil((span.endMs - FIRST_FRAME_MS) / FRAME_MS);
  if (to > from && from < frames && to > 0) return [Math.max(0, from), Math.min(to, frames)];
  const nearest = Math.round(((span.startMs + span.endMs) / 2 - FIRST_FRAME_MS) / FRAME_MS);
  const at = Math.max(0, Math.min(nearest, frames - 1));
  return [at, at + 1];
}

/** From the start of a frame to the end of the one before `end`, ms from the start of the samples. */
export function spanOfFrames(start: number, end: number): Span {
  const edge = (frame: number): number => FIRST_FRAME_MS + (frame - 0.5) * FRAME_MS;
  return { startMs: edge(start), endMs: edge(end) };
}

/** Mean and standard deviation over time of the states of every block. */
export function summarise(states: EncoderStates): AcousticSummary {
  return { frames: states.frames, blocks: states.blocks.map((block) => statistics(block, states.frames)) };
}

function statistics(states: Float32Array, frames: number): BlockStatistics {
  const mean = new Float32Array(STATE_WIDTH);
  const deviation = new Float32Array(STATE_WIDTH);
  for (let unit = 0; unit < STATE_WIDTH; unit++) {
    let sum = 0;
    let squares = 0;
    for (let at = unit; at < states.length; at += STATE_WIDTH) {
      const value = states[at] ?? 0;
      sum += value;
      squares += value * value;
    }
    const average = sum / frames;
    mean[unit] = average;
    deviation[unit] = Math.sqrt(Math.max(0, squares / frames - average * average));
  }
  return { mean, deviation };
}
