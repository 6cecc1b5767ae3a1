/** Messages of Protocol Buffers, field by field, as ONNX files are made of them (protobuf.dev, "Encoding"). */

/** A field of a message: all its bytes, and what it holds: the payload where it is length-delimited, else the number. */
export interface Field {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly payload: Uint8Array;
  /** What a varint holds; else the length of the payload, or 0. */
  readonly value: number;
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FOUR_BYTES = 5;
/** Bytes that a value of a fixed-width wire type takes. */
const FIXED_BYTES: Readonly<Record<number, number>> = { 1: 8, [FOUR_BYTES]: 4 };

/**
 * The fields of a message, in its order.
 * @throws RangeError when it is cut short.
 */
export function fieldsOf(message: Uint8Array): Field[] {
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
      value: first?.value ?? 0,
    });
    start = end;
  }
  return fields;
}

/** What a field of text holds, each time that it occurs. */
export function textsOf(message: Uint8Array, number: number): string[] {
  return textsIn(fieldsOf(message), number);
}

/** As `textsOf`, in a message that was taken apart. */
export function textsIn(fields: readonly Field[], number: number): string[] {
  return fields
    .filter((part) => part.number === number)
    .map(({ payload }) => new TextDecoder().decode(payload));
}

/** The whole numbers of a repeated field, written one by one or packed. */
export function numbersIn(fields: readonly Field[], number: number): number[] {
  return fields
    .filter((part) => part.number === number)
    .flatMap(({ payload, value }) => (payload.length === 0 ? [value] : unpacked(payload)));
}

function unpacked(payload: Uint8Array): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < payload.length; ) {
    const { value, end } = readVarint(payload, at);
    numbers.push(value);
    at = end;
  }
  return numbers;
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

/** A message, or a part of one, in pieces that are copied once, when all are joined. */
export type Pieces = readonly Uint8Array[];

/** Text as it stands in a field. */
export function text(value: string): Pieces {
  return [new TextEncoder().encode(value)];
}

/** A length-delimited field. */
export function field(number: number, payload: Pieces): Pieces {
  const length = payload.reduce((sum, { length: own }) => sum + own, 0);
  return [joined([varint((number << 3) | LENGTH_DELIMITED), varint(length)]), ...payload];
}

/** A field with a whole number; a negative one takes ten bytes. */
export function numberField(number: number, value: number): Pieces {
  return [joined([varint((number << 3) | VARINT), varint(value)])];
}

/** A field with a 32-bit float. */
export function floatField(number: number, value: number): Pieces {
  const bytes = new Uint8Array(5);
  bytes[0] = (number << 3) | FOUR_BYTES;
  new DataView(bytes.buffer).setFloat32(1, value, true);
  return [bytes];
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

/** The pieces in one. */
export function joined(parts: Pieces): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
