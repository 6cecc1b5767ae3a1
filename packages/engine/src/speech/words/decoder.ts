import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { loadSession } from '../../models/inference-session.ts';
import { MOONSHINE_DECODER, modelPath } from '../../models/model-files.ts';
import { readModel } from '../../models/onnx-graph.ts';
import { type InferenceSession, Tensor } from '../../models/onnx-runtime.ts';
import { logSumExp } from '../log-sum-exp.ts';
import { loadDecoderAdapter, withAdapter } from './decoder-adapter.ts';
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

/** A piece of speech to decode. */
export interface EncodedPiece {
  /** The encoder's output, a row for each frame. */
  readonly states: Float32Array;
  /** The decoder is stopped there. */
  readonly maxTokens: number;
}

/** A decoder of Moonshine (Jeffries et al. 2024): states of the encoder to tokens, greedily. */
export interface SpeechDecoder {
  /**
   * Decodes pieces together: the weights are read once for a token of each. What a piece gives does not depend on the others.
   * @returns what was heard in each, in their order.
   */
  decode(pieces: readonly EncodedPiece[]): Promise<DecodedSpeech[]>;
  /**
   * The logits of the token that comes next, before the first of some tokens and after each of them: as many rows as tokens, and
   * one more. All at once, it takes a small part of the time that decoding them took.
   */
  logitsAlong(states: Float32Array, tokens: readonly number[]): Promise<readonly Float32Array[]>;
  /** Natural logarithm of the probability of a text, as its tokens and the end after them. */
  logProbabilityOf(states: Float32Array, tokens: readonly number[]): Promise<number>;
}

/** Keys and values of every layer, by the names under which the next step reads them. */
type Held = Readonly<Record<string, Tensor>>;

/** What the steps of some sequences have in common, and what each step adds to. */
interface Progress {
  /** A row of each for every sequence, as of the tokens. */
  readonly states: Held;
  readonly tokens: Held;
  /** How many tokens came before. */
  readonly position: number;
}

/** The two graphs of the decoder. */
interface DecoderSessions {
  readonly states: InferenceSession;
  readonly step: InferenceSession;
  readonly heads: number;
  readonly headWidth: number;
}

/** The decoder that ships, and the same with what was learned for it from learners' speech (`weights/recogniser-adapter.md`). */
export interface ShippedDecoders {
  readonly decoder: SpeechDecoder;
  readonly adapted: SpeechDecoder;
}

/** Loads the decoder that ships, and what was learned for it: they share all but the first look at the encoder's states. */
export async function loadShippedDecoders(): Promise<ShippedDecoders> {
  const [weights, adapter] = await Promise.all([
    readWeights(modelPath(MOONSHINE_DECODER)),
    loadDecoderAdapter(),
  ]);
  const sessions = await sessionsOf(weights);
  const states = await loadSession(statesGraph(withAdapter(weights, adapter)));
  return { decoder: decoderWith(sessions), adapted: decoderWith({ ...sessions, states }) };
}

/**
 * Loads a decoder.
 * @param path of a Moonshine model's merged decoder; the one that ships unless given.
 * @throws Error when the file is no such decoder.
 */
export async function loadDecoder(path: string = modelPath(MOONSHINE_DECODER)): Promise<SpeechDecoder> {
  return decoderOf(await readWeights(path));
}

/** The decoder with some weights. */
export async function decoderOf(weights: DecoderWeights): Promise<SpeechDecoder> {
  // Not the weights themselves: the sessions have their own.
  return decoderWith(await sessionsOf(weights));
}

async function sessionsOf(weights: DecoderWeights): Promise<DecoderSessions> {
  const { heads, headWidth } = weights;
  const states = await loadSession(statesGraph(weights));
  const step = await loadSession(stepGraph(weights));
  return { states, step, heads, headWidth };
}

function decoderWith(sessions: DecoderSessions): SpeechDecoder {
  const logitsAlong: SpeechDecoder['logitsAlong'] = async (states, tokens) => {
    const all = [START_TOKEN, ...tokens];
    const { results } = await goOn(sessions, [all], await begin(sessions, [states]), [DECODER_VALUES.logits]);
    const logits = results[DECODER_VALUES.logits]?.data as Float32Array;
    const size = logits.length / all.length;
    return all.map((_, n) => logits.subarray(n * size, (n + 1) * size));
  };
  return {
    logitsAlong,
    async logProbabilityOf(states, tokens) {
      const logits = await logitsAlong(states, tokens);
      return logits.reduce(
        (sum, row, n) => sum + (row[tokens[n] ?? END_TOKEN] as number) - logSumExp(row),
        0,
      );
    },
    decode: (pieces) => decodeTogether(sessions, pieces),
  };
}

/** A piece, with the tokens that it has given up to now. */
interface Sequence extends EncodedPiece {
  readonly tokens: DecodedToken[];
  /** Null while it goes on. */
  speech: DecodedSpeech | null;
}

async function decodeTogether(
  sessions: DecoderSessions,
  pieces: readonly EncodedPiece[],
): Promise<DecodedSpeech[]> {
  if (pieces.length === 0) return [];
  const all = pieces.map((piece): Sequence => ({ ...piece, tokens: [], speech: null }));
  let rows = all;
  let progress = await begin(
    sessions,
    pieces.map(({ states }) => states),
  );
  while (rows.length > 0) {
    const last = rows.map(({ tokens }) => [tokens.at(-1)?.id ?? START_TOKEN]);
    const stepped = await goOn(sessions, last, progress, BEST);
    for (const [row, sequence] of rows.entries()) addToken(sequence, chosenToken(stepped.results, row));
    const goingOn = rows.flatMap(({ speech }, row) => (speech === null ? [row] : []));
    progress = goingOn.length < rows.length ? keepRows(stepped.progress, goingOn) : stepped.progress;
    rows = goingOn.map((row) => rows[row] as Sequence);
  }
  return all.map(({ speech }) => speech as DecodedSpeech);
}

function chosenToken(results: Readonly<Record<string, Tensor>>, row: number): DecodedToken {
  return {
    id: Number(results[DECODER_VALUES.best]?.data[row]),
    logProbability: Number(results[DECODER_VALUES.logProbability]?.data[row]),
  };
}

/** Adds the next token to a sequence that goes on, which may end it. */
function addToken(sequence: Sequence, next: DecodedToken): void {
  const { tokens, maxTokens } = sequence;
  if (next.id === END_TOKEN) {
    sequence.speech = { tokens, endLogProbability: next.logProbability, cut: null };
    return;
  }
  tokens.push(next);
  const ids = tokens.map(({ id }) => id);
  const isFull = tokens.length >= maxTokens;
  const finished = loopLength(ids);
  const loop = finished === 0 && isFull ? unfinishedLoopLength(ids) : finished;
  if (loop === 0 && !isFull) return;
  sequence.speech = {
    tokens: tokens.slice(0, tokens.length - loop),
    endLogProbability: null,
    cut: loop > 0 ? 'loop' : 'length',
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

/** Before the first tokens: what the layers attend to in each sequence's states, and nothing said yet. */
async function begin(sessions: DecoderSessions, sequences: readonly Float32Array[]): Promise<Progress> {
  const { heads, headWidth } = sessions;
  const tokens = sessions.step.inputNames.filter((name) => isOfTokens(name));
  const nothing = () => zeros([sequences.length, heads, 0, headWidth]);
  return {
    states: await holdStates(sessions, sequences),
    tokens: Object.fromEntries(tokens.map((name) => [name, nothing()])),
    position: 0,
  };
}

/**
 * What the layers attend to in the states of each sequence. Shorter ones are filled up with frames of zeros that no layer attends to;
 * zero lies in the range of the bytes of any states, so that it changes nothing in the other frames.
 */
async function holdStates(
  { states: session, heads, headWidth }: DecoderSessions,
  sequences: readonly Float32Array[],
): Promise<Held> {
  const width = heads * headWidth;
  const longest = Math.max(...sequences.map(({ length }) => length)) / width;
  const frames = Math.ceil(longest / FRAMES_AT_ONCE) * FRAMES_AT_ONCE;
  const unheard = new Float32Array(sequences.length * frames);
  const held: Record<string, Tensor> = {};
  for (const [row, states] of sequences.entries()) {
    const filledUp = new Float32Array(frames * width);
    filledUp.set(states);
    const input = { [DECODER_VALUES.states]: new Tensor('float32', filledUp, [1, frames, width]) };
    for (const [name, { data, size, dims }] of Object.entries(await session.run(input))) {
      held[name] ??= zeros([sequences.length, ...dims.slice(1)]);
      (held[name].data as Float32Array).set(data as Float32Array, row * size);
    }
    unheard.fill(Number.NEGATIVE_INFINITY, row * frames + states.length / width, (row + 1) * frames);
  }
  const shape = [sequences.length, 1, 1, frames];
  return { ...held, [DECODER_VALUES.unheard]: new Tensor('float32', unheard, shape) };
}

/**
 * The runtime adds up so many at once, and the rest in another order: with whole numbers of them, what a sequence gives stays the same to
 * the last bit beside a longer one.
 */
const FRAMES_AT_ONCE = 24;

function zeros(shape: readonly number[]): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return new Tensor('float32', new Float32Array(size), shape);
}

/**
 * Some rows of all that is held, which gives up the others: they move together where they lie. That costs less than carrying along
 * sequences that have ended.
 */
function keepRows({ states, tokens, position }: Progress, rows: readonly number[]): Progress {
  const kept = (held: Held): Held =>
    Object.fromEntries(Object.entries(held).map(([name, tensor]) => [name, firstRows(tensor, rows)]));
  return { states: kept(states), tokens: kept(tokens), position };
}

function firstRows({ data, dims: [all = 0, ...shape] }: Tensor, rows: readonly number[]): Tensor {
  const values = data as Float32Array;
  const size = values.length / all;
  for (const [at, row] of rows.entries()) values.copyWithin(at * size, row * size, (row + 1) * size);
  return new Tensor('float32', values.subarray(0, rows.length * size), [rows.length, ...shape]);
}

/** Goes on by some tokens of each sequence, and gives what was asked for. */
async function goOn(
  { step: session }: DecoderSessions,
  sequences: readonly (readonly number[])[],
  { states, tokens: before, position }: Progress,
  results: readonly string[],
): Promise<{ readonly results: Readonly<Record<string, Tensor>>; readonly progress: Progress }> {
  const [{ length }] = sequences as [readonly number[]];
  const input = {
    [DECODER_VALUES.tokens]: new Tensor('int64', sequences.flat(), [sequences.length, length]),
    [DECODER_VALUES.position]: new Tensor('int64', [position], [1]),
  };
  const names = Object.keys(before);
  const given = await session.run({ ...input, ...states, ...before }, [...results, ...names.map(nextName)]);
  const after = Object.fromEntries(names.map((name) => [name, given[nextName(name)] as Tensor]));
  return { results: given, progress: { states, tokens: after, position: position + length } };
}
