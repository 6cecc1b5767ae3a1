/**
 * MP4 and its kin, FLAC and MPEG transport streams: containers that `mediabunny` takes apart. Edit lists and fragments are its
 * business; its times are the container's.
 */
import {
  type EncodedPacket as BunnyPacket,
  CustomSource,
  EncodedPacketSink,
  FLAC,
  Input,
  type InputAudioTrack,
  type InputTrack,
  Logging,
  LogLevel,
  MP4,
  MPEG_TS,
  QTFF,
} from 'mediabunny';
import type { ByteSource } from '../byte-source.ts';
import { opusPacketSamples } from '../codecs/packet-lengths.ts';
import type {
  CodecName,
  CodecSetup,
  EncodedPacket,
  EncodedTrack,
  OpenedContainer,
  PcmLayout,
} from '../encoded-sound.ts';
import { adtsPacket } from './adts.ts';
import { amrFrameBytes } from './amr.ts';
import { sampleEntries } from './sample-entries.ts';

/** Bytes of the file that are kept, at most. */
const CACHE_BYTES = 4 * 2 ** 20;
const MOST_TRACKS = 8;
/** Other tracks are asked for their first time, where it matters: so many at most. */
const MOST_OTHER_TRACKS = 4;
/**
 * A file whose first sound and first picture begin later than this was cut out of a longer stream: its time begins with them, s.
 */
const MOST_COMMON_START_S = 60;
const CODECS: Readonly<Record<string, CodecName>> = {
  aac: 'aac',
  opus: 'opus',
  mp3: 'mpeg-audio',
  vorbis: 'vorbis',
  flac: 'flac',
  ulaw: 'ulaw',
  alaw: 'alaw',
};
/** Codecs by the four letters of ISO base media files that mediabunny leaves alone. */
const OTHER_CODECS: Readonly<Record<string, CodecName>> = {
  samr: 'amr-nb',
  sawb: 'amr-wb',
  ima4: 'ima-adpcm-quicktime',
  agsm: 'gsm',
  alac: 'alac',
};

/** Codecs whose decoders know the sample rate from the stream, and the rate that stands in until they say it, Hz. */
const SELF_TELLING: ReadonlySet<CodecName> = new Set(['aac', 'opus', 'mpeg-audio', 'vorbis', 'flac', 'alac']);
const NOMINAL_RATE = 48_000;

/** Opens a container that mediabunny knows; null for what is none, and for one whose headers it cannot read. */
export async function openWithMediabunny(source: ByteSource): Promise<OpenedContainer | null> {
  Logging.level = LogLevel.Silent;
  const input = new Input({
    formats: [MP4, QTFF, FLAC, MPEG_TS],
    source: new CustomSource({
      getSize: () => source.size,
      read: (start, end) => source.copy(start, end - start),
      maxCacheSize: CACHE_BYTES,
      // Whole blocks: a cache of packets one by one is searched through from end to end with each of them.
      prefetchProfile: 'fileSystem',
    }),
  });
  const format = await input.getFormat();
  const all = await input.getTracks();
  // A file without its index, as recorders leave it that were cut off, has sound that nobody can find.
  if (all.length === 0) return null;
  const audio = all.filter((track): track is InputAudioTrack => track.type === 'audio').slice(0, MOST_TRACKS);
  const shiftS = await commonStart(format.name, all);
  const tracks = await Promise.all(audio.map((track) => trackOf(source, track, shiftS, format.name)));
  return { tracks };
}

/** What is taken off all times, s: transport streams count from anywhere. */
async function commonStart(format: string, tracks: readonly InputTrack[]): Promise<number> {
  const isStream = format === MPEG_TS.name;
  if (format === FLAC.name || tracks.length === 0) return 0;
  const firsts = await Promise.all(
    // A track whose packets cannot be read says nothing about the others' start.
    tracks.slice(0, MOST_TRACKS + MOST_OTHER_TRACKS).map((track) => track.getFirstTimestamp().catch(() => 0)),
  );
  const first = Math.min(...firsts.filter(Number.isFinite));
  return Number.isFinite(first) && (isStream || first > MOST_COMMON_START_S) ? first : 0;
}

async function trackOf(
  source: ByteSource,
  track: InputAudioTrack,
  shiftS: number,
  format: string,
): Promise<EncodedTrack> {
  const setup = await setupOf(source, track);
  // A damaged header promises nothing; the sound is read all the same.
  const promised = await track.getDurationFromMetadata().catch(() => null);
  const isPromise = promised !== null && promised > 0 && format !== MPEG_TS.name;
  return {
    setup,
    channels: Math.max(1, setup.channels),
    language: track.languageCode === 'und' ? undefined : track.languageCode,
    isDefault: track.disposition.default,
    endS: null,
    promisedMs: isPromise && promised !== null ? 1000 * (promised - shiftS) : null,
    packets: () => packets(track, setup, shiftS),
  };
}

async function setupOf(source: ByteSource, track: InputAudioTrack): Promise<CodecSetup> {
  // Without a readable configuration the codec's own headers are tried.
  const config = await track.getDecoderConfig().catch(() => null);
  const id = track.internalCodecId;
  const tag = track.codec ?? (typeof id === 'string' ? id.trim() : 'an unknown codec');
  const { codec, pcm } = codecOf(track, tag);
  const description = codec === 'alac' ? sampleEntries(source).get(track.id) : config?.description;
  return {
    codec,
    tag,
    pcm,
    sampleRate: sampleRateOf(codec, track.sampleRate),
    channels: codec === 'amr-nb' || codec === 'amr-wb' ? 1 : track.numberOfChannels,
    description: description === undefined ? undefined : bytesOf(description),
  };
}

/** Some writers leave the rate out; all codecs but plain samples know it themselves. */
function sampleRateOf(codec: CodecName, written: number): number {
  if (codec === 'amr-nb') return 8000;
  if (codec === 'amr-wb') return 16_000;
  return written > 0 || !SELF_TELLING.has(codec) ? written : NOMINAL_RATE;
}

function codecOf(
  track: InputAudioTrack,
  tag: string,
): { readonly codec: CodecName; readonly pcm?: PcmLayout } {
  const name = track.codec ?? '';
  const found = CODECS[name] ?? OTHER_CODECS[tag];
  if (found !== undefined) return { codec: found };
  const parts = /^pcm-(s|u|f)(8|16|24|32|64)(be)?$/.exec(name);
  if (parts === null) return { codec: 'unknown' };
  const kind = parts[1] === 'f' ? 'float' : parts[1] === 'u' ? 'unsigned' : 'signed';
  const bytes = (Number(parts[2]) / 8) as PcmLayout['bytes'];
  return { codec: 'pcm', pcm: { kind, bytes, bigEndian: parts[3] === 'be' } };
}

function bytesOf(description: ArrayBufferLike | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
}

async function* packets(
  track: InputAudioTrack,
  setup: CodecSetup,
  shiftS: number,
): AsyncGenerator<EncodedPacket> {
  let form = '';
  const sink = new EncodedPacketSink(track);
  // One by one: the sink's own iterator reads ahead, and counts what it gave in a second with every packet.
  for (let packet = await sink.getFirstPacket(); packet !== null; packet = await sink.getNextPacket(packet)) {
    const startS = packet.timestamp - shiftS;
    const framed = setup.codec === 'aac' && setup.description === undefined ? adtsPacket(packet.data) : null;
    if (framed === null) {
      yield* pieces(packet, setup, startS);
      continue;
    }
    const next = String(framed.setup.description);
    yield { data: framed.data, startS, ...(next === form ? {} : { setup: framed.setup }) };
    form = next;
  }
}

/** Packets as the decoder takes them: AMR in MP4 comes several frames at once. */
function* pieces({ data }: BunnyPacket, { codec }: CodecSetup, startS: number): Generator<EncodedPacket> {
  if (codec !== 'amr-nb' && codec !== 'amr-wb') {
    if (codec === 'opus' && opusPacketSamples(data) === 0) return;
    yield { data, startS };
    return;
  }
  let [at, count] = [0, 0];
  while (at < data.length) {
    const size = amrFrameBytes(data[at]!, codec === 'amr-wb');
    if (size === 0) return;
    yield { data: data.slice(at, at + size), startS: startS + 0.02 * count++ };
    at += size;
  }
}
