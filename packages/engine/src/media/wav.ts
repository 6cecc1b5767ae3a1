import { SAMPLE_RATE } from './recording.ts';

/** Samples from -1 to 1 as a WAV file: 16 kHz, 16 bits, mono; what is louder is cut off. */
export function wavOf(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF....WAVEfmt ', 0, 'latin1');
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  bytes.writeUInt32LE(16, 16);
  for (const [at, value] of [16, 1 | (1 << 16), SAMPLE_RATE, 2 * SAMPLE_RATE, 2 | (16 << 16)].entries())
    bytes.writeUInt32LE(value, 16 + 4 * at);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * samples.length, 40);
  for (const [at, value] of samples.entries())
    bytes.writeInt16LE(Math.round(32_767 * Math.max(-1, Math.min(1, value))), 44 + 2 * at);
  return bytes;
}
