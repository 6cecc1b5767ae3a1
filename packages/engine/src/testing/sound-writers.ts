/** Writes sound into the simple containers, byte by byte: what recorders and telephone exchanges leave, right and wrong. */

/** Samples of 16 bits, one channel. */
export type Sound = Int16Array;

/** What the header of a WAV file says. */
export interface WavForm {
  /** Format tag (RFC 2361). */
  readonly tag: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bits: number;
  readonly blockBytes: number;
  /** Follows the format, with its length before it. */
  readonly extra?: Buffer;
  /** Bytes a second, where it is not what follows from the others. */
  readonly byteRate?: number;
  /** The size of the sound in the header, where it is not the truth. */
  readonly dataBytes?: number;
}

const PCM: WavForm = { tag: 1, channels: 1, sampleRate: 16_000, bits: 16, blockBytes: 2 };

/** Samples as bytes of 16 bits. */
export function pcm16(sound: Sound, order: 'le' | 'be' = 'le'): Buffer {
  const bytes = Buffer.alloc(2 * sound.length);
  for (const [n, sample] of sound.entries())
    if (order === 'le') bytes.writeInt16LE(sample, 2 * n);
    else bytes.writeInt16BE(sample, 2 * n);
  return bytes;
}

/** A WAV file. */
export function wav(data: Buffer, form: Partial<WavForm> = {}): Buffer {
  const chunks = [chunk('fmt ', wavFormat(form)), chunk('data', data, form.dataBytes)];
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

/** RF64 (EBU Tech 3306): the sizes of 32 bits say nothing, those of a chunk before them count. */
export function rf64(data: Buffer): Buffer {
  const sizes = Buffer.alloc(28);
  sizes.writeBigUInt64LE(BigInt(data.length), 8);
  const chunks = [chunk('ds64', sizes), chunk('fmt ', wavFormat({})), chunk('data', data, 0xffffffff)];
  return chunk('RF64', Buffer.concat([Buffer.from('WAVE'), ...chunks]), 0xffffffff);
}

const W64_TAIL = '2e91cf11a5d628db04c10000';

/** Wave64 (Sony): chunks are named by GUIDs and their sizes count their own heads. */
export function w64(data: Buffer): Buffer {
  const guid = (name: string, tail: string) =>
    Buffer.concat([Buffer.from(name, 'latin1'), Buffer.from(tail, 'hex')]);
  const part = (name: string, content: Buffer) => {
    const padding = Buffer.alloc((8 - (content.length % 8)) % 8);
    return Buffer.concat([
      guid(name, 'f3acd3118cd100c04f8edb8a'),
      u64le(content.length + 24),
      content,
      padding,
    ]);
  };
  const body = Buffer.concat([
    guid('wave', 'f3acd3118cd100c04f8edb8a'),
    part('fmt ', wavFormat({})),
    part('data', data),
  ]);
  return Buffer.concat([guid('riff', W64_TAIL), u64le(body.length + 24), body]);
}

/** AIFF, or AIFF-C where a compression is named. */
export function aiff(data: Buffer, frames: number, compression?: string, sampleRate = 16_000): Buffer {
  const common = Buffer.alloc(18);
  common.writeInt16BE(1, 0);
  common.writeUInt32BE(frames, 2);
  common.writeInt16BE(16, 6);
  // The sample rate is an 80-bit number: exponent, then a mantissa with its leading one.
  const exponent = Math.floor(Math.log2(sampleRate));
  common.writeUInt16BE(16_383 + exponent, 8);
  common.writeBigUInt64BE(BigInt(sampleRate) << BigInt(63 - exponent), 10);
  const named = compression === undefined ? [] : [Buffer.from(`${compression}\0\0`, 'latin1')];
  const parts = [
    Buffer.from(compression === undefined ? 'AIFF' : 'AIFC'),
    chunkBe('COMM', Buffer.concat([common, ...named])),
    chunkBe('SSND', Buffer.concat([Buffer.alloc(8), data])),
  ];
  return chunkBe('FORM', Buffer.concat(parts));
}

/** Sun AU. */
export function au(data: Buffer, encoding: number, sampleRate = 16_000): Buffer {
  const head = Buffer.alloc(24);
  head.write('.snd', 'latin1');
  for (const [index, value] of [24, 0xffffffff, encoding, sampleRate, 1].entries())
    head.writeUInt32BE(value, 4 + 4 * index);
  return Buffer.concat([head, data]);
}

/** What a Core Audio file says about its sound. */
export interface CafForm {
  readonly format: string;
  readonly flags: number;
  readonly packetBytes: number;
  readonly packetFrames: number;
  readonly bits: number;
}

/** Core Audio Format; its sound reaches to the end of the file, as that of a recorder that is still at work. */
export function caf(data: Buffer, { format, flags, packetBytes, packetFrames, bits }: CafForm): Buffer {
  const description = Buffer.alloc(32);
  description.writeDoubleBE(16_000, 0);
  description.write(format, 8, 'latin1');
  for (const [index, value] of [flags, packetBytes, packetFrames, 1, bits].entries())
    description.writeUInt32BE(value, 12 + 4 * index);
  return Buffer.concat([
    Buffer.from('caff\0\x01\0\0', 'latin1'),
    Buffer.from('desc'),
    u64be(32n),
    description,
    Buffer.from('data'),
    u64be(-1n),
    Buffer.alloc(4),
    data,
  ]);
}

function wavFormat(form: Partial<WavForm>): Buffer {
  const { tag, channels, sampleRate, bits, blockBytes, extra, byteRate } = { ...PCM, ...form };
  const format = Buffer.alloc(16);
  format.writeUInt16LE(tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(byteRate ?? sampleRate * blockBytes, 8);
  format.writeUInt16LE(blockBytes, 12);
  format.writeUInt16LE(bits, 14);
  if (extra === undefined) return format;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(extra.length);
  return Buffer.concat([format, length, extra]);
}

function chunk(name: string, content: Buffer, claimed = content.length): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(claimed);
  return Buffer.concat([Buffer.from(name, 'latin1'), size, content, Buffer.alloc(content.length % 2)]);
}

function chunkBe(name: string, content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.from(name, 'latin1'), size, content, Buffer.alloc(content.length % 2)]);
}

function u64le(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function u64be(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}
