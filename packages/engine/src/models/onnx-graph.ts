/**
 * Reads ONNX models, and takes parts out of them: the runtime then loads and computes those alone.
 *
 * An ONNX file is a protobuf `ModelProto`. What is not taken apart is copied as it is.
 */
import type { Weights } from './onnx-builder.ts';
import {
  ATTRIBUTE,
  DIMENSION,
  ELEMENT_TYPE,
  GRAPH,
  MODEL,
  NODE,
  TENSOR,
  TENSOR_TYPE,
  TYPE,
  VALUE,
} from './onnx-format.ts';
import {
  type Field,
  field,
  fieldsOf,
  joined,
  numberField,
  numbersIn,
  type Pieces,
  text,
  textsIn,
  textsOf,
} from './protobuf.ts';

/** By the number of the type of their elements. */
const TENSOR_VIEWS: Readonly<Record<number, new (bytes: ArrayBuffer) => Weights['data']>> = {
  [ELEMENT_TYPE.float32]: Float32Array,
  [ELEMENT_TYPE.uint8]: Uint8Array,
  [ELEMENT_TYPE.int64]: BigInt64Array,
};

/** What of a graph is wanted. */
export interface GraphPart {
  /** The values that can be read, inner ones too. What they do not need is left out. */
  readonly outputs: readonly string[];
  /** Inner values that are put in: what makes them is left out. */
  readonly inputs?: readonly string[];
}

/** A branch of a graph's `If` node. */
export type Branch = 'then_branch' | 'else_branch';

/** A model that was taken apart: its graph, and all else as it was written. */
export interface OnnxModel {
  readonly graph: Graph;
  readonly others: readonly Uint8Array[];
}

/**
 * Takes a model apart.
 * @throws RangeError when it is no readable protobuf message, or has no graph.
 */
export function readModel(bytes: Uint8Array): OnnxModel {
  const fields = fieldsOf(bytes);
  const graph = fields.find(({ number }) => number === MODEL.graph);
  if (graph === undefined) throw new RangeError('The model has no graph');
  const others = fields.filter((part) => part !== graph).map((part) => part.bytes);
  return { graph: readGraph(graph.payload), others };
}

/**
 * A model whose graph is a part of another one's.
 * @returns its bytes.
 * @throws RangeError when the model has no such values.
 */
export function withGraphPart({ graph, others }: OnnxModel, { outputs, inputs = [] }: GraphPart): Uint8Array {
  const { nodes, values } = graph;
  const { kept, read } = neededFor(outputs, nodes, new Set(inputs));
  const given = (name: string) => read.has(name);
  const parts = [
    ...kept.map((node) => node.bytes),
    ...graph.initializers.filter(({ name }) => given(name)).map(({ bytes }) => bytes),
    ...graph.inputs.filter(({ name }) => given(name)).map(({ bytes }) => bytes),
    ...inputs.filter(given).map((name) => field(GRAPH.input, described(name, values))),
    ...outputs.map((name) => field(GRAPH.output, field(VALUE.name, text(name)))),
  ];
  return joined([...others, field(MODEL.graph, parts.flat())].flat());
}

/**
 * A model in which other operations stand in the places of some.
 * @param instead the operations in the place of one, as `operation` writes them, which make its outputs too; null leaves it.
 */
export function withOperations(
  { graph, others }: OnnxModel,
  instead: (node: GraphNode, makers: Makers) => readonly Pieces[] | null,
): OnnxModel {
  const makers = makersOf(graph.nodes);
  const nodes = graph.nodes.flatMap((node) => {
    const operations = instead(node, makers);
    return operations === null ? [node] : readGraph(joined(operations.flat())).nodes;
  });
  return { graph: { ...graph, nodes }, others };
}

/** The values that lie between a graph's part that ends with some values and the rest: the rest reads them. */
export function valuesAfter({ graph: { nodes } }: OnnxModel, ends: readonly string[]): string[] {
  const { kept } = neededFor(ends, nodes, new Set());
  const before = new Set(kept);
  const made = new Set(kept.flatMap(({ outputs }) => outputs));
  const read = nodes.filter((node) => !before.has(node)).flatMap(({ inputs }) => inputs);
  return [...new Set(read.filter((name) => made.has(name)))];
}

/** The names of what goes into a graph. */
export function graphInputs({ graph }: OnnxModel): string[] {
  return graph.inputs.map(({ name }) => name);
}

/**
 * The operations in a branch of a graph's `If` node, in their order.
 * @throws RangeError when the graph has no such branch.
 */
export function nodesOf({ graph }: OnnxModel, branch: Branch): readonly GraphNode[] {
  for (const { attributes } of graph.nodes)
    for (const { payload } of attributes) {
      const own = fieldsOf(payload).find(({ number }) => number === ATTRIBUTE.graph);
      if (own !== undefined && textsOf(payload, ATTRIBUTE.name)[0] === branch)
        return readGraph(own.payload).nodes;
    }
  throw new RangeError(`The model has no ${branch}`);
}

/**
 * The weights of a name, as they are stored: 32-bit floats, bytes or 64-bit numbers.
 * @returns null where there are none of this name, or of another type.
 */
export function weightsOf({ graph }: OnnxModel, name: string): Weights | null {
  const initializer = graph.initializers.find((one) => one.name === name);
  return initializer === undefined ? null : readTensor(initializer.payload);
}

/** The whole numbers of an operation's attribute; none where it has no such attribute. */
export function integersOf({ attributes }: GraphNode, name: string): readonly number[] {
  const found = attributes.find(({ payload }) => textsOf(payload, ATTRIBUTE.name)[0] === name);
  return found === undefined ? [] : numbersIn(fieldsOf(found.payload), ATTRIBUTE.integers);
}

/** What an operation `Constant` gives; null where it is none, or of another type. */
export function constantOf({ operator, attributes }: GraphNode): Weights | null {
  const tensors = attributes.flatMap(({ payload }) => fieldsOf(payload));
  const tensor = tensors.find(({ number }) => number === ATTRIBUTE.tensor);
  return operator === 'Constant' && tensor !== undefined ? readTensor(tensor.payload) : null;
}

function readTensor(payload: Uint8Array): Weights | null {
  const fields = fieldsOf(payload);
  const View = TENSOR_VIEWS[numbersIn(fields, TENSOR.type)[0] ?? 0];
  if (View === undefined) return null;
  const shape = numbersIn(fields, TENSOR.dimension);
  const numbers = numbersIn(fields, TENSOR.integers);
  if (numbers.length > 0) return { shape, data: Uint8Array.from(numbers) };
  const whole = fields.find(({ number }) => number === TENSOR.bytes || number === TENSOR.floats);
  const values = whole?.payload ?? new Uint8Array(0);
  // Bytes are left where they lie, and not as a Buffer, whose slices share memory; other numbers are copied, since where they lie in the
  // file need not be a multiple of their size.
  if (View === Uint8Array)
    return { shape, data: new Uint8Array(values.buffer, values.byteOffset, values.length) };
  return { shape, data: new View(new Uint8Array(values).buffer) };
}

/** A field that holds something with a name. */
interface Named extends Field {
  readonly name: string;
}

/**
 * The lengths of what goes into a graph under a name; null where a length is open.
 * @returns null where there is no such input.
 */
export function inputShape({ graph }: OnnxModel, name: string): readonly (number | null)[] | null {
  const input = graph.inputs.find((one) => one.name === name);
  if (input === undefined) return null;
  const only = (message: Uint8Array, number: number) =>
    fieldsOf(message).find((part) => part.number === number)?.payload ?? new Uint8Array(0);
  const shape = only(only(only(input.payload, VALUE.type), TYPE.tensor), TENSOR_TYPE.shape);
  return fieldsOf(shape).map(({ payload }) => numbersIn(fieldsOf(payload), DIMENSION.length)[0] ?? null);
}

/** An operation of a graph. */
export interface GraphNode {
  readonly name: string;
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly Field[];
  readonly bytes: Uint8Array;
}

/** The operation that makes each value. */
export type Makers = ReadonlyMap<string, GraphNode>;

interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly initializers: readonly Named[];
  readonly inputs: readonly Named[];
  /** Type and shape of inner values, `ValueInfoProto`. */
  readonly values: readonly Named[];
}

function readGraph(payload: Uint8Array): Graph {
  const fields = fieldsOf(payload);
  const named = (number: number, name: number): Named[] =>
    fields
      .filter((part) => part.number === number)
      .map((part) => ({ ...part, name: textsOf(part.payload, name)[0] ?? '' }));
  return {
    nodes: fields.filter(({ number }) => number === GRAPH.node).map(readNode),
    initializers: named(GRAPH.initializer, TENSOR.name),
    inputs: named(GRAPH.input, VALUE.name),
    values: named(GRAPH.valueInfo, VALUE.name),
  };
}

function readNode({ bytes, payload }: Field): GraphNode {
  const fields = fieldsOf(payload);
  return {
    name: textsIn(fields, NODE.name)[0] ?? '',
    operator: textsIn(fields, NODE.operator)[0] ?? '',
    inputs: textsIn(fields, NODE.input),
    outputs: textsIn(fields, NODE.output),
    attributes: fields.filter(({ number }) => number === NODE.attribute),
    bytes,
  };
}

const makersOf = (nodes: readonly GraphNode[]): Makers =>
  new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));

/** The nodes that some values need, in their order, and the names of all that they read. */
function neededFor(outputs: readonly string[], nodes: readonly GraphNode[], given: ReadonlySet<string>) {
  const makers = makersOf(nodes);
  const needed = new Set<GraphNode>();
  const read = new Set<string>();
  const waiting = [...outputs];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const node = given.has(name) ? undefined : makers.get(name);
    if (node === undefined || needed.has(node)) continue;
    needed.add(node);
    for (const input of node.inputs) read.add(input);
    waiting.push(...node.inputs);
  }
  const missing = outputs.find((name) => !makers.has(name));
  if (missing !== undefined) throw new RangeError(`The model has no value ${missing}`);
  return { kept: nodes.filter((node) => needed.has(node)), read };
}

/**
 * The `ValueInfoProto` of an inner value: without its shape the runtime would join fewer operations into one, which gives other
 * sums. A tensor of 32-bit floats where the model does not say.
 */
function described(name: string, values: readonly Named[]): Pieces {
  const known = values.find((value) => value.name === name);
  if (known !== undefined) return [known.payload];
  const ofFloats = field(TYPE.tensor, numberField(TENSOR_TYPE.element, ELEMENT_TYPE.float32));
  return [...field(VALUE.name, text(name)), ...field(VALUE.type, ofFloats)];
}
