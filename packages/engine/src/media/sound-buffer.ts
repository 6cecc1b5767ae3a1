/** What is added at a time as sound comes, bytes. */
const STEP_BYTES = 8 * 2 ** 20;

/** Sound that comes in chunks of unknown number. */
export interface SoundBuffer {
  /** Adds a chunk; once it does not fit any more, no further one is kept. */
  add(chunk: Uint8Array): void;
  /** Number of bytes that were kept. */
  readonly byteLength: number;
  /** The sound as 32-bit samples of interleaved channels, in memory of their own, one array for each channel. */
  channels(count: number): Float32Array[];
}

/**
 * Collects sound in one block that grows in place and is given back whole: chunks that are kept until the end lie scattered
 * over the heap of the C library, which keeps their place for itself when they are gone.
 * @param maxBytes no more is kept.
 */
export function createSoundBuffer(maxBytes: number): SoundBuffer {
  let buffer = new ArrayBuffer(0, { maxByteLength: maxBytes });
  let byteLength = 0;
  let isFull = false;
  return {
    add(chunk) {
      const end = byteLength + chunk.length;
      isFull ||= end > maxBytes;
      if (isFull) return;
      if (end > buffer.byteLength) buffer.resize(Math.min(maxBytes, end + STEP_BYTES));
      new Uint8Array(buffer, byteLength).set(chunk);
      byteLength = end;
    },
    get byteLength() {
      return byteLength;
    },
    channels(count) {
      const length = Math.floor(byteLength / 4 / count);
      const samples = new Float32Array(buffer, 0, length * count);
      const channels = Array.from({ length: count }, (_, channel) => {
        if (count === 1) return samples.slice();
        const own = new Float32Array(length);
        for (let n = 0; n < length; n++) own[n] = samples[n * count + channel]!;
        return own;
      });
      buffer = new ArrayBuffer(0, { maxByteLength: maxBytes });
      byteLength = 0;
      return channels;
    },
  };
}
