/**
 * Takes parts out of an ONNX graph: the runtime then loads and computes those alone.
 *
 * An ONNX file is a protobuf `ModelProto` (onnx.proto of ONNX 1.x); the numbers below are those of its fields. All else is copied
 * as it is.
 */
const MODEL = { graph: 7 };
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 };
const NODE = { input: 1, output: 2, operator: 4, attribute: 5 };
const ATTRIBUTE = { name: 1, graph: 6 };
const TENSOR = { name: 8 };
const VALUE = { name: 1, type: 2 };

/** What of a graph is wanted. */
export interface GraphPart {
  /** The values that can be read, inner ones too. What they do not need is left out. */
  readonly outputs: readonly string[];
  /** Inner values that are put in: what makes them is left out. */
  readonly inputs?: readonly string[];
  /** A branch of the graph's `If` node that takes the graph's place. */
  readonly branch?: 'then_branch' | 'else_branch';
}

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
 * @throws RangeError when the model has no such values or branch.
 */
export function withGraphPart(
  { graph, others }: OnnxModel,
  { outputs, inputs = [], branch }: GraphPart,
): Uint8Array {
  const { nodes, values } = within(graph, branch);
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

/** The values that lie between a graph's part that ends with some values and the rest: the rest reads them. */
export function valuesAfter({ graph: { nodes } }: OnnxModel, ends: readonly string[]): string[] {
  const { kept } = neededFor(ends, nodes, new Set());
  const before = new Set(kept);
  const made = new Set(kept.flatMap(({ outputs }) => outputs));
  const read = nodes.filter((node) => !before.has(node)).flatMap(({ inputs }) => inputs);
  return [...new Set(read.filter((name) => made.has(name)))];
}

/** Inner values of which some outputs need nothing but the shape, such as the batch size of states that they do not read. */
export function valuesForTheirShape(
  { graph }: OnnxModel,
  { outputs, branch }: Pick<GraphPart, 'outputs' | 'branch'>,
): string[] {
  const { nodes } = within(graph, branch);
  const shapes = nodes.filter(({ operator }) => operator === 'Shape');
  const ofShapes = new Set(shapes.flatMap(({ outputs: own }) => own));
  const { kept, read } = neededFor(outputs, nodes, ofShapes);
  const made = new Set(kept.flatMap(({ outputs: own }) => own));
  const measured = shapes.filter((node) => node.outputs.some((name) => read.has(name)));
  const inner = new Set(nodes.flatMap(({ outputs: own }) => own));
  return [
    ...new Set(measured.flatMap(({ inputs }) => inputs.filter((name) => inner.has(name) && !made.has(name)))),
  ];
}

/** The names of what goes into a graph. */
export function graphInputs({ graph }: OnnxModel): string[] {
  return graph.inputs.map(({ name }) => name);
}

/** A field that holds something with a name. */
interface Named extends Field {
  readonly name: string;
}

interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly Field[];
  readonly bytes: Uint8Array;
}

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
    operator: textsIn(fields, NODE.operator)[0] ?? '',
    inputs: textsIn(fields, NODE.input),
    outputs: textsIn(fields, NODE.output),
    attributes: fields.filter(({ number }) => number === NODE.attribute),
    bytes,
  };
}

/** The graph, or a branch of it. */
function within(graph: Graph, branch: string | undefined): Pick<Graph, 'nodes' | 'values'> {
  if (branch === undefined) return graph;
  for (const { attributes } of graph.nodes)
    for (const { payload } of attributes) {
      const own = fieldsOf(payload).find(({ number }) => number === ATTRIBUTE.graph);
      if (own !== undefined && textsOf(payload, ATTRIBUTE.name)[0] === branch) return readGraph(own.payload);
    }
  throw new RangeError(`The model has no ${branch}`);
}

/** The nodes that some values need, in their order, and the names of all that they read. */
function neededFor(outputs: readonly string[], nodes: readonly GraphNode[], given: ReadonlySet<string>) {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
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
function described(name: string, values: readonly Named[]): Uint8Array[] {
  const known = values.find((value) => value.name === name);
  if (known !== undefined) return [known.payload];
  const FLOAT = Uint8Array.of(1 << 3, 1);
  const TENSOR_TYPE = 1;
  return [...field(VALUE.name, text(name)), ...field(VALUE.type, field(TENSOR_TYPE, [FLOAT]))];
}

/** A field of a message: all its bytes, and what it holds when it is length-delimited. */
interface Field {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly payload: Uint8Array;
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;
/** Bytes that a value of a fixed-width wire type takes. */
const FIXED_BYTES: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  for (let start = 0; start < message.length; ) {
    const tag = readVarint(message, start);
    const type = tag.value & 7;
    const first = type === VARINT || type === LENGTH_DELIMITED ? readVarint(message, tag.end) : null;
    const from = first?.end ?? tag.end;
    const length = type === LENGTH_DELIMITED ? (first?.value ?? 0) : (FIXED_BYTES[type] ?? 0);
    const end = from + length;
    if (end > message.length || end <= start) throw new RangeError('The model is cut short');
    fields.push({
      number: Math.floor(tag.value / 8),
      bytes: message.subarray(start, end),
      payload: message.subarray(from, end),
    });
    start = end;
  }
  return fields;
}

function textsOf(message: Uint8Array, number: number): string[] {
  return textsIn(fieldsOf(message), number);
}

function textsIn(fields: readonly Field[], number: number): string[] {
  return fields
    .filter((part) => part.number === number)
    .map(({ payload }) => new TextDecoder().decode(payload));
}

function readVarint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new RangeError('The model is cut short');
}

function text(value: string): Uint8Array[] {
  return [new TextEncoder().encode(value)];
}

/** A field in pieces, which are copied once, when all are joined. */
function field(number: number, payload: readonly Uint8Array[]): Uint8Array[] {
  const length = payload.reduce((sum, { length: own }) => sum + own, 0);
  return [joined([varint((number << 3) | LENGTH_DELIMITED), varint(length)]), ...payload];
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
