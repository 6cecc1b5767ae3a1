/**
 * AAC in ADTS frames (ISO 13818-7, annex B): as radio streams and some phones write it. Streams that were joined go on where
 * another configuration begins; what is no frame is skipped.
 */
import type { ByteSource } from '../byte-source.ts';
import type { CodecSetup, EncodedPacket, EncodedTrack, OpenedContainer } from '../encoded-sound.ts';
import { type FrameFormat, findFrames, framesIn } from './framed-stream.ts';
import { soundStart } from './id3.ts';

/** Sample rates by their index in headers of AAC, Hz (ISO 14496-3, table 1.18). */
export const AAC_SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
] as const;
const SAMPLES_IN_FRAME = 1024;
const FIRST_FRAME_WITHIN = 64 * 1024;
const FRAMES_THAT_AGREE = 3;
const HEADER_BYTES = 7;

interface AdtsHeader {
  readonly bytes: number;
  readonly headerBytes: number;
  readonly objectType: number;
  readonly rateIndex: number;
  readonly channelConfiguration: number;
}

/** Frames of one stream may change in everything. */
const ADTS: FrameFormat<AdtsHeader> = { headerBytes: HEADER_BYTES, headerAt, follows: () => true };

/** Opens a file of ADTS frames; null where none are found near its start. */
export function openAdts(source: ByteSource): OpenedContainer | null {
  const start = soundStart(source);
  const end = Math.min(source.size, start + FIRST_FRAME_WITHIN);
  const first = findFrames(source, { start, end }, ADTS, FRAMES_THAT_AGREE);
  return first === null ? null : { tracks: [adtsTrack(source, first)] };
}

function adtsTrack(source: ByteSource, start: number): EncodedTrack {
  const setup = setupOf(headerAt(source, start)!);
  let channels = 1;
  for (const { header } of framesIn(source, { start, end: source.size }, ADTS))
    channels = Math.max(channels, channelsOf(header));
  return {
    setup,
    channels,
    isDefault: true,
    endS: null,
    promisedMs: null,
    packets: () => packets(source, start),
  };
}

function* packets(source: ByteSource, start: number): Generator<EncodedPacket> {
  let nextS = 0;
  let form = '';
  for (const { at, header } of framesIn(source, { start, end: source.size }, ADTS)) {
    const next = `${header.objectType} ${header.rateIndex} ${header.channelConfiguration}`;
    const setup = next === form ? undefined : setupOf(header);
    form = next;
    const data = source.copy(at + header.headerBytes, header.bytes - header.headerBytes);
    yield { data, startS: nextS, setup };
    nextS += SAMPLES_IN_FRAME / AAC_SAMPLE_RATES[header.rateIndex]!;
  }
}

function headerAt(source: ByteSource, at: number): AdtsHeader | null {
  return headerOf(source.view(at, HEADER_BYTES));
}

function headerOf(bytes: Uint8Array): AdtsHeader | null {
  // The layer is always 0 here: that tells ADTS from MPEG audio.
  if (bytes.length < HEADER_BYTES || bytes[0] !== 0xff || (bytes[1]! & 0xf6) !== 0xf0) return null;
  const rateIndex = (bytes[2]! >> 2) & 15;
  const size = ((bytes[3]! & 3) << 11) | (bytes[4]! << 3) | (bytes[5]! >> 5);
  const headerBytes = bytes[1]! & 1 ? 7 : 9;
  if (rateIndex >= AAC_SAMPLE_RATES.length || size <= headerBytes) return null;
  return {
    bytes: size,
    headerBytes,
    objectType: (bytes[2]! >> 6) + 1,
    rateIndex,
    channelConfiguration: ((bytes[2]! & 1) << 2) | (bytes[3]! >> 6),
  };
}

/** A packet of AAC that comes with an ADTS header, as transport streams carry it; null for what has none. */
export function adtsPacket(
  data: Uint8Array,
): { readonly setup: CodecSetup; readonly data: Uint8Array } | null {
  const header = headerOf(data);
  if (header === null || header.bytes > data.length) return null;
  return { setup: setupOf(header), data: data.subarray(header.headerBytes, header.bytes) };
}

function channelsOf({ channelConfiguration }: AdtsHeader): number {
  return channelConfiguration === 0 ? 2 : channelConfiguration === 7 ? 8 : channelConfiguration;
}

function setupOf(header: AdtsHeader): CodecSetup {
  const { objectType, rateIndex, channelConfiguration } = header;
  // AudioSpecificConfig (ISO 14496-3, 1.6.2.1): 5 bits of type, 4 of rate, 4 of channels.
  const bits = (objectType << 11) | (rateIndex << 7) | (channelConfiguration << 3);
  return {
    codec: 'aac',
    tag: 'AAC',
    sampleRate: AAC_SAMPLE_RATES[rateIndex]!,
    channels: channelsOf(header),
    description: Uint8Array.of(bits >> 8, bits & 0xff),
  };
}
