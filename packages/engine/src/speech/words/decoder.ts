import { basename } from 'node:path';
import { MOONSHINE_DECODER, modelPath } from '../../models/model-files.ts';
import { InferenceSession, Tensor } from '../../models/onnx-runtime.ts';
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
}

type Cache = Record<string, Tensor>;

/** How many layers keep what they heard, and how: it differs between the sizes of the model. */
interface DecoderShape {
  readonly layers: number;
  readonly heads: number;
  readonly headWidth: number;
}

/**
 * Loads the decoder to run on one thread.
 * @param path of a Moonshine model's merged decoder; the one that ships unless given.
 * @throws Error when the file is no such decoder.
 */
export async function loadDecoder(path: string = modelPath(MOONSHINE_DECODER)): Promise<SpeechDecoder> {
  const session = await InferenceSession.create(path, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // The output layer's weights are else unpacked again for every token, which takes nearly half as long as all the
    // rest; tokens stay the same, and their log probabilities within 1e-5.
    extra: { session: { disable_quant_qdq: '1' } },
  });
  const shape = shapeOf(session, path);
  const width = shape.heads * shape.headWidth;
  return {
    async decode(states, maxTokens) {
      const encoderStates = new Tensor('float32', states, [1, states.length / width, width]);
      const tokens: DecodedToken[] = [];
      let cache = emptyCache(shape);
      let last = START_TOKEN;
      while (tokens.length < maxTokens) {
        const outputs = await session.run({
          input_ids: new Tensor('int64', [last], [1, 1]),
          encoder_hidden_states: encoderStates,
          use_cache_branch: new Tensor('bool', [tokens.length > 0], [1]),
          ...cache,
        });
        cache = nextCache(outputs, cache, tokens.length === 0);
        const { logits } = outputs;
        const next = mostProbable(logits?.data as Float32Array);
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

const CACHE = 'past_key_values.';
const CACHE_PARTS = ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'];

function shapeOf({ inputMetadata }: InferenceSession, path: string): DecoderShape {
  const caches = inputMetadata.flatMap((input) =>
    input.isTensor && input.name.startsWith(CACHE) ? [input.shape] : [],
  );
  const [, heads, , headWidth] = caches[0] ?? [];
  if (typeof heads !== 'number' || typeof headWidth !== 'number')
    throw new Error(`${basename(path)} is no merged decoder of a Moonshine model`);
  return { layers: caches.length / CACHE_PARTS.length, heads, headWidth };
}

function emptyCache({ layers, heads, headWidth }: DecoderShape): Cache {
  const cache: Cache = {};
  for (let layer = 0; layer < layers; layer++) {
    for (const part of CACHE_PARTS) {
      cache[`${CACHE}${layer}.${part}`] = new Tensor('float32', new Float32Array(0), [
        1,
        heads,
        0,
        headWidth,
      ]);
    }
  }
  return cache;
}

/** The keys and values of the encoder's states are made in the first step only and stay. */
function nextCache(outputs: Record<string, Tensor>, cache: Cache, first: boolean): Cache {
  const next: Cache = {};
  for (const key of Object.keys(cache)) {
    const name = key.slice(CACHE.length);
    const present = first || name.includes('decoder') ? outputs[`present.${name}`] : cache[key];
    if (present === undefined) throw new Error(`The decoder gave no present.${name}`);
    next[key] = present;
  }
  return next;
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
