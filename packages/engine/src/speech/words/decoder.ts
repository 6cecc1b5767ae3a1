import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { loadSession } from '../../models/inference-session.ts';
import { MOONSHINE_DECODER, modelPath } from '../../models/model-files.ts';
import { graphInputs, readModel, valuesForTheirShape, withGraphPart } from '../../models/onnx-graph.ts';
import { type InferenceSession, Tensor } from '../../models/onnx-runtime.ts';
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

/** Keys and values of the attention, by the names under which the next step reads them. */
type Cache = Record<string, Tensor>;

/** How many layers keep what they heard, and how: it differs between the sizes of the model. */
interface DecoderShape {
  readonly layers: number;
  readonly heads: number;
  readonly headWidth: number;
}

/** What the model's graph does at the first step and at all others, apart: each as small as it can be. */
interface DecoderSessions {
  /** The encoder's states to keys and values of every layer, once for a piece of speech. */
  readonly attendTo: (states: Tensor) => Promise<Cache>;
  /** Tokens to the logits after each of them, and the cache with what they add. */
  readonly step: (tokens: readonly number[], cache: Cache) => Promise<{ logits: Float32Array; cache: Cache }>;
  readonly shape: DecoderShape;
}

/**
 * Loads the decoder.
 * @param path of a Moonshine model's merged decoder; the one that ships unless given.
 * @throws Error when the file is no such decoder.
 */
export async function loadDecoder(path: string = modelPath(MOONSHINE_DECODER)): Promise<SpeechDecoder> {
  const { attendTo, step, shape } = await loadSessions(path);
  const width = shape.heads * shape.headWidth;
  const startOf = async (states: Float32Array): Promise<Cache> => ({
    ...emptyCache(shape),
    ...(await attendTo(new Tensor('float32', states, [1, states.length / width, width]))),
  });
  return {
    async logitsAlong(states, tokens) {
      const { logits } = await step([START_TOKEN, ...tokens], await startOf(states));
      const size = logits.length / (tokens.length + 1);
      return Array.from({ length: tokens.length + 1 }, (_, n) => logits.subarray(n * size, (n + 1) * size));
    },
    async decode(states, maxTokens) {
      const tokens: DecodedToken[] = [];
      let cache = await startOf(states);
      let last = START_TOKEN;
      while (tokens.length < maxTokens) {
        const stepped = await step([last], cache);
        cache = stepped.cache;
        const next = mostProbable(stepped.logits);
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

const PAST = 'past_key_values.';
const PRESENT = 'present.';
const LOGITS = 'logits';

/**
 * The merged decoder holds two graphs that share their weights, one for the first token and one for those after it. Whole, both are
 * prepared in full. The second does for the first token as well, with nothing kept yet; of the first only the attention to the
 * encoder is needed.
 */
async function loadSessions(path: string): Promise<DecoderSessions> {
  const model = readModel(await readFile(path));
  const kept = graphInputs(model).filter((name) => name.startsWith(PAST));
  if (kept.length === 0) throw new Error(`${basename(path)} is no merged decoder of a Moonshine model`);
  const presentOf = (part: string) =>
    kept.filter((name) => name.includes(part)).map((name) => PRESENT + name.slice(PAST.length));
  const first = { outputs: presentOf('.encoder.'), branch: 'else_branch' } as const;
  const batchSizes = valuesForTheirShape(model, first);
  const toEncoder = await loadSession(withGraphPart(model, { ...first, inputs: batchSizes }));
  const toNext = await loadSession(
    withGraphPart(model, { outputs: [LOGITS, ...presentOf('.decoder.')], branch: 'then_branch' }),
    // The output layer's weights are else unpacked again for every token, which takes nearly half as long as all the
    // rest; tokens stay the same, and their log probabilities within 1e-5.
    { session: { disable_quant_qdq: '1' } },
  );
  const shape = shapeOf(toNext);
  const width = shape.heads * shape.headWidth;
  const oneOfOne = Object.fromEntries(
    batchSizes.map((name) => [name, new Tensor('float32', new Float32Array(width), [1, 1, width])]),
  );
  return {
    attendTo: async (states) => pastOf(await toEncoder.run({ encoder_hidden_states: states, ...oneOfOne })),
    async step(tokens, cache) {
      const input = new Tensor('int64', tokens, [1, tokens.length]);
      const { [LOGITS]: logits, ...present } = await toNext.run({ input_ids: input, ...cache });
      return { logits: logits?.data as Float32Array, cache: { ...cache, ...pastOf(present) } };
    },
    shape,
  };
}

function shapeOf({ inputMetadata }: InferenceSession): DecoderShape {
  const caches = inputMetadata.flatMap((input) =>
    input.isTensor && input.name.startsWith(PAST) ? [input] : [],
  );
  const [, heads, , headWidth] = caches[0]?.shape ?? [];
  const layers = caches.filter(({ name }) => name.endsWith('.decoder.key')).length;
  return { layers, heads: Number(heads), headWidth: Number(headWidth) };
}

/** Before the first token nothing was said. */
function emptyCache({ layers, heads, headWidth }: DecoderShape): Cache {
  const cache: Cache = {};
  for (let layer = 0; layer < layers; layer++)
    for (const part of ['key', 'value'])
      cache[`${PAST}${layer}.decoder.${part}`] = new Tensor('float32', new Float32Array(0), [
        1,
        heads,
        0,
        headWidth,
      ]);
  return cache;
}

/** What a step gives, as the next one takes it. */
function pastOf(present: Readonly<Record<string, Tensor>>): Cache {
  return Object.fromEntries(
    Object.entries(present).map(([name, tensor]) => [PAST + name.slice(PRESENT.length), tensor]),
  );
}

function mostProbable(logits: Float32Array): DecodedToken {
  let id = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < logits.length; at++) {
    const logit = logits[at] as number;
    if (logit > best) {
      best = logit;
      id = at;
    }
  }
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - best);
  return { id, logProbability: -Math.log(sum) };
}
