/** Core Audio Format (Apple 2005). */
import { type ByteSource, viewOf } from '../byte-source.ts';
import type {
  CodecSetup,
  EncodedPacket,
  EncodedTrack,
  OpenedContainer,
  PcmLayout,
} from '../encoded-sound.ts';
import { blockTrack } from './blocks.ts';

const MOST_CHUNKS = 10_000;
/** Codecs whose packets differ in size. */
const PACKETED: ReadonlySet<CodecSetup['codec']> = new Set(['aac', 'alac', 'opus']);

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
  if (!PACKETED.has(setup.codec)) return { tracks: [blockTrack(source, setup, extent)] };
  const known = { ...setup, description: setup.codec === 'aac' ? aacConfig(cookie) : (cookie ?? undefined) };
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
    alac: 'alac',
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
