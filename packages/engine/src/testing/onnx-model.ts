import { graphBuilder } from '../models/onnx-builder.ts';

/** A node of a graph. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Whole numbers, or lists of them. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** A tensor that is part of the model: 32-bit numbers, or whole ones as axes are. */
export interface OnnxConstant {
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

/** A graph with one input and one output of 32-bit numbers; a side that is a name may have any length. */
export interface OnnxGraph {
  readonly input: { readonly name: string; readonly shape: readonly (number | string)[] };
  /** The name of the value that is given out. */
  readonly output: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: Readonly<Record<string, OnnxConstant>>;
}

/** The bytes of the model. */
export function onnxModel({ input, output, nodes, constants }: OnnxGraph): Uint8Array {
  const graph = graphBuilder();
  const values = new Map([[input.name, graph.input(input.name, 'float32', input.shape)]]);
  for (const [name, { shape, values: data }] of Object.entries(constants))
    values.set(name, graph.weights({ shape, data }));
  for (const { operator, inputs, output: result, attributes } of nodes)
    values.set(
      result,
      graph.node(
        operator,
        inputs.map((name) => values.get(name) ?? name),
        attributes,
      ),
    );
  graph.output(output, values.get(output) ?? output);
  return graph.bytes();
}
