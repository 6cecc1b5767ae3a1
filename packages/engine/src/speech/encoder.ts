import { InferenceSession, Tensor } from 'onnxruntime-node';
import { withGraphOutputs } from '../models/graph-outputs.ts';
import { MOONSHINE_ENCODER, readModel } from '../models/model-files.ts';
import type { AcousticSummary, BlockStatistics } from './timeline.ts';

/** Width of the states of every encoder block. */
export const STATE_WIDTH = 416;
/** Number of blocks of the encoder; its states are those after each block and the normalised output. */
export const BLOCK_COUNT = 8;

const BLOCK_OUTPUTS = Array.from({ length: BLOCK_COUNT }, (_, block) => `/layers.${block}/Add_1_output_0`);

/** The encoder's view of a piece of speech. */
export interface EncoderStates {
  /** Number of frames, about 41 a second. */
  readonly frames: number;
  /** After block 1, 2, ... 8, and last the normalised output that the decoder reads: `frames x 416` each, row by row. */
  readonly blocks: readonly Float32Array[];
}

/** The encoder of Moonshine base (Jeffries et al. 2024), with the states of its inner blocks. */
export interface SpeechEncoder {
  /** Encodes 0.1 to 30 s of 16 kHz mono audio. */
  encode(samples: Float32Array): Promise<EncoderStates>;
}

/** Loads the encoder to run on one thread: pieces run in parallel over processes, which is faster than threads inside. */
export async function loadEncoder(): Promise<SpeechEncoder> {
  const { bytes } = await readModel(MOONSHINE_ENCODER);
  const session = await InferenceSession.create(withGraphOutputs(bytes, BLOCK_OUTPUTS), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  return {
    async encode(samples) {
      const outputs = await session.run({
        input_values: new Tensor('float32', samples, [1, samples.length]),
      });
      const blocks = [...BLOCK_OUTPUTS, 'last_hidden_state'].map(
        (name) => outputs[name]?.data as Float32Array,
      );
      return { frames: (blocks[0]?.length ?? 0) / STATE_WIDTH, blocks };
    },
  };
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
