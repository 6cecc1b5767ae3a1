/** Writes ONNX models for tests: protobuf `ModelProto` (onnx.proto of ONNX 1.x) with opset 17. */

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
  readonly output: { readonly name: string; readonly shape: readonly (number | string)[] };
  readonly nodes: readonly OnnxNode[];
  readonly constants: Readonly<Record<string, OnnxConstant>>;
}

const [FLOAT, INT64] = [1, 7];
const [INT_ATTRIBUTE, INTS_ATTRIBUTE] = [2, 7];
const OPSET = 17;
const IR_VERSION = 8;

/** The bytes of the model. */
export function onnxModel({ input, output, nodes, constants }: OnnxGraph): Uint8Array {
  const graph = [
    ...nodes.map((node) => message(1, nodeBytes(node))),
    text(2, 'test'),
    ...Object.entries(constants).map(([name, constant]) => message(5, constantBytes(name, constant))),
    message(11, valueBytes(input.name, input.shape)),
    message(12, valueBytes(output.name, output.shape)),
  ];
  return Buffer.concat([number(1, IR_VERSION), message(7, graph), message(8, [number(2, OPSET)])]);
}

function nodeBytes({ operator, inputs, output, attributes = {} }: OnnxNode): Uint8Array[] {
  return [
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      message(5, [
        text(1, name),
        ...(typeof value === 'number'
          ? [number(3, value), number(20, INT_ATTRIBUTE)]
          : [...value.map((one) => number(8, one)), number(20, INTS_ATTRIBUTE)]),
      ]),
    ),
  ];
}

function constantBytes(name: string, { shape, values }: OnnxConstant): Uint8Array[] {
  return [
    ...shape.map((side) => number(1, side)),
    number(2, values instanceof Float32Array ? FLOAT : INT64),
    text(8, name),
    bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ];
}

function valueBytes(name: string, shape: readonly (number | string)[]): Uint8Array[] {
  const sides = shape.map((side) => message(1, [typeof side === 'number' ? number(1, side) : text(2, side)]));
  const tensor = message(1, [number(1, FLOAT), message(2, sides)]);
  return [text(1, name), message(2, [tensor])];
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

function number(field: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(field * 8), ...varint(value)]);
}

function bytes(field: number, value: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.from([...varint(field * 8 + 2), ...varint(value.length)]), value]);
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, Buffer.from(value));
}

function message(field: number, contents: readonly Uint8Array[]): Uint8Array {
  return bytes(field, Buffer.concat(contents));
}
