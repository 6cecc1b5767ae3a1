import { operation, operationAttribute } from './onnx-builder.ts';
import { type GraphNode, integersOf, type Makers, type OnnxModel, withOperations } from './onnx-graph.ts';
import type { Pieces } from './protobuf.ts';

/** Attention's parts: products of queries and keys, the weights made of them, and the sums of values. */
interface Attention {
  readonly products: GraphNode;
  readonly weights: GraphNode;
  readonly sums: GraphNode;
}

/** The axis of heads in what attention multiplies: `batch x heads x frames x width`. */
const AXIS = operationAttribute('axis', 1);

/**
 * A model whose attention goes through its heads one after another. It gives the same to the bit, and holds one head's weights
 * (`frames x frames`) at a time: those of 20 s are 2.8 MB, which stay in the processor's cache, where eight of them did not.
 * @param heads how many heads the model has, the same for each attention
 */
export function withSeparateHeads(model: OnnxModel, heads: number): OnnxModel {
  return withOperations(model, (node, makers) => {
    const attention = attentionAt(node, makers);
    return attention === null ? null : headByHead(attention, heads, makers);
  });
}

/** The attention that ends with an operation; null where none does. */
function attentionAt(sums: GraphNode, makers: Makers): Attention | null {
  const weights = sums.operator === 'MatMul' ? makers.get(sums.inputs[0] ?? '') : undefined;
  const products = weights?.operator === 'Softmax' ? makers.get(weights.inputs[0] ?? '') : undefined;
  return weights === undefined || products?.operator !== 'MatMul' ? null : { products, weights, sums };
}

function headByHead({ products, weights, sums }: Attention, heads: number, makers: Makers): Pieces[] {
  const factors = products.inputs.map((name) => factorOf(name, makers));
  const divided = [...factors.map(({ from }) => from), ...sums.inputs.slice(1)];
  const copied = [...factors.flatMap(({ operations }) => operations), products, weights, sums];
  const byHead = new Set([...divided, ...copied.flatMap(({ outputs }) => outputs)]);
  const ofHead = (name: string, head: number) => (byHead.has(name) ? `${name}/head_${head}` : name);
  const numbers = Array.from({ length: heads }, (_, head) => head);
  const ofHeads = (name: string) => numbers.map((head) => ofHead(name, head));
  const split = (name: string) =>
    operation({ name: `${name}/heads`, operator: 'Split', inputs: [name], outputs: ofHeads(name) }, [AXIS]);
  const inputs = sums.outputs.flatMap(ofHeads);
  return [
    ...divided.map(split),
    ...numbers.flatMap((head) => copied.map((node) => copyOf(node, (name) => ofHead(name, head)))),
    operation({ name: sums.name, operator: 'Concat', inputs, outputs: sums.outputs }, [AXIS]),
  ];
}

/** A factor of attention's products: a value of all heads, and what is done to it, in order, within each head. */
interface Factor {
  readonly from: string;
  readonly operations: readonly GraphNode[];
}

function factorOf(name: string, makers: Makers): Factor {
  const node = makers.get(name);
  if (node === undefined || !isWithinHeads(node)) return { from: name, operations: [] };
  const { from, operations } = factorOf(node.inputs[0] ?? '', makers);
  return { from, operations: [...operations, node] };
}

/** Scaling, and exchanging the axes after that of the heads. */
function isWithinHeads(node: GraphNode): boolean {
  if (node.operator === 'Mul') return true;
  const [batch, heads] = integersOf(node, 'perm');
  return node.operator === 'Transpose' && batch === 0 && heads === 1;
}

function copyOf(
  { name, operator, inputs, outputs, attributes }: GraphNode,
  rename: (name: string) => string,
): Pieces {
  const own = { name: `${rename(outputs[0] ?? name)}/copy`, operator };
  const parts = attributes.map(({ bytes }) => [bytes]);
  return operation({ ...own, inputs: inputs.map(rename), outputs: outputs.map(rename) }, parts);
}
