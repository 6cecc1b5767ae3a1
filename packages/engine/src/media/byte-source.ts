/**
 * The recording's bytes, read from an open descriptor where they are needed: a video of a gigabyte never lies in memory whole.
 */
import { readSync } from 'node:fs';

/** Bytes that are read at once; small reads that follow one another are served from them. */
const WINDOW_BYTES = 256 * 1024;

/** Random access to a file of known size. Reads beyond the end give fewer bytes, never an error. */
export class ByteSource {
  readonly size: number;
  readonly #descriptor: number;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart = 0;

  /** @param size of the file behind the descriptor, bytes */
  constructor(descriptor: number, size: number) {
    this.#descriptor = descriptor;
    this.size = size;
  }

  /** Up to `length` bytes from `start` on: fewer at the end of the file. Valid until the next read; copy what is kept. */
  view(start: number, length: number): Uint8Array {
    const end = Math.min(this.size, start + length);
    if (!(start >= 0 && start < end)) return new Uint8Array(0);
    const within = start - this.#windowStart;
    if (within >= 0 && end - this.#windowStart <= this.#window.length)
      return this.#window.subarray(within, end - this.#windowStart);
    this.#window = this.#read(start, Math.min(this.size, Math.max(end, start + WINDOW_BYTES)));
    this.#windowStart = start;
    return this.#window.subarray(0, end - start);
  }

  /** As `view`, but the bytes stay what they are. */
  copy(start: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.view(start, length));
  }

  /** Latin-1 text of up to `length` bytes. */
  text(start: number, length: number): string {
    return Buffer.from(this.view(start, length)).toString('latin1');
  }

  #read(start: number, end: number): Uint8Array {
    const bytes = new Uint8Array(end - start);
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(this.#descriptor, bytes, filled, bytes.length - filled, start + filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  }
}

/** Numbers in bytes that were read. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Where the sound of a file lies: bytes from `start` to `end`, and how many its header promises (null: none). */
export interface SoundExtent {
  readonly start: number;
  readonly end: number;
  readonly promisedBytes: number | null;
}
