/** Writes the parts of containers byte by byte, wrong ones too, which no encoder would write. */

/** A number of `bytes` bytes, the most significant first. */
export function bigEndian(value: number | bigint, bytes: number): Buffer {
  const written = Buffer.alloc(bytes);
  for (let at = bytes - 1, rest = BigInt(value); at >= 0; at -= 1, rest >>= 8n)
    written[at] = Number(rest & 0xffn);
  return written;
}

/** A number of `bytes` bytes, the least significant first. */
export function littleEndian(value: number | bigint, bytes: number): Buffer {
  return bigEndian(value, bytes).reverse();
}

/** A chunk of RIFF; `claimed` is written as its size, bytes. */
export function riffChunk(name: string, content: Buffer, claimed = content.length): Buffer {
  return Buffer.concat([Buffer.from(name, 'latin1'), littleEndian(claimed, 4), content]);
}

/** What a WAV file says about its sound. */
export interface WaveForm {
  readonly format?: number;
  readonly channels?: number;
  readonly sampleRate?: number;
  readonly bitsPerSample?: number;
  readonly blockBytes?: number;
}

/** A WAV file around `data`, believing nothing that it says: 16 kHz mono of 16 bits unless said otherwise. */
export function waveFile(data: Buffer, form: WaveForm = {}, claimedBytes = data.length): Buffer {
  const { format = 1, channels = 1, sampleRate = 16_000, bitsPerSample = 16 } = form;
  const blockBytes = form.blockBytes ?? (channels * bitsPerSample) >> 3;
  const fields: [number, number][] = [
    [format, 2],
    [channels, 2],
    [sampleRate, 4],
    [sampleRate * blockBytes, 4],
    [blockBytes, 2],
    [bitsPerSample, 2],
  ];
  const description = Buffer.concat(fields.map(([value, bytes]) => littleEndian(value, bytes)));
  const chunks = Buffer.concat([riffChunk('fmt ', description), riffChunk('data', data, claimedBytes)]);
  return riffChunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chunks]));
}

/** A box of MP4 and QuickTime; `claimed` is written as its size, bytes. */
export function isoBox(name: string, content: Buffer, claimed = content.length + 8): Buffer {
  return Buffer.concat([bigEndian(claimed, 4), Buffer.from(name, 'latin1'), content]);
}

/** An element of Matroska and WebM, its size in eight bytes. */
export function ebmlElement(id: number, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  const idBytes = Math.ceil((32 - Math.clz32(id)) / 8);
  return Buffer.concat([bigEndian(id, idBytes), Buffer.from([1]), bigEndian(bytes.length, 7), bytes]);
}

const OGG_CRC = checksums(32, 0x04c11db7);
const FLAC_HEADER_CRC = checksums(8, 0x07);
const FLAC_FRAME_CRC = checksums(16, 0x8005);

/** One page of an Ogg stream. */
export interface OggPage {
  readonly serial: number;
  readonly sequence: number;
  readonly granule: number | bigint;
  /** 2 begins a stream, 4 ends it. */
  readonly flags: number;
  /** At most 255, each shorter than 255 bytes. */
  readonly packets: readonly Buffer[];
}

/** A page with its right checksum (RFC 3533, section 6). */
export function oggPage({ serial, sequence, granule, flags, packets }: OggPage): Buffer {
  const page = Buffer.concat([
    Buffer.from('OggS\0', 'latin1'),
    Buffer.from([flags]),
    littleEndian(granule, 8),
    littleEndian(serial, 4),
    littleEndian(sequence, 4),
    Buffer.alloc(4),
    Buffer.from([packets.length, ...packets.map((packet) => packet.length)]),
    ...packets,
  ]);
  sealOggPage(page);
  return page;
}

/** Writes the checksum of a page into it. */
export function sealOggPage(page: Buffer): void {
  page.writeUInt32LE(0, 22);
  page.writeUInt32LE(checksum(page, 32, OGG_CRC), 22);
}

/** The two packets that begin an Opus stream (RFC 7845, section 5). */
export function opusHeaders(channels = 1): [Buffer, Buffer] {
  const head = Buffer.from([1, channels, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0]);
  return [
    Buffer.concat([Buffer.from('OpusHead'), head]),
    Buffer.concat([Buffer.from('OpusTags'), littleEndian(1, 4), Buffer.from('x'), littleEndian(0, 4)]),
  ];
}

/** What the header of a FLAC file says. */
export interface FlacForm {
  readonly sampleRate: number;
  readonly blockSamples: number;
  readonly totalSamples: number;
}

/** The beginning of a FLAC file, 16 bits mono (RFC 9639, section 8.2). */
export function flacHead({ sampleRate, blockSamples, totalSamples }: FlacForm): Buffer {
  const form = (BigInt(sampleRate) << 44n) | (15n << 36n) | BigInt(totalSamples);
  const block = bigEndian(blockSamples, 2);
  const info = Buffer.concat([block, block, Buffer.alloc(6), bigEndian(form, 8), Buffer.alloc(16)]);
  return Buffer.concat([Buffer.from('fLaC\x80', 'latin1'), bigEndian(info.length, 3), info]);
}

/** A frame of silence, however long, in about 14 bytes (RFC 9639, section 9); its number is below 0x10000. */
export function silentFlacFrame(number: number, blockSamples: number): Buffer {
  const coded =
    number < 0x80
      ? [number]
      : number < 0x800
        ? [0xc0 | (number >> 6), 0x80 | (number & 0x3f)]
        : [0xe0 | (number >> 12), 0x80 | ((number >> 6) & 0x3f), 0x80 | (number & 0x3f)];
  const head = Buffer.concat([
    Buffer.from([0xff, 0xf8, 0x70, 0x00, ...coded]),
    bigEndian(blockSamples - 1, 2),
  ]);
  const frame = Buffer.concat([head, Buffer.from([checksum(head, 8, FLAC_HEADER_CRC), 0, 0, 0])]);
  return Buffer.concat([frame, bigEndian(checksum(frame, 16, FLAC_FRAME_CRC), 2)]);
}

function checksums(width: number, polynomial: number): Uint32Array {
  const mask = 2 ** width - 1;
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = (byte << (width - 8)) >>> 0;
    for (let bit = 0; bit < 8; bit += 1)
      sum = ((sum >>> (width - 1)) & 1 ? (sum << 1) ^ polynomial : sum << 1) & mask;
    return sum >>> 0;
  });
}

function checksum(bytes: Buffer, width: number, table: Uint32Array): number {
  const mask = 2 ** width - 1;
  let sum = 0;
  for (const byte of bytes)
    sum = ((sum << 8) & mask) ^ (table[((sum >>> (width - 8)) ^ byte) & 0xff] as number);
  return sum >>> 0;
}
