/** Small MP4 files in memory (ISO 14496-12): FFmpeg's module takes every configuration of AAC in one. */

/** How the packets of a file follow one another. */
interface PacketTimes {
  /** Ticks a second. */
  readonly timeScale: number;
  /** Ticks of a packet. */
  readonly ticks: number;
}

const AAC_TIMES: PacketTimes = { timeScale: 48_000, ticks: 1024 };

/**
 * A file around packets of AAC.
 * @param config AudioSpecificConfig (ISO 14496-3, 1.6.2.1)
 * @param packets access units in their order
 */
export function mp4Of(config: Uint8Array, packets: readonly Uint8Array[], channels: number): Uint8Array {
  const entry = audioSampleEntry('mp4a', channels, fullBox('esds', decoderConfig(config)));
  return mp4Around(entry, packets, AAC_TIMES);
}

/** What a track says of its codec (8.5.2), with the codec's own box inside. */
export function audioSampleEntry(name: string, channels: number, own: Uint8Array): Uint8Array {
  const sound = [u16(1), new Uint8Array(8), u16(Math.min(2, channels), 16, 0, 0), u32(0)];
  return box(name, new Uint8Array(6), ...sound, own);
}

/** A file of one track of sound. */
export function mp4Around(
  entry: Uint8Array,
  packets: readonly Uint8Array[],
  { timeScale, ticks }: PacketTimes,
): Uint8Array {
  const type = box('ftyp', text('M4A '), u32(0), text('M4A '));
  const moov = (dataAt: number) =>
    box(
      'moov',
      fullBox(
        'mvhd',
        u32(0, 0, 1000, 0, 0x10000),
        u16(0x100, 0),
        u32(0, 0),
        matrix(),
        new Uint8Array(24),
        u32(2),
      ),
      box(
        'trak',
        fullBox('tkhd', u32(0, 0, 1, 0, 0, 0, 0), u16(0, 0, 0x100, 0), matrix(), u32(0, 0)),
        box(
          'mdia',
          fullBox('mdhd', u32(0, 0, timeScale, packets.length * ticks), u16(0x55c4, 0)),
          fullBox('hdlr', u32(0), text('soun'), new Uint8Array(13)),
          box('minf', fullBox('smhd', u32(0)), sampleTable(entry, packets, ticks, dataAt)),
        ),
      ),
    );
  const dataAt = type.length + moov(0).length + 8;
  return joined([type, moov(dataAt), box('mdat', ...packets)]);
}

function sampleTable(
  entry: Uint8Array,
  packets: readonly Uint8Array[],
  ticks: number,
  dataAt: number,
): Uint8Array {
  return box(
    'stbl',
    fullBox('stsd', u32(1), entry),
    fullBox('stts', u32(1, packets.length, ticks)),
    fullBox('stsc', u32(1, 1, packets.length, 1)),
    fullBox('stsz', u32(0, packets.length, ...packets.map(({ length }) => length))),
    fullBox('stco', u32(1, dataAt)),
  );
}

/** Descriptors of ISO 14496-1: an elementary stream, its decoder (audio, 14496-3), and what the decoder must know. */
function decoderConfig(config: Uint8Array): Uint8Array {
  const specific = descriptor(5, config);
  const decoder = descriptor(4, Uint8Array.of(0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), specific);
  return descriptor(3, Uint8Array.of(0, 1, 0), decoder, descriptor(6, Uint8Array.of(2)));
}

function descriptor(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = joined(content);
  return joined([Uint8Array.of(tag, 0x80 | (body.length >> 7), body.length & 0x7f), body]);
}

function matrix(): Uint8Array {
  return u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
}

function fullBox(name: string, ...content: readonly Uint8Array[]): Uint8Array {
  return box(name, u32(0), ...content);
}

/** A box of a name and its content. */
export function box(name: string, ...content: readonly Uint8Array[]): Uint8Array {
  const body = joined(content);
  return joined([u32(body.length + 8), text(name), body]);
}

function text(letters: string): Uint8Array {
  return Buffer.from(letters, 'latin1');
}

function u32(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
}

function u16(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, 2 * index);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
