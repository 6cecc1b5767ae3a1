/** Samples a second of flite's speech and of all that is made from it, Hz. */
export const SAMPLE_RATE = 16_000;
const HEADER_BYTES = 44;

/** Samples of a mono 16-bit WAV file with a plain header, full scale at -1 and 1. */
export function readWav(bytes: Buffer): Float32Array {
  const samples = new Float32Array(Math.floor((bytes.length - HEADER_BYTES) / 2));
  for (let n = 0; n < samples.length; n++) samples[n] = bytes.readInt16LE(HEADER_BYTES + 2 * n) / 32768;
  return samples;
}

/** Two channels of one length as samples side by side, left first. */
export function interleaved(left: Float32Array, right: Float32Array): Float32Array {
  return Float32Array.from({ length: 2 * left.length }, (_, n) => (n % 2 === 0 ? left : right)[n >> 1] ?? 0);
}

/**
 * A 16-bit WAV file; samples outside -1 to 1 are clipped.
 * @param channels how many channels the samples hold, side by side.
 */
export function toWav(samples: Float32Array, sampleRate: number, channels = 1): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + 2 * samples.length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * 2 * channels, 28);
  bytes.writeUInt16LE(2 * channels, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, n) => {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), HEADER_BYTES + 2 * n);
  });
  return bytes;
}
