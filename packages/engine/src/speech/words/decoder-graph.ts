/**
 * The decoder of Moonshine as two graphs, written for several sequences that are as long up to now. The published graph computes shapes
 * in hundreds of small operations for every token, transposes the keys of all that was said anew and unpacks the output layer; and its
 * bytes have one scale for all sequences, so that what one is heard as would depend on the others.
 */
import {
  byte,
  type GraphBuilder,
  graphBuilder,
  real,
  type Weights,
  wholeNumbers,
} from '../../models/onnx-builder.ts';
import { ELEMENT_TYPE } from '../../models/onnx-format.ts';
import type { Attention, DecoderWeights, FeedForward, LowRank, Matrix } from './decoder-weights.ts';

/** Values of the two graphs; keys and values of each layer go by the names below. */
export const DECODER_VALUES = {
  states: 'states',
  tokens: 'tokens',
  /** How many tokens came before. */
  position: 'position',
  /** What is added to the attention's scores of each frame: 0, or minus infinity for those that only fill up a shorter sequence. */
  unheard: 'unheard',
  logits: 'logits',
  /** The most probable token after the last of the tokens, and the natural logarithm of its probability. */
  best: 'best',
  logProbability: 'log_probability',
  /** Natural logarithms of the probabilities of all tokens after each of the tokens. */
  logProbabilities: 'log_probabilities',
} as const;

/** A layer's keys or values, of the encoder's states or of the tokens up to now. */
export const heldName = (layer: number, what: 'key' | 'value', of: 'states' | 'tokens'): string =>
  `${of}.${layer}.${what}`;
/** Whether they are of the tokens: those grow with every step. */
export const isOfTokens = (name: string): boolean => name.startsWith('tokens.');
/** What becomes of the tokens' keys or values by a step. */
export const nextName = (name: string): string => `next.${name}`;

/** Longest sequence: 30 s of the fastest speech have a third less. */
const MAX_TOKENS = 512;
/** In a shape: the two lengths that there were. */
const SAME = [0, 0] as const;
/** PyTorch's. */
const EPSILON = { real: 1e-5 };
const RUNTIME = { domain: 'com.microsoft' } as const;
/** Steps from the least to the greatest byte. */
const STEPS = real(255);
const ZERO = real(0);
/** In place of zero where it is divided by: of a row of zeros every byte is zero. */
const ABOVE_ZERO = real(1e-30);
/** Steps to each side of zero in a byte, and the byte that stands for zero. */
const MAX_BYTE = 127;
const ZERO_BYTE = 128;

/** The encoder's states, of one sequence, to what every layer attends to in them: keys `heads x width x frames`, values `heads x frames x width`. */
export function statesGraph({ layers, heads, headWidth }: DecoderWeights): Uint8Array {
  const graph = graphBuilder();
  const width = heads * headWidth;
  const states = wholeFactor(graph, graph.input(DECODER_VALUES.states, 'float32', [1, 'frames', width]));
  const split = graph.weights(wholeNumbers(...SAME, heads, headWidth));
  layers.forEach(({ crossAttention: { part } }, layer) => {
    for (const [what, order] of [
      ['key', [0, 2, 3, 1]],
      ['value', [0, 2, 1, 3]],
    ] as const) {
      const whole = multiply(graph, states, part[what]);
      const byHead = graph.node('Reshape', [whole, split]);
      graph.output(heldName(layer, what, 'states'), graph.node('Transpose', [byHead], { perm: order }));
    }
  });
  return graph.bytes();
}

/**
 * Tokens, and what is held of those before, to what comes next: of several sequences, each of which gives what it would give alone,
 * to the last bit. All of them may be of one speech, whose states are then given once.
 */
export function stepGraph(weights: DecoderWeights): Uint8Array {
  const graph = graphBuilder();
  const attention = attentions(graph, weights);
  const tokens = graph.input(DECODER_VALUES.tokens, 'int64', ['sequences', 'tokens']);
  let sum: Sum = { states: embed(graph, tokens, weights.embedding), change: null };
  const after = (norm: Weights, part: (states: Factor) => string) => {
    const { normed, states } = normalise(graph, sum, norm);
    sum = { states, change: part(rowsFactor(graph, normed)) };
  };
  weights.layers.forEach(({ selfAttention, crossAttention, feedForward }, layer) => {
    after(selfAttention.norm, (states) => attention.toTokens(states, selfAttention.part, layer));
    after(crossAttention.norm, (states) => attention.toStates(states, crossAttention.part, layer));
    after(feedForward.norm, (states) => fedForward(graph, states, feedForward.part));
  });
  const logits = logitsOf(graph, normalise(graph, sum, weights.norm).normed, weights.embedding);
  graph.output(DECODER_VALUES.logits, logits);
  choose(graph, logits);
  return graph.bytes();
}

/** States, and what a part of a layer adds to them; nothing before the first. */
interface Sum {
  readonly states: string;
  readonly change: string | null;
}

/** Adds up, and normalises the sum. */
function normalise(graph: GraphBuilder, { states, change }: Sum, norm: Weights) {
  const factor = graph.weights(norm);
  if (change === null) {
    const attributes = { axis: -1, epsilon: EPSILON };
    return { states, normed: graph.node('LayerNormalization', [states, factor], attributes) };
  }
  const options = { ...RUNTIME, attributes: { epsilon: EPSILON }, results: 4 };
  const [normed, , , total] = graph.nodes('SkipLayerNormalization', [states, change, factor], options);
  return { states: total as string, normed: normed as string };
}

/** Bytes that stand for `scale * (byte - zeroPoint)`. */
type Quantisation = NonNullable<Matrix['quantisation']>;

/** A value that is multiplied by matrices; in bytes as soon as one of them is. */
interface Factor {
  readonly value: string;
  /** The product with a matrix in bytes. */
  readonly timesBytes: (matrix: Weights, quantisation: Quantisation) => string;
}

/** The product of a value and a matrix, by a number, and a bias added to it. */
function multiply(
  graph: GraphBuilder,
  factor: Factor,
  { weights, quantisation, added }: Matrix,
  { bias, by = 1 }: { readonly bias?: Weights; readonly by?: number } = {},
): string {
  const product =
    quantisation === null
      ? timesFloats(graph, factor.value, weights, by)
      : factor.timesBytes(weights, { ...quantisation, scale: by * quantisation.scale });
  const sum = added ? graph.node('Add', [product, timesLowRank(graph, factor.value, added, by)]) : product;
  return bias ? graph.node('Add', [sum, graph.weights(bias)]) : sum;
}

function timesLowRank(
  graph: GraphBuilder,
  value: string,
  { inwards, outwards }: LowRank,
  by: number,
): string {
  return timesFloats(graph, graph.node('MatMul', [value, graph.weights(inwards)]), outwards, by);
}

function timesFloats(graph: GraphBuilder, value: string, matrix: Weights, by: number): string {
  const product = graph.node('MatMul', [value, graph.weights(matrix)]);
  return by === 1 ? product : graph.node('Mul', [product, graph.weights(real(by))]);
}

/** A value that is put in bytes as a whole. */
function wholeFactor(graph: GraphBuilder, value: string): Factor {
  let inBytes: readonly string[] | undefined;
  return {
    value,
    timesBytes(matrix, { scale, zeroPoint }) {
      inBytes ??= graph.nodes('DynamicQuantizeLinear', [value], { results: 3 });
      const [bytes, ownScale, ownZeroPoint] = inBytes as [string, string, string];
      const [weights, ofWeights, zero] = [matrix, real(scale), byte(zeroPoint)].map((one) =>
        graph.weights(one),
      );
      const inputs = [bytes, weights, ownScale, ofWeights, ownZeroPoint, zero] as string[];
      return graph.nodes('MatMulIntegerToFloat', inputs, RUNTIME)[0] as string;
    },
  };
}

/** A value whose rows are put in bytes each by itself, so that no sequence has a part in what another one gives. */
function rowsFactor(graph: GraphBuilder, value: string): Factor {
  let rows: RowsInBytes | undefined;
  return {
    value,
    timesBytes(matrix, { scale, zeroPoint }) {
      rows ??= quantiseRows(graph, value);
      const sums = graph.node('MatMulInteger', [
        rows.bytes,
        graph.weights(matrix),
        '',
        graph.weights(byte(zeroPoint)),
      ]);
      // The runtime would take one zero point for all rows.
      const ofZero = graph.node('Mul', [rows.zeroPoint, graph.weights(columnSums(matrix, zeroPoint))]);
      const steps = graph.node('Cast', [graph.node('Sub', [sums, ofZero])], { to: ELEMENT_TYPE.float32 });
      const step = graph.node('Mul', [rows.minusScale, graph.weights(real(-scale))]);
      return graph.node('Mul', [steps, step]);
    },
  };
}

/** Rows in bytes, with a scale and a zero point of its own for each. */
interface RowsInBytes {
  readonly bytes: string;
  /** Minus the scales. */
  readonly minusScale: string;
  /** 32-bit whole numbers. */
  readonly zeroPoint: string;
}

/**
 * Puts rows in bytes, each as ONNX's `DynamicQuantizeLinear` puts a whole value: from its smallest to its largest number, zero included.
 * The scale has its sign turned, which saves an operation and gives the same bytes.
 */
function quantiseRows(graph: GraphBuilder, value: string): RowsInBytes {
  const overRow = (operator: string) => graph.node(operator, [value], { axes: [-1], keepdims: 1 });
  const smallest = graph.node('Min', [overRow('ReduceMin'), graph.weights(ZERO)]);
  const largest = graph.node('Max', [overRow('ReduceMax'), graph.weights(ABOVE_ZERO)]);
  const minusScale = graph.node('Div', [graph.node('Sub', [smallest, largest]), graph.weights(STEPS)]);
  const inSteps = (of: string) => graph.node('Round', [graph.node('Div', [of, minusScale])]);
  const zeroPoint = inSteps(smallest);
  const steps = graph.node('Sub', [zeroPoint, inSteps(value)]);
  const clipped = graph.node('Clip', [steps, graph.weights(ZERO), graph.weights(STEPS)]);
  return {
    bytes: graph.node('Cast', [clipped], { to: ELEMENT_TYPE.uint8 }),
    minusScale,
    zeroPoint: graph.node('Cast', [zeroPoint], { to: ELEMENT_TYPE.int32 }),
  };
}

/** What the bytes of each column of a matrix stand for, added up, in steps. */
function columnSums({ shape, data }: Weights, zeroPoint: number): Weights {
  const [rows = 0, columns = 0] = shape;
  const sums = new Int32Array(columns).fill(-rows * zeroPoint);
  // Row by row and without iterators: there are millions of them, before the first word.
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at++)
      sums[column] = (sums[column] as number) + (data[at] as number);
  return { shape: [columns], data: sums };
}

/** The attentions of all layers, which rotate queries and keys alike. */
function attentions(graph: GraphBuilder, { frequencies, heads, headWidth }: DecoderWeights) {
  const position = graph.input(DECODER_VALUES.position, 'int64', [1]);
  const [cos, sin] = [Math.cos, Math.sin].map((of) => graph.weights(rotations(frequencies, of))) as [
    string,
    string,
  ];
  const unheard = graph.input(DECODER_VALUES.unheard, 'float32', ['speeches', 1, 1, 'frames']);
  const byHead = graph.weights(wholeNumbers(...SAME, heads, headWidth));
  const whole = graph.weights(wholeNumbers(...SAME, heads * headWidth));
  const rotated = (states: string) =>
    graph.nodes('RotaryEmbedding', [states, position, cos, sin], {
      ...RUNTIME,
      attributes: { interleaved: 1, num_heads: heads, rotary_embedding_dim: 2 * frequencies.length },
    })[0] as string;
  return {
    /** What the tokens find in themselves and in those before. */
    toTokens(states: Factor, { query, key, value, output }: Attention, layer: number): string {
      const held = (['key', 'value'] as const).map((what) => heldName(layer, what, 'tokens'));
      const past = held.map((name) => graph.input(name, 'float32', ['sequences', heads, 'past', headWidth]));
      const [queries, keys] = [query, key].map((matrix) => rotated(multiply(graph, states, matrix)));
      const inputs = [queries, keys, multiply(graph, states, value), '', '', '', ...past] as string[];
      const [found, ...next] = graph.nodes('MultiHeadAttention', inputs, {
        ...RUNTIME,
        attributes: { num_heads: heads, unidirectional: 1 },
        results: 3,
      });
      for (const [at, name] of held.entries()) graph.output(nextName(name), next[at] as string);
      return multiply(graph, rowsFactor(graph, found as string), output);
    },
    /** What they find in the encoder's states. */
    toStates(states: Factor, { query, output }: Attention, layer: number): string {
      const [keys, values] = (['key', 'value'] as const).map((what) => {
        const shape = what === 'key' ? [headWidth, 'frames'] : ['frames', headWidth];
        return graph.input(heldName(layer, what, 'states'), 'float32', ['speeches', heads, ...shape]);
      }) as [string, string];
      const queries = multiply(graph, states, query, { by: 1 / Math.sqrt(headWidth) });
      const own = graph.node('Transpose', [graph.node('Reshape', [queries, byHead])], { perm: [0, 2, 1, 3] });
      const scores = graph.node('Add', [graph.node('MatMul', [own, keys]), unheard]);
      const shares = graph.node('Softmax', [scores], { axis: -1 });
      const found = graph.node('Transpose', [graph.node('MatMul', [shares, values])], { perm: [0, 2, 1, 3] });
      return multiply(graph, rowsFactor(graph, graph.node('Reshape', [found, whole])), output);
    },
  };
}

/** Cosine or sine of the angle of each pair at each token. */
function rotations(frequencies: Float32Array, of: (angle: number) => number): Weights {
  const data = Float32Array.from({ length: MAX_TOKENS * frequencies.length }, (_, at) =>
    of(Math.floor(at / frequencies.length) * (frequencies[at % frequencies.length] as number)),
  );
  return { shape: [MAX_TOKENS, frequencies.length], data };
}

/** Values by their gates (Shazeer 2020, SwiGLU). */
function fedForward(graph: GraphBuilder, states: Factor, { up, down }: FeedForward): string {
  const inner = multiply(graph, states, up.matrix, up);
  const [values, gates] = graph.nodes('Split', [inner], { attributes: { axis: -1 }, results: 2 });
  const options = { ...RUNTIME, attributes: { alpha: { real: 1 } } };
  const opened = graph.nodes('QuickGelu', [gates as string], options)[0] as string;
  return multiply(graph, rowsFactor(graph, graph.node('Mul', [opened, values as string])), down.matrix, down);
}

function embed(graph: GraphBuilder, tokens: string, { weights, quantisation }: Matrix): string {
  const rows = graph.node('Gather', [graph.weights(weights), tokens], { axis: 0 });
  if (quantisation === null) return rows;
  const zeroPoint = graph.weights(byte(quantisation.zeroPoint));
  return graph.node('DequantizeLinear', [rows, graph.weights(real(quantisation.scale)), zeroPoint]);
}

/**
 * The output layer. Its weights stay in bytes, a quarter of what is to be read for every token; the states are put in two bytes each,
 * in two rows of one product, which gives the logits of states in floats within 1e-3.
 */
function logitsOf(graph: GraphBuilder, states: string, embedding: Matrix): string {
  const { weights, quantisation } = transposed(embedding);
  if (quantisation === null) return graph.node('MatMul', [states, graph.weights(weights)]);
  const number = (value: number) => graph.weights(real(value));
  const zeroPoints = [byte(ZERO_BYTE), byte(quantisation.zeroPoint)].map((one) => graph.weights(one));
  const largest = graph.node('ReduceMax', [graph.node('Abs', [states])], { axes: [-1], keepdims: 1 });
  const step = graph.node('Div', [largest, number(MAX_BYTE)]);
  const inSteps = graph.node('Div', [states, step]);
  const whole = graph.node('Round', [inSteps]);
  const rest = graph.node('Round', [
    graph.node('Mul', [graph.node('Sub', [inSteps, whole]), number(2 * MAX_BYTE)]),
  ]);
  const rows = graph.node('Add', [graph.node('Concat', [whole, rest], { axis: 1 }), number(ZERO_BYTE)]);
  const bytes = graph.node('Cast', [rows], { to: ELEMENT_TYPE.uint8 });
  const scales = [number(1), number(quantisation.scale)];
  const factors = [bytes, graph.weights(weights), ...scales, ...zeroPoints];
  const products = graph.nodes('MatMulIntegerToFloat', factors, RUNTIME)[0] as string;
  const [ofWhole, ofRest] = graph.nodes('Split', [products], { attributes: { axis: 1 }, results: 2 });
  const finer = graph.node('Div', [ofRest as string, number(2 * MAX_BYTE)]);
  return graph.node('Mul', [graph.node('Add', [ofWhole as string, finer]), step]);
}

/** Rows that are exchanged for columns together: the lines of the cache that they are written to are filled before they go. */
const TILE = 64;

function transposed({ weights: { shape, data }, quantisation }: Matrix): Matrix {
  const [rows, columns] = shape as [number, number];
  const exchanged = data.slice();
  for (let first = 0; first < rows; first += TILE) {
    const last = Math.min(rows, first + TILE);
    for (let column = 0; column < columns; column++)
      for (let row = first; row < last; row++)
        exchanged[column * rows + row] = data[row * columns + column] as never;
  }
  return { weights: { shape: [columns, rows], data: exchanged }, quantisation };
}

/** The most probable token, and how probable: by an operation that treats each row alike, however many there are. */
function choose(graph: GraphBuilder, logits: string): void {
  graph.output(DECODER_VALUES.best, graph.node('ArgMax', [logits], { axis: -1, keepdims: 0 }));
  const all = graph.node('LogSoftmax', [logits], { axis: -1 });
  graph.output(DECODER_VALUES.logProbabilities, all);
  graph.output(DECODER_VALUES.logProbability, graph.node('ReduceMax', [all], { axes: [-1], keepdims: 0 }));
}
