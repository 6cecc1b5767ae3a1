/**
 * Chooses which values of an ONNX graph can be read, inner ones too.
 *
 * An ONNX file is a protobuf `ModelProto`; when a message field occurs twice, a reader merges both (protobuf encoding
 * guide, "Last One Wins": embedded messages are merged). So a second, tiny `graph` (field 7) that holds only `output`
 * entries (field 12, a `ValueInfoProto` with a `name`, field 1) appended to the file adds outputs to the first one.
 */
const GRAPH = 7;
const GRAPH_OUTPUT = 12;
const VALUE_NAME = 1;

const LENGTH_DELIMITED = 2;

/** Names further values of the graph as outputs, beside those that it has. */
export function withGraphOutputs(model: Uint8Array, names: readonly string[]): Uint8Array {
  return concat([model, outputsOf(names)]);
}

/**
 * Names other values of the graph as its only outputs: the runtime then leaves out all that they do not need.
 * @throws RangeError when the model is no readable protobuf message.
 */
export function withOnlyGraphOutputs(model: Uint8Array, names: readonly string[]): Uint8Array {
  const kept = fieldsOf(model).map((part) =>
    part.number === GRAPH ? field(GRAPH, concat(withoutOutputs(part.payload))) : part.bytes,
  );
  return concat([...kept, outputsOf(names)]);
}

function outputsOf(names: readonly string[]): Uint8Array {
  const named = names.map((name) => field(GRAPH_OUTPUT, field(VALUE_NAME, new TextEncoder().encode(name))));
  return field(GRAPH, concat(named));
}

function withoutOutputs(graph: Uint8Array): Uint8Array[] {
  return fieldsOf(graph)
    .filter((part) => part.number !== GRAPH_OUTPUT)
    .map((part) => part.bytes);
}

/** A field of a message: all its bytes, and what it holds when it is length-delimited. */
interface Field {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly payload: Uint8Array;
}

const VARINT = 0;
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

function readVarint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new RangeError('The model is cut short');
}

function field(number: number, payload: Uint8Array): Uint8Array {
  return concat([varint((number << 3) | LENGTH_DELIMITED), varint(payload.length), payload]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
