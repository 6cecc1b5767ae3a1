/** Elements of EBML (RFC 8794), the notation of Matroska. */
import type { ByteSource } from '../byte-source.ts';

/** An element: where its content lies. `end` is the end of the file where the size is unknown, as live recorders write it, or a lie. */
export interface EbmlElement {
  readonly id: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
  readonly isSizeKnown: boolean;
}

/** The header of an element at a place; null where none begins. */
export function ebmlElementAt(source: ByteSource, at: number): EbmlElement | null {
  const bytes = source.view(at, 12);
  const idBytes = Math.clz32(bytes[0] ?? 0) - 23;
  if (idBytes > 4 || bytes.length <= idBytes) return null;
  let id = 0;
  for (let index = 0; index < idBytes; index++) id = id * 256 + bytes[index]!;
  const size = ebmlNumber(bytes, idBytes);
  if (size === null) return null;
  const content = at + idBytes + size.bytes;
  const isSizeKnown = size.value !== null;
  return { id, start: at, content, end: isSizeKnown ? content + size.value! : source.size, isSizeKnown };
}

/** A number of variable length; its value is null where all its bits are set, which says that it is unknown. */
export function ebmlNumber(
  bytes: Uint8Array,
  at: number,
): { readonly value: number | null; readonly bytes: number } | null {
  const first = bytes[at];
  if (first === undefined || first === 0 || at + Math.clz32(first) - 23 > bytes.length) return null;
  const length = Math.clz32(first) - 23;
  let value = first & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (let index = 1; index < length; index++) {
    value = value * 256 + bytes[at + index]!;
    isUnknown &&= bytes[at + index] === 0xff;
  }
  return { value: isUnknown ? null : value, bytes: length };
}

/** The elements inside of another one, in order; what follows damage is left out. */
export function* ebmlChildren(source: ByteSource, start: number, end: number): Generator<EbmlElement> {
  for (let at = start; at < Math.min(end, source.size); ) {
    const element = ebmlElementAt(source, at);
    if (element === null) return;
    yield element;
    at = element.end;
  }
}

/** A whole number of up to 8 bytes. */
export function ebmlUnsigned(source: ByteSource, { content, end }: EbmlElement): number {
  let value = 0;
  for (const byte of source.view(content, Math.min(8, end - content))) value = value * 256 + byte;
  return value;
}

/** A number of 4 or 8 bytes with a fraction. */
export function ebmlFloat(source: ByteSource, { content, end }: EbmlElement): number {
  const bytes = source.copy(content, Math.min(8, end - content));
  const view = new DataView(bytes.buffer);
  return bytes.length === 8 ? view.getFloat64(0) : bytes.length === 4 ? view.getFloat32(0) : 0;
}

/** Text, without the zeros that may end it. */
export function ebmlText(source: ByteSource, { content, end }: EbmlElement): string {
  return source.text(content, Math.min(256, end - content)).replace(/\0.*$/s, '');
}
