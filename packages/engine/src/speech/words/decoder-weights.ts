import type { Weights } from '../../models/onnx-builder.ts';
import { type GraphNode, inputShape, nodesOf, type OnnxModel, weightsOf } from '../../models/onnx-graph.ts';

/** A matrix `inputs x outputs` in 32-bit floats, or in bytes that stand for `scale * (byte - zeroPoint)`. */
export interface Matrix {
  readonly weights: Weights;
  readonly quantisation: { readonly scale: number; readonly zeroPoint: number } | null;
  /** What is added to it; nothing unless given. */
  readonly added?: LowRank | undefined;
}

/** A matrix as the product of two narrow ones, `inputs x rank` and `rank x outputs` (Hu et al. 2022, LoRA), in 32-bit floats. */
export interface LowRank {
  readonly inwards: Weights;
  readonly outwards: Weights;
}

/** The four matrices of an attention; it has no biases. */
export interface Attention {
  readonly query: Matrix;
  readonly key: Matrix;
  readonly value: Matrix;
  readonly output: Matrix;
}

/** A part of a layer: what it reads is normalised first, what it gives is added to the states. */
export interface Normed<Part> {
  /** A factor for each state. */
  readonly norm: Weights;
  readonly part: Part;
}

/** A matrix with what is added after it. */
export interface Biased {
  readonly matrix: Matrix;
  readonly bias: Weights;
}

/** Leads to values and then as many gates, and back. */
export interface FeedForward {
  readonly up: Biased;
  readonly down: Biased;
}

/** One layer, in the order of its parts. */
export interface DecoderLayer {
  readonly selfAttention: Normed<Attention>;
  readonly crossAttention: Normed<Attention>;
  readonly feedForward: Normed<FeedForward>;
}

/** A decoder of Moonshine (Jeffries et al. 2024), of any size. */
export interface DecoderWeights {
  /** `tokens x width`: a row for each token, which weighs the states for the same token in the output layer. */
  readonly embedding: Matrix;
  readonly layers: readonly DecoderLayer[];
  readonly norm: Weights;
  /** Radians by which each pair of a head's first elements rotates from one token to the next (Su et al. 2021). */
  readonly frequencies: Float32Array;
  readonly heads: number;
  readonly headWidth: number;
}

/** The operations of a network by their names. */
type Operations = ReadonlyMap<string, GraphNode>;

/** Where the weights are looked for. */
interface Source {
  readonly model: OnnxModel;
  /** Those that are done for each token, and those that are done once for the encoder's states. */
  readonly step: Operations;
  readonly once: Operations;
}

const DECODER = '/model/decoder';
const PAST_KEY = /^past_key_values\.\d+\.decoder\.key$/;

/**
 * The weights of a merged decoder as Optimum exports it, with 32-bit floats or 8-bit weights. They are found by the names of the
 * operations that use them, which are those of the network's parts.
 * @throws Error that names what is missing where it is no such decoder.
 */
export function readDecoderWeights(model: OnnxModel): DecoderWeights {
  const keys = model.graph.inputs.map(({ name }) => name).filter((name) => PAST_KEY.test(name));
  const [, heads, , headWidth] = inputShape(model, keys[0] ?? '') ?? [];
  if (!heads || !headWidth) throw new Error('it is no merged decoder of a Moonshine model');
  const source = {
    model,
    step: byName(nodesOf(model, 'then_branch')),
    once: byName(nodesOf(model, 'else_branch')),
  };
  return {
    embedding: embeddingOf(source),
    layers: keys.map((_, layer) => layerOf(source, `${DECODER}/layers.${layer}`)),
    norm: normOf(source, `${DECODER}/norm`),
    frequencies: weightsIn(source, source.step, `${DECODER}/rotary_emb/MatMul`).data as Float32Array,
    heads,
    headWidth,
  };
}

const byName = (nodes: readonly GraphNode[]): Operations => new Map(nodes.map((node) => [node.name, node]));

function layerOf(source: Source, layer: string): DecoderLayer {
  const { step, once } = source;
  const own = `${layer}/self_attn`;
  const cross = `${layer}/encoder_attn`;
  const biased = (name: string): Biased => ({
    matrix: matrixOf(source, step, name),
    bias: weightsIn(source, step, `${name}/Add`),
  });
  const attention = (name: string, states: Operations): Attention => ({
    query: matrixOf(source, step, `${name}/q_proj`),
    key: matrixOf(source, states, `${name}/k_proj`),
    value: matrixOf(source, states, `${name}/v_proj`),
    output: matrixOf(source, step, `${name}/dense`, `${name}/o_proj`),
  });
  return {
    selfAttention: { norm: normOf(source, `${layer}/input_layernorm`), part: attention(own, step) },
    crossAttention: {
      norm: normOf(source, `${layer}/post_attention_layernorm`),
      part: attention(cross, once),
    },
    feedForward: {
      norm: normOf(source, `${layer}/final_layernorm`),
      part: { up: biased(`${layer}/mlp/up_proj`), down: biased(`${layer}/mlp/down_proj`) },
    },
  };
}

const normOf = (source: Source, name: string): Weights => weightsIn(source, source.step, `${name}/Mul`);

/** A matrix under the first of some names that there is: versions of the network differ. */
function matrixOf(source: Source, nodes: Operations, ...names: readonly string[]): Matrix {
  const name = names.find((one) => nodes.has(`${one}/MatMul_quant`) || nodes.has(`${one}/MatMul`));
  if (name === undefined) throw missing(names.join(' or '));
  if (nodes.has(`${name}/MatMul`))
    return { weights: weightsIn(source, nodes, `${name}/MatMul`), quantisation: null };
  const [, weights, , zeroPoint] = nodes.get(`${name}/MatMul_quant`)?.inputs ?? [];
  const scale = weightsIn(source, nodes, `${name}/MatMul_quant_scales_mul`);
  return quantised(source, name, { weights, zeroPoint, scale });
}

function embeddingOf(source: Source): Matrix {
  const name = `${DECODER}/embed_tokens/Gather`;
  const [weights] = source.step.get(name)?.inputs ?? [];
  const [, scale, zeroPoint] = source.step.get(`${name}_output_0_DequantizeLinear`)?.inputs ?? [];
  if (scale === undefined) return { weights: weightsIn(source, source.step, name), quantisation: null };
  return quantised(source, name, { weights, zeroPoint, scale: weightsOf(source.model, scale) });
}

function quantised(
  { model }: Source,
  name: string,
  named: {
    readonly weights: string | undefined;
    readonly zeroPoint: string | undefined;
    readonly scale: Weights | null;
  },
): Matrix {
  const weights = weightsOf(model, named.weights ?? '');
  const zeroPoint = weightsOf(model, named.zeroPoint ?? '')?.data;
  const scale = named.scale?.data;
  if (!(weights?.data instanceof Uint8Array) || scale?.length !== 1 || zeroPoint?.length !== 1)
    throw new Error(`its weights of ${name} are neither floats nor bytes with one scale`);
  return { weights, quantisation: { scale: Number(scale[0]), zeroPoint: Number(zeroPoint[0]) } };
}

/** The one of an operation's inputs that is no other operation's result. */
function weightsIn({ model }: Source, nodes: Operations, name: string): Weights {
  for (const input of nodes.get(name)?.inputs ?? []) {
    const weights = weightsOf(model, input);
    if (weights !== null) return weights;
  }
  throw missing(name);
}

const missing = (name: string): Error =>
  new Error(`it is no decoder of a Moonshine model: ${name} is missing`);
