import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { loadSession } from '../../models/inference-session.ts';
import { MOONSHINE_DECODER, modelPath } from '../../models/model-files.ts';
import { readModel } from '../../models/onnx-graph.ts';
import { type InferenceSession, Tensor } from '../../models/onnx-runtime.ts';
import { DECODER_VALUES, isOfTokens, nextName, statesGraph, stepGraph } from './decoder-graph.ts';
import { type DecoderWeights, readDecoderWeights } from './decoder-weights.ts';
import { loopLength, unfinishedLoopLength } from './repetition.ts';

const START_TOKEN = 1;
const END_TOKEN = 2;

/** A token as the decoder chose it. */
export interface DecodedToken {
  readonly id: number;
  /** Natural logarithm of the probability that the decoder gave the token. */
  readonly logProbability: number;
}

/** What the decoder heard in a piece of speech. */
export interface DecodedSpeech {
  readonly tokens: readonly DecodedToken[];
  /** Natural logarithm of the probability of the end after the last token; null when it was cut. */
  readonly endLogProbability: number | null;
  /** `loop` when a repetition was cut off, `length` when the speech gave more tokens than it can hold. */
  readonly cut: 'loop' | 'length' | null;
}

/** A decoder of Moonshine (Jeffries et al. 2024): states of the encoder to tokens, greedily. */
export interface SpeechDecoder {
  /**
   * Decodes the encoder's output (a row for each frame).
   * @param maxTokens the decoder is stopped there.
   */
  decode(states: Float32Array, maxTokens: number): Promise<DecodedSpeech>;
  /**
   * The logits of the token that comes next, before the first of some tokens and after each of them: as many rows as tokens, and
   * one more. All at once, it takes a small part of the time that decoding them took.
   */
  logitsAlong(states: Float32Array, tokens: readonly number[]): Promise<readonly Float32Array[]>;
}

/** Keys and values of every layer, by the names under which the next step reads them. */
type Held = Readonly<Record<string, Tensor>>;

/** What the steps of one sequence have in common, and what each adds to. */
interface Progress {
  readonly states: Held;
  readonly tokens: Held;
  /** How many tokens came before. */
  readonly position: number;
}

/** The two graphs of the decoder. */
interface DecoderSessions {
  readonly states: InferenceSession;
  readonly step: InferenceSession;
  readonly weights: Pick<DecoderWeights, 'heads' | 'headWidth'>;
}

/**
 * Loads the decoder.
 * @param path of a Moonshine model's merged decoder; the one that ships unless given.
 * @throws Error when the file is no such decoder.
 */
export async function loadDecoder(path: string = modelPath(MOONSHINE_DECODER)): Promise<SpeechDecoder> {
  return decoderOf(await readWeights(path));
}

/** The decoder with some weights. */
export async function decoderOf(weights: DecoderWeights): Promise<SpeechDecoder> {
  const sessions = {
    states: await loadSession(statesGraph(weights)),
    step: await loadSession(stepGraph(weights)),
    weights,
  };
  return {
    async logitsAlong(states, tokens) {
      const all = [START_TOKEN, ...tokens];
      const { results } = await step(sessions, all, await begin(sessions, states), [DECODER_VALUES.logits]);
      const logits = results[DECODER_VALUES.logits]?.data as Float32Array;
      const size = logits.length / all.length;
      return all.map((_, n) => logits.subarray(n * size, (n + 1) * size));
    },
    async decode(states, maxTokens) {
      const tokens: DecodedToken[] = [];
      let progress = await begin(sessions, states);
      let last = START_TOKEN;
      while (tokens.length < maxTokens) {
        const stepped = await step(sessions, [last], progress, BEST);
        progress = stepped.progress;
        const next = {
          id: Number(stepped.results[DECODER_VALUES.best]?.data[0]),
          logProbability: Number(stepped.results[DECODER_VALUES.logProbability]?.data[0]),
        };
        if (next.id === END_TOKEN) return { tokens, endLogProbability: next.logProbability, cut: null };
        tokens.push(next);
        last = next.id;
        const loop = loopLength(tokens.map((token) => token.id));
        if (loop > 0) return { tokens: tokens.slice(0, -loop), endLogProbability: null, cut: 'loop' };
      }
      const copied = unfinishedLoopLength(tokens.map((token) => token.id));
      return {
        tokens: tokens.slice(0, tokens.length - copied),
        endLogProbability: null,
        cut: copied > 0 ? 'loop' : 'length',
      };
    },
  };
}

const BEST = [DECODER_VALUES.best, DECODER_VALUES.logProbability];

async function readWeights(path: string): Promise<DecoderWeights> {
  const model = readModel(await readFile(path));
  try {
    return readDecoderWeights(model);
  } catch (cause) {
    throw new Error(`${basename(path)} cannot be used: ${(cause as Error).message}`, { cause });
  }
}

/** Before the first token: what the layers attend to in the encoder's states, and nothing said yet. */
async function begin(
  { states: session, step, weights }: DecoderSessions,
  states: Float32Array,
): Promise<Progress> {
  const { heads, headWidth } = weights;
  const width = heads * headWidth;
  const input = new Tensor('float32', states, [1, states.length / width, width]);
  const tokens = step.inputNames.filter((name) => isOfTokens(name));
  const nothing = () => new Tensor('float32', new Float32Array(0), [1, heads, 0, headWidth]);
  return {
    states: await session.run({ [DECODER_VALUES.states]: input }),
    tokens: Object.fromEntries(tokens.map((name) => [name, nothing()])),
    position: 0,
  };
}

/** Goes on by some tokens, and gives what was asked for. */
async function step(
  { step: session }: DecoderSessions,
  tokens: readonly number[],
  { states, tokens: before, position }: Progress,
  results: readonly string[],
): Promise<{ readonly results: Readonly<Record<string, Tensor>>; readonly progress: Progress }> {
  const input = {
    [DECODER_VALUES.tokens]: new Tensor('int64', tokens, [1, tokens.length]),
    [DECODER_VALUES.position]: new Tensor('int64', [position], [1]),
  };
  const names = Object.keys(before);
  const given = await session.run({ ...input, ...states, ...before }, [...results, ...names.map(nextName)]);
  const after = Object.fromEntries(names.map((name) => [name, given[nextName(name)] as Tensor]));
  return { results: given, progress: { states, tokens: after, position: position + tokens.length } };
}
