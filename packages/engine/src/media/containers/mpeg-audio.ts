/**
 * MPEG audio, layers I to III, without a container (ISO 11172-3, 13818-3): frames are found by their headers. Files that were
 * joined go on where another sample rate or another number of channels begins; what is no frame is skipped.
 */
import type { ByteSource, SoundExtent } from '../byte-source.ts';
import type { CodecSetup, EncodedPacket, EncodedTrack, OpenedContainer } from '../encoded-sound.ts';
import { type FrameFormat, findFrames, framesIn } from './framed-stream.ts';
import { soundStart } from './id3.ts';

const BIT_RATES_V1: readonly (readonly number[])[] = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
];
const BIT_RATES_V2: readonly (readonly number[])[] = [
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLE_RATES = [44_100, 48_000, 32_000];
/** A decoder of layer III gives its first sample so many samples late (Xing header of LAME counts from there). */
const DECODER_DELAY = 529;
/** How far into a file the first frame is looked for, bytes. */
const FIRST_FRAME_WITHIN = 512 * 1024;
/** Frames in a row that agree before bytes are taken for MPEG audio. */
const FRAMES_THAT_AGREE = 3;

interface FrameHeader {
  readonly bytes: number;
  readonly samples: number;
  readonly sampleRate: number;
  readonly channels: number;
  readonly layer: number;
  /** Bytes from the frame's start to where a Xing header would stand. */
  readonly sideBytes: number;
}

const MPEG_AUDIO: FrameFormat<FrameHeader> = {
  headerBytes: 4,
  headerAt: frameAt,
  follows: (header, previous) => header.layer === previous.layer,
};

/** Opens a file of MPEG audio frames; null where none are found near its start. */
export function openMpegAudio(source: ByteSource): OpenedContainer | null {
  const start = soundStart(source);
  const end = Math.min(source.size, start + FIRST_FRAME_WITHIN);
  const first = findFrames(source, { start, end }, MPEG_AUDIO, FRAMES_THAT_AGREE);
  if (first === null) return null;
  const track = mpegAudioTrack(source, { start: first, end: source.size, promisedBytes: null });
  return { tracks: [track] };
}

/** The track of the frames in a stretch of a file. */
export function mpegAudioTrack(source: ByteSource, extent: SoundExtent): EncodedTrack {
  const head = frameAt(source, extent.start) ?? headerAfter(source, extent);
  if (head === null) return emptyTrack();
  const info = xingOf(source, extent.start);
  let channels = head.channels;
  for (const { header } of framesIn(source, extent, MPEG_AUDIO))
    channels = Math.max(channels, header.channels);
  return {
    setup: setupOf(head),
    channels,
    isDefault: true,
    endS: null,
    promisedMs: info?.frames ? (info.frames * head.samples * 1000) / head.sampleRate : null,
    packets: () => packets(source, extent, info),
  };
}

function emptyTrack(): EncodedTrack {
  const setup: CodecSetup = { codec: 'unknown', tag: 'MPEG audio', sampleRate: 1, channels: 1 };
  return { setup, channels: 1, isDefault: true, endS: null, promisedMs: null, packets: () => [] };
}

function* packets(source: ByteSource, extent: SoundExtent, info: Xing | null): Generator<EncodedPacket> {
  // The frame with the Xing header holds no sound; what the encoder put in front of it is dropped.
  let nextS = info === null ? 0 : -info.delayS;
  let form = '';
  for (const { at, header } of framesIn(source, extent, MPEG_AUDIO)) {
    if (info !== null && at === extent.start) continue;
    const next = `${header.sampleRate} ${header.channels} ${header.layer}`;
    const setup = next === form ? undefined : setupOf(header);
    form = next;
    yield { data: source.copy(at, header.bytes), startS: nextS, setup };
    nextS += header.samples / header.sampleRate;
  }
}

function setupOf({ sampleRate, channels, layer }: FrameHeader): CodecSetup {
  return { codec: 'mpeg-audio', tag: `MPEG audio layer ${layer}`, sampleRate, channels };
}

function headerAfter(source: ByteSource, extent: SoundExtent): FrameHeader | null {
  const at = findFrames(source, extent, MPEG_AUDIO, FRAMES_THAT_AGREE);
  return at === null ? null : frameAt(source, at);
}

/** Reads a frame header; null where there is none. Frames of free bit rate have no length that could be known. */
function frameAt(source: ByteSource, at: number): FrameHeader | null {
  const bytes = source.view(at, 4);
  if (bytes.length < 4 || bytes[0] !== 0xff || (bytes[1]! & 0xe0) !== 0xe0) return null;
  const version = (bytes[1]! >> 3) & 3;
  const layer = 4 - ((bytes[1]! >> 1) & 3);
  const rateIndex = (bytes[2]! >> 2) & 3;
  const bitIndex = bytes[2]! >> 4;
  if (version === 1 || layer === 4 || rateIndex === 3 || bitIndex === 0 || bitIndex === 15) return null;
  const isV1 = version === 3;
  const sampleRate = SAMPLE_RATES[rateIndex]! / (isV1 ? 1 : version === 2 ? 2 : 4);
  const bitRate = 1000 * (isV1 ? BIT_RATES_V1 : BIT_RATES_V2)[layer - 1]![bitIndex]!;
  const padding = (bytes[2]! >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && !isV1 ? 576 : 1152;
  const size =
    layer === 1
      ? 4 * (Math.floor((12 * bitRate) / sampleRate) + padding)
      : Math.floor(((samples / 8) * bitRate) / sampleRate) + padding;
  const channels = bytes[3]! >> 6 === 3 ? 1 : 2;
  const sideBytes = isV1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  if (size < 8) return null;
  return { bytes: size, samples, sampleRate, channels, layer, sideBytes: 4 + sideBytes };
}

interface Xing {
  readonly frames: number | null;
  /** What the encoder and the decoder put in front, s. */
  readonly delayS: number;
}

/** The header with the number of frames in an MP3's first frame (Xing, or VBRI of Fraunhofer); null where there is none. */
function xingOf(source: ByteSource, at: number): Xing | null {
  const header = frameAt(source, at);
  if (header === null || header.layer !== 3) return null;
  const frame = Buffer.from(source.copy(at, header.bytes));
  const mark = frame.toString('latin1', header.sideBytes, header.sideBytes + 4);
  if (mark === 'Xing' || mark === 'Info') {
    const flags = frame.length >= header.sideBytes + 12 ? frame.readUInt32BE(header.sideBytes + 4) : 0;
    const frames = flags & 1 ? frame.readUInt32BE(header.sideBytes + 8) : null;
    const tagAt =
      header.sideBytes + 8 + [4, 4, 100, 4].reduce((sum, size, bit) => sum + ((flags >> bit) & 1) * size, 0);
    // LAME and its like count 9 letters of their name, then 12 bytes, then the delay in 12 bits.
    const hasDelay = /^(LAME|Lavf|Lavc|L3\.9)/.test(frame.toString('latin1', tagAt, tagAt + 4));
    const delay = hasDelay && frame.length >= tagAt + 24 ? frame.readUInt16BE(tagAt + 21) >> 4 : null;
    return { frames, delayS: delay === null ? 0 : (delay + DECODER_DELAY) / header.sampleRate };
  }
  const vbri = frame.toString('latin1', 36, 40) === 'VBRI' && frame.length >= 54;
  return vbri ? { frames: frame.readUInt32BE(50), delayS: 0 } : null;
}
