/**
 * Makes inner values of an ONNX graph readable by naming them as further outputs.
 *
 * An ONNX file is a protobuf `ModelProto`; when a message field occurs twice, a reader merges both (protobuf encoding
 * guide, "Last One Wins": embedded messages are merged). So a second, tiny `graph` (field 7) that holds only `output`
 * entries (field 12, a `ValueInfoProto` with a `name`, field 1) appended to the file adds outputs to the first one.
 */
export function withGraphOutputs(model: Uint8Array, names: readonly string[]): Uint8Array {
  const outputs = names.map((name) => field(12, field(1, new TextEncoder().encode(name))));
  return concat([model, field(7, concat(outputs))]);
}

function field(number: number, payload: Uint8Array): Uint8Array {
  const LENGTH_DELIMITED = 2;
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
