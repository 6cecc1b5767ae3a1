/** Writes ONNX graphs, for networks whose weights are at hand and whose published graph does more than is needed. */
import {
  ATTRIBUTE,
  ATTRIBUTE_TYPE,
  DIMENSION,
  ELEMENT_TYPE,
  GRAPH,
  MODEL,
  NODE,
  OPERATOR_SET,
  SHAPE,
  TENSOR,
  TENSOR_TYPE,
  TYPE,
  VALUE,
} from './onnx-format.ts';
import { field, floatField, joined, numberField, type Pieces, text } from './protobuf.ts';

const IR_VERSION = 8;
/** ONNX's own operators and those of ONNX Runtime, by the version in which they are meant. */
const OPERATOR_SETS = { '': 17, 'com.microsoft': 1 };
type Domain = keyof typeof OPERATOR_SETS;

/** What a network's values and weights are made of. */
export type ElementType = keyof typeof ELEMENT_TYPE;

/** A block of numbers that belongs to the model. */
export interface Weights {
  readonly shape: readonly number[];
  readonly data: Float32Array | Uint8Array | Int32Array | BigInt64Array;
}

/** One number by itself, as a 32-bit float. */
export const real = (value: number): Weights => ({ shape: [], data: Float32Array.of(value) });
/** One byte by itself. */
export const byte = (value: number): Weights => ({ shape: [], data: Uint8Array.of(value) });
/** A row of whole numbers, such as lengths of a shape or axes. */
export const wholeNumbers = (...values: readonly number[]): Weights => ({
  shape: [values.length],
  data: BigInt64Array.from(values, BigInt),
});

/** Whole numbers, real ones marked as such (ONNX tells them apart), and texts. */
export type Attributes = Readonly<Record<string, number | readonly number[] | string | Real>>;

/** A real number, as an attribute. */
export interface Real {
  readonly real: number;
}

/** Takes the operations of a graph one after another; values go by name. */
export interface GraphBuilder {
  /** A value that is put in; a name in the place of a length that is open. */
  input(name: string, type: ElementType, shape: readonly (number | string)[]): string;
  /** The name of some weights, which are written once. */
  weights(weights: Weights): string;
  /** An operation of ONNX: the name of its result. An input that is left out is ''. */
  node(operator: string, inputs: readonly string[], attributes?: Attributes): string;
  /** An operation of ONNX Runtime (`com.microsoft`), or one with several results: their names. */
  nodes(operator: string, inputs: readonly string[], options: NodeOptions): readonly string[];
  /** Gives a value out, under this name. */
  output(name: string, value: string): void;
  /** The model. */
  bytes(): Uint8Array;
}

/** How an operation is read. */
export interface NodeOptions {
  readonly attributes?: Attributes;
  readonly domain?: Domain;
  /** How many results it has; 1 unless given. */
  readonly results?: number;
}

/** A graph without operations. */
export function graphBuilder(): GraphBuilder {
  const parts: Pieces[] = [field(GRAPH.name, text('graph'))];
  const named = new Map<Weights, string>();
  let names = 0;
  const newName = () => `v${names++}`;
  const add = (number: number, message: readonly Pieces[]) => void parts.push(field(number, message.flat()));
  const builder: GraphBuilder = {
    input(name, type, shape) {
      add(GRAPH.input, described(name, type, shape));
      return name;
    },
    weights(weights) {
      const known = named.get(weights);
      if (known !== undefined) return known;
      const name = newName();
      named.set(weights, name);
      add(GRAPH.initializer, tensor(name, weights));
      return name;
    },
    node: (operator, inputs, attributes = {}) => builder.nodes(operator, inputs, { attributes })[0] as string,
    nodes(operator, inputs, { attributes = {}, domain = '', results = 1 }) {
      const outputs = Array.from({ length: results }, newName);
      const written = Object.entries(attributes).map((entry) => operationAttribute(...entry));
      parts.push(operation({ name: `${operator}_${names}`, operator, inputs, outputs, domain }, written));
      return outputs;
    },
    output(name, value) {
      parts.push(operation({ name, operator: 'Identity', inputs: [value], outputs: [name] }));
      add(GRAPH.output, [field(VALUE.name, text(name))]);
    },
    bytes: () =>
      joined(
        [
          numberField(MODEL.irVersion, IR_VERSION),
          ...Object.entries(OPERATOR_SETS).map(([domain, version]) =>
            field(
              MODEL.operatorSet,
              [field(OPERATOR_SET.domain, text(domain)), numberField(OPERATOR_SET.version, version)].flat(),
            ),
          ),
          field(MODEL.graph, parts.flat()),
        ].flat(),
      ),
  };
  return builder;
}

/** An operation of a graph, with the names of what it reads and makes. */
export interface Operation {
  readonly name: string;
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly domain?: string;
}

/** An operation as a graph holds it, with its attributes as they are written. */
export function operation(
  { name, operator, inputs, outputs, domain = '' }: Operation,
  attributes: readonly Pieces[] = [],
): Pieces {
  return field(
    GRAPH.node,
    [
      ...inputs.map((input) => field(NODE.input, text(input))),
      ...outputs.map((output) => field(NODE.output, text(output))),
      field(NODE.name, text(name)),
      field(NODE.operator, text(operator)),
      field(NODE.domain, text(domain)),
      ...attributes,
    ].flat(),
  );
}

/** An attribute of an operation, as a graph holds it. */
export const operationAttribute = (name: string, value: Attributes[string]): Pieces =>
  field(NODE.attribute, attribute(name, value).flat());

function described(name: string, type: ElementType, shape: readonly (number | string)[]): readonly Pieces[] {
  const dimensions = shape.map((length) =>
    field(
      SHAPE.dimension,
      typeof length === 'number'
        ? numberField(DIMENSION.length, length)
        : field(DIMENSION.name, text(length)),
    ),
  );
  const tensorType = [
    numberField(TENSOR_TYPE.element, ELEMENT_TYPE[type]),
    field(TENSOR_TYPE.shape, dimensions.flat()),
  ];
  return [field(VALUE.name, text(name)), field(VALUE.type, field(TYPE.tensor, tensorType.flat()))];
}

function tensor(name: string, { shape, data }: Weights): readonly Pieces[] {
  return [
    ...shape.map((length) => numberField(TENSOR.dimension, length)),
    numberField(TENSOR.type, ELEMENT_TYPE[elementTypeOf(data)]),
    field(TENSOR.name, text(name)),
    field(TENSOR.bytes, [new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]),
  ];
}

function elementTypeOf(data: Weights['data']): ElementType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Int32Array) return 'int32';
  return data instanceof Uint8Array ? 'uint8' : 'int64';
}

function attribute(name: string, value: Attributes[string]): readonly Pieces[] {
  const typed = (type: keyof typeof ATTRIBUTE_TYPE, ...parts: readonly Pieces[]) => [
    field(ATTRIBUTE.name, text(name)),
    ...parts,
    numberField(ATTRIBUTE.type, ATTRIBUTE_TYPE[type]),
  ];
  if (typeof value === 'number') return typed('integer', numberField(ATTRIBUTE.integer, value));
  if (typeof value === 'string') return typed('text', field(ATTRIBUTE.text, text(value)));
  if ('real' in (value as object)) return typed('float', floatField(ATTRIBUTE.float, (value as Real).real));
  const numbers = value as readonly number[];
  return typed('integers', ...numbers.map((one) => numberField(ATTRIBUTE.integers, one)));
}
