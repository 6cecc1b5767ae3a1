/** Reads numbers of any width from bytes, highest bit first. Bits beyond the end are zeros; `isPastEnd` tells. */
export class BitReader {
  readonly bytes: Uint8Array;
  /** The next bit, counted from the first. */
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Whether more bits were read than there are. */
  get isPastEnd(): boolean {
    return this.position > 8 * this.bytes.length;
  }

  /** The next 0 to 32 bits as an unsigned number. */
  read(count: number): number {
    if (count > 25) return this.read(count - 16) * 65_536 + this.read(16);
    const value = this.peek(count);
    this.position += count;
    return value;
  }

  /** The next 0 to 25 bits, which stay where they are. */
  peek(count: number): number {
    if (count === 0) return 0;
    const [bytes, at] = [this.bytes, this.position >> 3];
    const word = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    return (word << (this.position & 7)) >>> (32 - count);
  }

  /** The next 1 to 32 bits as a number in two's complement. */
  readSigned(count: number): number {
    return (this.read(count) << (32 - count)) >> (32 - count);
  }
}
