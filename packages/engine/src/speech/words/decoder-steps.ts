/** The decoder's steps: from tokens of some sequences, and what is held of those before, to what comes next. */
import { type InferenceSession, Tensor } from '../../models/onnx-runtime.ts';
import { DECODER_VALUES, isOfTokens, nextName } from './decoder-graph.ts';

/** The token before the first word. */
export const START_TOKEN = 1;
/** The token after the last word. */
export const END_TOKEN = 2;

/** Keys and values of every layer, by the names under which the next step reads them. */
type Held = Readonly<Record<string, Tensor>>;

/** What the steps of some sequences have in common, and what each step adds to. */
export interface Progress {
  /** A row of each for every sequence, as of the tokens; one row where all sequences are of one speech. */
  readonly states: Held;
  readonly tokens: Held;
  /** How many tokens came before. */
  readonly position: number;
}

/** The two graphs of the decoder. */
export interface DecoderSessions {
  readonly states: InferenceSession;
  readonly step: InferenceSession;
  readonly heads: number;
  readonly headWidth: number;
}

/** Before the first tokens: what the layers attend to in each sequence's states, and nothing said yet. */
export async function begin(
  sessions: DecoderSessions,
  sequences: readonly Float32Array[],
): Promise<Progress> {
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
export function keepRows({ states, tokens, position }: Progress, rows: readonly number[]): Progress {
  const kept = (held: Held): Held =>
    Object.fromEntries(Object.entries(held).map(([name, tensor]) => [name, firstRows(tensor, rows)]));
  return { states: kept(states), tokens: kept(tokens), position };
}

/** A copy of some rows, in any order, as often as they are named. */
export function rowsOf({ data, dims: [all = 0, ...shape] }: Tensor, rows: readonly number[]): Tensor {
  const values = data as Float32Array;
  const size = values.length / all;
  const chosen = new Float32Array(rows.length * size);
  for (const [at, row] of rows.entries())
    chosen.set(values.subarray(row * size, (row + 1) * size), at * size);
  return new Tensor('float32', chosen, [rows.length, ...shape]);
}

function firstRows({ data, dims: [all = 0, ...shape] }: Tensor, rows: readonly number[]): Tensor {
  const values = data as Float32Array;
  const size = values.length / all;
  for (const [at, row] of rows.entries()) values.copyWithin(at * size, row * size, (row + 1) * size);
  return new Tensor('float32', values.subarray(0, rows.length * size), [rows.length, ...shape]);
}

/** Goes on by some tokens of each sequence, and gives what was asked for. */
export async function goOn(
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
