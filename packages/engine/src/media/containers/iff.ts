/** AIFF and AIFF-C (Apple 1989, 1991), Sun AU and Core Audio Format (Apple 2005). */
import type { ByteSource } from '../byte-source.ts';
import type {
  CodecSetup,
  EncodedPacket,
  EncodedTrack,
  OpenedContainer,
  PcmLayout,
} from '../encoded-sound.ts';
import { blockTrack } from './blocks.ts';

const MOST_CHUNKS = 10_000;

/** Opens AIFF or AIFF-C; null for what is neither. */
export function openAiff(source: ByteSource): OpenedContainer | null {
  if (!/^FORM....AIF[FC]/s.test(source.text(0, 12))) return null;
  let setup: CodecSetup | null = null;
  let sound: { start: number; size: number } | null = null;
  let at = 12;
  for (let count = 0; count < MOST_CHUNKS && at + 8 <= source.size; count++) {
    const size = viewOf(source.copy(at, 8)).getUint32(4, false);
    const id = source.text(at, 4);
    if (id === 'COMM') setup = aiffSetup(source.copy(at + 8, Math.min(size, 1024)));
    // The sound follows an offset and a block size, both of which nobody uses.
    if (id === 'SSND') sound = { start: at + 16, size: Math.max(0, size - 8) };
    at += 8 + size + (size % 2);
  }
  if (setup === null || sound === null) return null;
  const { start, size } = sound;
  const isKnown = size > 0 && size < 0x7fff0000;
  const end = isKnown ? Math.min(source.size, start + size) : source.size;
  return { tracks: [blockTrack(source, setup, { start, end, promisedBytes: isKnown ? size : null })] };
}

function aiffSetup(chunk: Uint8Array): CodecSetup | null {
  if (chunk.length < 18) return null;
  const view = viewOf(chunk);
  const channels = view.getUint16(0, false);
  const bits = view.getUint16(6, false);
  const sampleRate = extendedNumber(chunk.subarray(8, 18));
  const compression = chunk.length >= 22 ? Buffer.from(chunk).toString('latin1', 18, 22) : 'NONE';
  const common = { tag: `AIFF-C ${compression}`, sampleRate, channels };
  if (channels === 0 || !(sampleRate > 0)) return null;
  const pcm = (kind: PcmLayout['kind'], bytes: number, bigEndian = true): CodecSetup =>
    [1, 2, 3, 4, 8].includes(bytes)
      ? { ...common, codec: 'pcm', pcm: { kind, bytes: bytes as PcmLayout['bytes'], bigEndian } }
      : { ...common, codec: 'unknown' };
  switch (compression) {
    case 'NONE':
    case 'twos':
    case 'in24':
    case 'in32':
      return pcm('signed', Math.ceil(bits / 8));
    case 'sowt':
      return pcm('signed', Math.ceil(bits / 8), false);
    case 'raw ':
      return pcm('unsigned', 1);
    case 'fl32':
    case 'FL32':
      return pcm('float', 4);
    case 'fl64':
    case 'FL64':
      return pcm('float', 8);
    case 'alaw':
    case 'ALAW':
      return { ...common, codec: 'alaw' };
    case 'ulaw':
    case 'ULAW':
      return { ...common, codec: 'ulaw' };
    case 'ima4':
      return { ...common, codec: 'ima-adpcm-quicktime' };
    case 'GSM ':
      return { ...common, codec: 'gsm' };
    default:
      return { ...common, codec: 'unknown' };
  }
}

/** An 80-bit number of IEEE 754, as AIFF writes its sample rate. */
function extendedNumber(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  const exponent = (view.getUint16(0, false) & 0x7fff) - 16_383;
  return Number(view.getBigUint64(2, false)) * 2 ** (exponent - 63);
}

/** Sun AU: a header of 24 bytes and the sound; the size is often unknown. Null for what is none. */
export function openAu(source: ByteSource): OpenedContainer | null {
  if (source.text(0, 4) !== '.snd' || source.size < 24) return null;
  const view = viewOf(source.copy(0, 24));
  const [start, size, encoding, sampleRate, channels] = [4, 8, 12, 16, 20].map((at) =>
    view.getUint32(at, false),
  );
  const setup = auSetup(encoding!, sampleRate!, channels!);
  if (setup === null || start! > source.size) return null;
  const isKnown = size! > 0 && size! < 0x7fff0000;
  const end = isKnown ? Math.min(source.size, start! + size!) : source.size;
  const extent = { start: start!, end, promisedBytes: isKnown ? size! : null };
  return { tracks: [blockTrack(source, setup, extent)] };
}

function auSetup(encoding: number, sampleRate: number, channels: number): CodecSetup | null {
  if (sampleRate === 0 || channels === 0) return null;
  const common = { tag: `AU encoding ${encoding}`, sampleRate, channels };
  if (encoding === 1) return { ...common, codec: 'ulaw' };
  if (encoding === 27) return { ...common, codec: 'alaw' };
  const layouts: Record<number, PcmLayout> = {
    2: { kind: 'signed', bytes: 1, bigEndian: true },
    3: { kind: 'signed', bytes: 2, bigEndian: true },
    4: { kind: 'signed', bytes: 3, bigEndian: true },
    5: { kind: 'signed', bytes: 4, bigEndian: true },
    6: { kind: 'float', bytes: 4, bigEndian: true },
    7: { kind: 'float', bytes: 8, bigEndian: true },
  };
  const pcm = layouts[encoding];
  return pcm === undefined ? { ...common, codec: 'unknown' } : { ...common, codec: 'pcm', pcm };
}

interface CafDescription {
  readonly setup: CodecSetup;
  readonly bytesPerPacket: number;
  readonly framesPerPacket: number;
}

/** Core Audio Format, as Apple's recorders write it; null for what is none. */
export function openCaf(source: ByteSource): OpenedContainer | null {
  if (source.text(0, 4) !== 'caff') return null;
  let description: CafDescription | null = null;
  let cookie: Uint8Array | null = null;
  let table: { start: number; size: number } | null = null;
  let sound: { start: number; end: number; promised: number | null } | null = null;
  let at = 8;
  for (let count = 0; count < MOST_CHUNKS && at + 12 <= source.size; count++) {
    const id = source.text(at, 4);
    const size = Number(viewOf(source.copy(at + 4, 8)).getBigInt64(0, false));
    const start = at + 12;
    if (id === 'desc') description = cafDescription(source.copy(start, 32));
    if (id === 'kuki') cookie = source.copy(start, Math.min(size, 65_536));
    if (id === 'pakt') table = { start, size };
    // The sound follows a count of edits; -1 is a recorder that never came to write its size.
    if (id === 'data')
      sound = {
        start: start + 4,
        end: size < 0 ? source.size : Math.min(source.size, start + size),
        promised: size < 0 ? null : size - 4,
      };
    if (size < 0) break;
    at = start + size;
  }
  if (description === null || sound === null) return null;
  const extent = { start: sound.start, end: sound.end, promisedBytes: sound.promised };
  const { setup } = description;
  if (setup.codec !== 'aac' && setup.codec !== 'opus') return { tracks: [blockTrack(source, setup, extent)] };
  const known = { ...setup, description: setup.codec === 'aac' ? aacConfig(cookie) : undefined };
  return {
    tracks: table === null ? [] : [packetTable(source, { ...description, setup: known }, extent, table)],
  };
}

function cafDescription(chunk: Uint8Array): CafDescription | null {
  if (chunk.length < 32) return null;
  const view = viewOf(chunk);
  const sampleRate = view.getFloat64(0, false);
  const format = Buffer.from(chunk).toString('latin1', 8, 12);
  const [flags, bytesPerPacket, framesPerPacket, channels, bits] = [12, 16, 20, 24, 28].map((at) =>
    view.getUint32(at, false),
  ) as [number, number, number, number, number];
  if (!(sampleRate > 0) || channels === 0) return null;
  const common = { tag: `CAF ${format}`, sampleRate, channels };
  const codecs: Record<string, CodecSetup['codec']> = {
    alaw: 'alaw',
    ulaw: 'ulaw',
    ima4: 'ima-adpcm-quicktime',
    'aac ': 'aac',
    aach: 'aac',
    opus: 'opus',
  };
  let setup: CodecSetup = { ...common, codec: codecs[format] ?? 'unknown' };
  const bytes = bytesPerPacket / channels || bits / 8;
  if (format === 'lpcm' && [1, 2, 3, 4, 8].includes(bytes)) {
    const kind = flags & 1 ? 'float' : 'signed';
    setup = {
      ...common,
      codec: 'pcm',
      pcm: { kind, bytes: bytes as PcmLayout['bytes'], bigEndian: !(flags & 2) },
    };
  }
  return { setup, bytesPerPacket, framesPerPacket };
}

/** A track whose packets have sizes of their own, listed in a table of numbers of 7 bits a byte. */
function packetTable(
  source: ByteSource,
  { setup, bytesPerPacket, framesPerPacket }: CafDescription,
  extent: { readonly start: number; readonly end: number },
  table: { readonly start: number; readonly size: number },
): EncodedTrack {
  const head = viewOf(source.copy(table.start, 24));
  const [priming, valid] =
    head.byteLength < 24 ? [0, 0] : [head.getInt32(16, false), Number(head.getBigInt64(8, false))];
  const endS = valid > 0 ? valid / setup.sampleRate : null;
  function* packets(): Generator<EncodedPacket> {
    const number = numbers(source, table.start + 24, Math.min(source.size, table.start + table.size));
    let [at, frames] = [extent.start, -priming];
    while (at < extent.end) {
      const size = bytesPerPacket || number();
      const length = framesPerPacket || number();
      if (size === null || size === 0 || length === null || at + size > extent.end) return;
      yield { data: source.copy(at, size), startS: frames / setup.sampleRate };
      at += size;
      frames += length;
    }
  }
  const promisedMs = endS === null ? null : 1000 * endS;
  return { setup, channels: setup.channels, isDefault: true, endS, promisedMs, packets };
}

function numbers(source: ByteSource, start: number, end: number): () => number | null {
  let at = start;
  return () => {
    let value = 0;
    while (at < end) {
      const byte = source.view(at++, 1)[0] ?? 0;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
      if (value > 2 ** 40) return null;
    }
    return null;
  };
}

/** The AudioSpecificConfig inside of an `esds` descriptor (tag 5 of ISO 14496-1), or the cookie itself. */
function aacConfig(cookie: Uint8Array | null): Uint8Array | undefined {
  if (cookie === null) return undefined;
  for (let at = 0; at + 2 < cookie.length; at++) {
    if (cookie[at] !== 5) continue;
    let [length, next] = [0, at + 1];
    while (next < cookie.length && next < at + 5) {
      const byte = cookie[next++]!;
      length = length * 128 + (byte & 0x7f);
      if (byte < 0x80) break;
    }
    if (length >= 2 && length <= 64 && next + length <= cookie.length)
      return cookie.slice(next, next + length);
  }
  return cookie.length <= 64 ? cookie : undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
