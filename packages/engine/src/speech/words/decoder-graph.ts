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
import type { Attention, DecoderWeights, FeedForward, Matrix } from './decoder-weights.ts';

/** Values of the two graphs; keys and values of each layer go by the names below. */
export const DECODER_VALUES = {
  states: 'states',
  tokens: 'tokens',
  /** How many tokens came before. */
  position: 'position',
  logits: 'logits',
  /** The most probable token after the last of the tokens, and the natural logarithm of its probability. */
  best: 'best',
  logProbability: 'log_probability',
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
/** Steps to each side of zero in a byte, and the byte that stands for zero. */
const MAX_BYTE = 127;
const ZERO_BYTE = 128;

/** The encoder's states to what every layer attends to in them: keys `heads x width x frames`, values `heads x frames x width`. */
export function statesGraph({ layers, heads, headWidth }: DecoderWeights): Uint8Array {
  const graph = graphBuilder();
  const width = heads * headWidth;
  const states = factorOf(graph, graph.input(DECODER_VALUES.states, 'float32', [1, 'frames', width]));
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

/** Tokens, and what is held of those before, to what comes next. */
export function stepGraph(weights: DecoderWeights): Uint8Array {
  const graph = graphBuilder();
  const attention = attentions(graph, weights);
  const tokens = graph.input(DECODER_VALUES.tokens, 'int64', [1, 'tokens']);
  let sum: Sum = { states: embed(graph, tokens, weights.embedding), change: null };
  const after = (norm: Weights, part: (states: Factor) => string) => {
    const { normed, states } = normalise(graph, sum, norm);
    sum = { states, change: part(factorOf(graph, normed)) };
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

/** A value that is multiplied by matrices; in bytes, with their scale and zero point, as soon as one of them is. */
interface Factor {
  readonly value: string;
  readonly inBytes: () => readonly string[];
}

function factorOf(graph: GraphBuilder, value: string): Factor {
  let bytes: readonly string[] | undefined;
  return {
    value,
    inBytes: () => (bytes ??= graph.nodes('DynamicQuantizeLinear', [value], { results: 3 })),
  };
}

/** The product of a value and a matrix, by a number, and a bias added to it. */
function multiply(
  graph: GraphBuilder,
  factor: Factor,
  { weights, quantisation }: Matrix,
  { bias, by = 1 }: { readonly bias?: Weights; readonly by?: number } = {},
): string {
  const matrix = graph.weights(weights);
  const added = bias && graph.weights(bias);
  if (quantisation !== null) {
    const [bytes, scale, zeroPoint] = factor.inBytes();
    const ownScale = graph.weights(real(by * quantisation.scale));
    const ownZeroPoint = graph.weights(byte(quantisation.zeroPoint));
    const inputs = [bytes, matrix, scale, ownScale, zeroPoint, ownZeroPoint, ...(added ? [added] : [])];
    return graph.nodes('MatMulIntegerToFloat', inputs as string[], RUNTIME)[0] as string;
  }
  const product = graph.node('MatMul', [factor.value, matrix]);
  const scaled = by === 1 ? product : graph.node('Mul', [product, graph.weights(real(by))]);
  return added ? graph.node('Add', [scaled, added]) : scaled;
}

/** The attentions of all layers, which rotate queries and keys alike. */
function attentions(graph: GraphBuilder, { frequencies, heads, headWidth }: DecoderWeights) {
  const position = graph.input(DECODER_VALUES.position, 'int64', [1]);
  const [cos, sin] = [Math.cos, Math.sin].map((of) => graph.weights(rotations(frequencies, of))) as [
    string,
    string,
  ];
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
      const past = held.map((name) => graph.input(name, 'float32', [1, heads, 'past', headWidth]));
      const [queries, keys] = [query, key].map((matrix) => rotated(multiply(graph, states, matrix)));
      const inputs = [queries, keys, multiply(graph, states, value), '', '', '', ...past] as string[];
      const [found, ...next] = graph.nodes('MultiHeadAttention', inputs, {
        ...RUNTIME,
        attributes: { num_heads: heads, unidirectional: 1 },
        results: 3,
      });
      for (const [at, name] of held.entries()) graph.output(nextName(name), next[at] as string);
      return multiply(graph, factorOf(graph, found as string), output);
    },
    /** What they find in the encoder's states. */
    toStates(states: Factor, { query, output }: Attention, layer: number): string {
      const keys = graph.input(heldName(layer, 'key', 'states'), 'float32', [1, heads, headWidth, 'frames']);
      const values = graph.input(heldName(layer, 'value', 'states'), 'float32', [
        1,
        heads,
        'frames',
        headWidth,
      ]);
      const queries = multiply(graph, states, query, { by: 1 / Math.sqrt(headWidth) });
      const own = graph.node('Transpose', [graph.node('Reshape', [queries, byHead])], { perm: [0, 2, 1, 3] });
      const shares = graph.node('Softmax', [graph.node('MatMul', [own, keys])], { axis: -1 });
      const found = graph.node('Transpose', [graph.node('MatMul', [shares, values])], { perm: [0, 2, 1, 3] });
      return multiply(graph, factorOf(graph, graph.node('Reshape', [found, whole])), output);
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
  return multiply(graph, factorOf(graph, graph.node('Mul', [opened, values as string])), down.matrix, down);
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

function transposed({ weights, quantisation }: Matrix): Matrix {
  const [rows, columns] = weights.shape as [number, number];
  const data = weights.data.slice();
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      data[column * rows + row] = weights.data[row * columns + column] as never;
  return { weights: { shape: [columns, rows], data }, quantisation };
}

/** The most probable token, and how probable: the sum is taken below the highest logit, where no exponential is too large. */
function choose(graph: GraphBuilder, logits: string): void {
  graph.output(DECODER_VALUES.best, graph.node('ArgMax', [logits], { axis: -1, keepdims: 0 }));
  const highest = graph.node('ReduceMax', [logits], { axes: [-1], keepdims: 1 });
  const below = graph.node('Exp', [graph.node('Sub', [logits, highest])]);
  const axes = graph.weights(wholeNumbers(-1));
  const sum = graph.node('ReduceSum', [below, axes], { keepdims: 0 });
  graph.output(DECODER_VALUES.logProbability, graph.node('Neg', [graph.node('Log', [sum])]));
}
