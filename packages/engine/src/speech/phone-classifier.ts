import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type EncoderStates, STATE_WIDTH } from './encoder.ts';
import { logSumExp } from './log-sum-exp.ts';

const WEIGHTS = fileURLToPath(new URL('../../weights/phones', import.meta.url));

/** The phones that are told apart, in the order of their columns: ARPAbet without stress, and `SIL` for silence. */
export type PhoneSymbols = readonly string[];

/** How likely each phone is in each frame of a piece of speech. */
export interface PhonePosteriors {
  readonly symbols: PhoneSymbols;
  /** Number of encoder frames; 0 when there was nothing to classify. */
  readonly frames: number;
  /** Natural logarithms of the probabilities, `frames x symbols`, row by row. */
  readonly logProbabilities: Float32Array;
}

/** Tells phones apart by the states of one block of the speech encoder: softmax regression, see `weights/phones.md`. */
export interface PhoneClassifier {
  /** The probabilities of the phones in every frame. */
  classify(states: EncoderStates): PhonePosteriors;
}

/** Loads the weights that `training/phones` learned. */
export async function loadPhoneClassifier(): Promise<PhoneClassifier> {
  const { block, symbols } = JSON.parse(await readFile(`${WEIGHTS}.json`, 'utf8')) as {
    readonly block: number;
    readonly symbols: PhoneSymbols;
  };
  const bytes = await readFile(`${WEIGHTS}.f32`);
  const weights = new Float32Array(new Uint8Array(bytes).buffer);
  return {
    classify({ frames, blocks }) {
      const states = blocks[block - 1] as Float32Array;
      const logProbabilities = new Float32Array(frames * symbols.length);
      for (let frame = 0; frame < frames; frame++) {
        const state = states.subarray(frame * STATE_WIDTH, (frame + 1) * STATE_WIDTH);
        const row = logProbabilities.subarray(frame * symbols.length, (frame + 1) * symbols.length);
        for (let phone = 0; phone < symbols.length; phone++) row[phone] = score(weights, phone, state);
        normalise(row);
      }
      return { symbols, frames, logProbabilities };
    },
  };
}

/** A row of the weights: one for each unit of the state, then the offset. */
function score(weights: Float32Array, phone: number, state: Float32Array): number {
  const row = phone * (STATE_WIDTH + 1);
  let sum = weights[row + STATE_WIDTH] as number;
  for (let unit = 0; unit < STATE_WIDTH; unit++) {
    sum += (weights[row + unit] as number) * (state[unit] as number);
  }
  return sum;
}

/** Makes scores into logarithms of probabilities, in place. */
function normalise(scores: Float32Array): void {
  const level = logSumExp(scores);
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] as number) - level;
}
