/**
 * WAV and its long forms: RIFF (Microsoft & IBM 1991), RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088), Wave64 (Sony).
 * Only what tells samples apart is believed: block size and sample format. Byte rates and sizes are redundant, and recorders
 * that crashed, streamed or counted wrong write anything there.
 */
import { type ByteSource, viewOf } from '../byte-source.ts';
import type { CodecName, CodecSetup, OpenedContainer, PcmLayout } from '../encoded-sound.ts';
import { blockTrack } from './blocks.ts';

const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const FORMAT_EXTENSIBLE = 0xfffe;
/** Format tags of WAVEFORMATEX (RFC 2361) and what decodes them. */
const CODECS: Readonly<Record<number, CodecName>> = {
  2: 'ms-adpcm',
  6: 'alaw',
  7: 'ulaw',
  17: 'ima-adpcm',
  49: 'gsm-ms',
  80: 'mpeg-audio',
  85: 'mpeg-audio',
  255: 'aac',
  352: 'wma',
  353: 'wma',
};
/** Programs that write to a pipe put 0xffffffff or something just below 0x80000000 for the size they do not know. */
const UNKNOWN_SIZE = 0x7fff0000;
const W64_GUID_BYTES = 16;
/** Chunks before the sound that are looked at; a file with more is no recording. */
const MOST_CHUNKS = 10_000;

interface Chunk {
  readonly id: string;
  readonly start: number;
  readonly size: number;
}

/** Opens WAV, RF64, BW64 or W64; null for a file that is none of them or has neither format nor sound. */
export function openRiff(source: ByteSource): OpenedContainer | null {
  const isW64 = source.text(0, 4) === 'riff';
  if (!isW64 && !/^(RIFF|RF64|BW64|RIFX)....WAVE/s.test(source.text(0, 12))) return null;
  if (isW64 && source.text(24, 4).toLowerCase() !== 'wave') return null;
  const bigEndian = source.text(0, 4) === 'RIFX';
  let setup: CodecSetup | null = null;
  let longSize: number | null = null;
  for (const chunk of isW64 ? w64Chunks(source) : riffChunks(source, bigEndian)) {
    if (chunk.id === 'ds64') longSize = Number(viewOf(source.copy(chunk.start, 24)).getBigUint64(8, true));
    if (chunk.id === 'fmt ') setup = setupOf(source.copy(chunk.start, Math.min(chunk.size, 1024)), bigEndian);
    if (chunk.id !== 'data' || setup === null) continue;
    const promised = chunk.size === 0xffffffff && longSize !== null ? longSize : chunk.size;
    return { tracks: [blockTrack(source, setup, soundExtent(source, chunk.start, promised, isW64))] };
  }
  return null;
}

/** Where the sound lies, and how much of it the header promises. */
function soundExtent(source: ByteSource, start: number, promised: number, isW64: boolean) {
  const there = source.size - start;
  const isKnown = promised > 0 && (isW64 || promised < UNKNOWN_SIZE || promised <= there);
  // A header that was not completed gives less than there is; what follows a complete one is another chunk.
  const isShort = isKnown && promised < there && !isChunkAt(source, start + promised + (promised % 2));
  const end = !isKnown || isShort ? source.size : Math.min(source.size, start + promised);
  return { start, end, promisedBytes: isKnown && !isShort ? promised : null };
}

function isChunkAt(source: ByteSource, at: number): boolean {
  if (at >= source.size - 8) return true;
  return /^[\x20-\x7e]{4}$/.test(source.text(at, 4));
}

function* riffChunks(source: ByteSource, bigEndian: boolean): Generator<Chunk> {
  let at = 12;
  for (let count = 0; count < MOST_CHUNKS && at + 8 <= source.size; count++) {
    const head = viewOf(source.copy(at, 8));
    const size = head.getUint32(4, !bigEndian);
    yield { id: source.text(at, 4), start: at + 8, size };
    at += 8 + size + (size % 2);
  }
}

function* w64Chunks(source: ByteSource): Generator<Chunk> {
  let at = 2 * W64_GUID_BYTES + 8;
  for (let count = 0; count < MOST_CHUNKS && at + 24 <= source.size; count++) {
    const size = Number(viewOf(source.copy(at + W64_GUID_BYTES, 8)).getBigUint64(0, true));
    yield { id: source.text(at, 4), start: at + 24, size: Math.max(0, size - 24) };
    at += Math.max(24, Math.ceil(size / 8) * 8);
  }
}

function setupOf(format: Uint8Array, bigEndian: boolean): CodecSetup | null {
  if (format.length < 14) return null;
  const view = viewOf(format);
  const read16 = (at: number) => (at + 2 <= format.length ? view.getUint16(at, !bigEndian) : 0);
  let tag = read16(0);
  // WAVE_FORMAT_EXTENSIBLE: the sub-format's GUID begins with the tag.
  if (tag === FORMAT_EXTENSIBLE) tag = read16(24);
  const channels = read16(2);
  const sampleRate = view.getUint32(4, !bigEndian);
  const blockBytes = read16(12);
  const common = { tag: `WAV format 0x${tag.toString(16)}`, sampleRate, channels };
  if (channels === 0 || sampleRate === 0) return null;
  if (tag === FORMAT_PCM || tag === FORMAT_FLOAT) {
    const pcm = layoutOf(tag, read16(14), blockBytes / channels, bigEndian);
    return pcm === null ? { ...common, codec: 'unknown' } : { ...common, codec: 'pcm', pcm };
  }
  return {
    ...common,
    codec: CODECS[tag] ?? 'unknown',
    blockBytes,
    formatTag: tag,
    bitsPerSecond: 8 * view.getUint32(8, !bigEndian),
    description: format.slice(18),
  };
}

/** Samples fill whole bytes; the bits that the header names count only where the block size says nothing. */
function layoutOf(tag: number, bits: number, blockShare: number, bigEndian: boolean): PcmLayout | null {
  const fromBits = Math.ceil(bits / 8);
  const bytes = [1, 2, 3, 4, 8].includes(blockShare) && blockShare >= fromBits ? blockShare : fromBits;
  if (![1, 2, 3, 4, 8].includes(bytes) || (bytes === 8 && tag === FORMAT_PCM)) return null;
  if (tag === FORMAT_FLOAT && bytes !== 4 && bytes !== 8) return null;
  const kind = tag === FORMAT_FLOAT ? 'float' : bytes === 1 ? 'unsigned' : 'signed';
  return { bytes: bytes as PcmLayout['bytes'], kind, bigEndian };
}
