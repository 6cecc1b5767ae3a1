/**
 * Matroska and WebM (RFC 9559). Files are read block by block, so that one that breaks off, as browsers leave it that were closed
 * while they recorded, is decoded up to there; after damage the next cluster is looked for.
 */
import type { ByteSource } from '../byte-source.ts';
import { OPUS_RATE } from '../codecs/packet-lengths.ts';
import type {
  CodecName,
  CodecSetup,
  EncodedPacket,
  EncodedTrack,
  OpenedContainer,
  PcmLayout,
} from '../encoded-sound.ts';
import {
  type EbmlElement,
  ebmlChildren,
  ebmlElementAt,
  ebmlFloat,
  ebmlNumber,
  ebmlText,
  ebmlUnsigned,
} from './ebml.ts';

const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const TRACKS = 0x1654ae6b;
const CLUSTER = 0x1f43b675;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;
const SIMPLE_BLOCK = 0xa3;
const CLUSTER_BYTES = Buffer.from([0x1f, 0x43, 0xb6, 0x75]);
const AUDIO_TRACK = 2;
const MOST_TRACKS = 8;
const MOST_TRACK_ENTRIES = 1000;
const MOST_BLOCK_BYTES = 16 * 2 ** 20;
/**
 * A file whose first block comes later than this was cut out of a longer stream: its time begins with that block, s.
 */
const MOST_COMMON_START_S = 60;
const CODECS: readonly (readonly [RegExp, CodecName])[] = [
  [/^A_OPUS/, 'opus'],
  [/^A_VORBIS/, 'vorbis'],
  [/^A_AAC/, 'aac'],
  [/^A_FLAC/, 'flac'],
  [/^A_ALAC/, 'alac'],
  [/^A_MPEG\/L[123]/, 'mpeg-audio'],
  [/^A_PCM/, 'pcm'],
];

interface TrackEntry {
  readonly number: number;
  readonly type: number;
  readonly setup: CodecSetup;
  readonly language: string | undefined;
  readonly isDefault: boolean;
  /** What a decoder gives before the first sample of the recording, s. */
  readonly delayS: number;
  /** Bytes that every frame begins with and that are left out of the blocks (header stripping). */
  readonly prefix: Uint8Array;
}

interface Segment {
  readonly content: number;
  readonly secondsPerTick: number;
  readonly durationMs: number | null;
  readonly tracks: readonly TrackEntry[];
}

/** Opens Matroska or WebM; null for a file whose headers are not there. */
export function openMatroska(source: ByteSource): OpenedContainer | null {
  const segment = readSegment(source);
  if (segment === null) return null;
  const shiftS = commonStart(source, segment);
  const audio = segment.tracks.filter(({ type }) => type === AUDIO_TRACK).slice(0, MOST_TRACKS);
  // The length is that of the whole file: of the picture, where there is one.
  const promisedMs =
    segment.tracks.length === 1 && segment.durationMs !== null ? segment.durationMs - 1000 * shiftS : null;
  return {
    tracks: audio.map(
      (track): EncodedTrack => ({
        setup: track.setup,
        channels: track.setup.channels,
        language: track.language,
        isDefault: track.isDefault,
        endS: null,
        promisedMs,
        packets: () => packets(source, segment, track, shiftS),
      }),
    ),
  };
}

function readSegment(source: ByteSource): Segment | null {
  const top = [...firstOf(ebmlChildren(source, 0, source.size), 4)].find(({ id }) => id === SEGMENT);
  if (top === undefined) return null;
  let secondsPerTick = 0.001;
  let ticks: number | null = null;
  let tracks: TrackEntry[] = [];
  for (const element of ebmlChildren(source, top.content, top.end)) {
    if (element.id === CLUSTER) break;
    if (element.id === TRACKS) tracks = readTracks(source, element);
    if (element.id !== INFO) continue;
    for (const child of ebmlChildren(source, element.content, element.end)) {
      if (child.id === 0x2ad7b1) secondsPerTick = ebmlUnsigned(source, child) / 1e9;
      if (child.id === 0x4489) ticks = ebmlFloat(source, child);
    }
  }
  const durationMs =
    ticks !== null && ticks > 0 && Number.isFinite(ticks) ? 1000 * ticks * secondsPerTick : null;
  return tracks.length === 0 || !(secondsPerTick > 0)
    ? null
    : { content: top.content, secondsPerTick, durationMs, tracks };
}

function* firstOf<T>(values: Iterable<T>, most: number): Generator<T> {
  let count = 0;
  for (const value of values) {
    yield value;
    if (++count === most) return;
  }
}

function readTracks(source: ByteSource, tracks: EbmlElement): TrackEntry[] {
  const entries = [...firstOf(ebmlChildren(source, tracks.content, tracks.end), MOST_TRACK_ENTRIES)];
  return entries.filter(({ id }) => id === 0xae).map((entry) => readTrack(source, entry));
}

function readTrack(source: ByteSource, entry: EbmlElement): TrackEntry {
  const fields = new Map<number, EbmlElement>();
  const remember = (parent: EbmlElement) => {
    for (const child of ebmlChildren(source, parent.content, Math.min(parent.end, source.size))) {
      fields.set(child.id, child);
      if (child.id === 0xe1) remember(child);
    }
  };
  remember(entry);
  const number = (id: number, otherwise: number) => {
    const field = fields.get(id);
    return field === undefined ? otherwise : ebmlUnsigned(source, field);
  };
  const text = (id: number) => (fields.has(id) ? ebmlText(source, fields.get(id)!) : '');
  const codecPrivate = fields.get(0x63a2);
  const description =
    codecPrivate === undefined
      ? undefined
      : source.copy(codecPrivate.content, Math.min(2 ** 20, codecPrivate.end - codecPrivate.content));
  const rate = fields.get(0xb5);
  const form = {
    id: text(0x86),
    sampleRate: rate === undefined ? 8000 : ebmlFloat(source, rate),
    channels: number(0x9f, 1),
    bits: number(0x6264, 16),
  };
  const encoding = fields.get(0x6d80);
  const prefix = encoding === undefined ? new Uint8Array(0) : strippedPrefix(source, encoding);
  const setup = setupOf(form, description);
  const delay = number(0x56aa, 0) / 1e9;
  return {
    number: number(0xd7, 0),
    type: number(0x83, 0),
    setup: prefix === null ? { ...setup, codec: 'unknown', tag: 'packed Matroska' } : setup,
    language: text(0x22b59d) || text(0x22b59c) || undefined,
    isDefault: number(0x88, 1) === 1,
    delayS: delay > 0 ? delay : opusDelay(setup),
    prefix: prefix ?? new Uint8Array(0),
  };
}

function opusDelay({ codec, description }: CodecSetup): number {
  if (codec !== 'opus' || description === undefined || description.length < 12) return 0;
  return new DataView(description.buffer, description.byteOffset).getUint16(10, true) / OPUS_RATE;
}

/** The bytes that header stripping took off; null for packed or encrypted tracks, which are not read. */
function strippedPrefix(source: ByteSource, encodings: EbmlElement): Uint8Array | null {
  let prefix: Uint8Array | null = null;
  for (const encoding of ebmlChildren(source, encodings.content, encodings.end))
    for (const child of ebmlChildren(source, encoding.content, encoding.end)) {
      if (child.id !== 0x5034) continue;
      const fields = [...ebmlChildren(source, child.content, child.end)];
      const algorithm = fields.find(({ id }) => id === 0x4254);
      const settings = fields.find(({ id }) => id === 0x4255);
      if (algorithm === undefined || ebmlUnsigned(source, algorithm) !== 3 || settings === undefined)
        return null;
      prefix = source.copy(settings.content, Math.min(1024, settings.end - settings.content));
    }
  return prefix;
}

function setupOf(
  form: {
    readonly id: string;
    readonly sampleRate: number;
    readonly channels: number;
    readonly bits: number;
  },
  description: Uint8Array | undefined,
): CodecSetup {
  const codec = CODECS.find(([pattern]) => pattern.test(form.id))?.[1] ?? 'unknown';
  const common = {
    tag: form.id || 'an unnamed codec',
    sampleRate: form.sampleRate,
    channels: form.channels,
    description,
  };
  if (codec !== 'pcm') return { ...common, codec };
  const bytes = form.bits / 8;
  if (![1, 2, 3, 4, 8].includes(bytes)) return { ...common, codec: 'unknown' };
  const kind = form.id.includes('FLOAT') ? 'float' : bytes === 1 ? 'unsigned' : 'signed';
  const pcm: PcmLayout = { bytes: bytes as PcmLayout['bytes'], kind, bigEndian: form.id.endsWith('BIG') };
  return { ...common, codec, pcm };
}

/** What is taken off all times, s. */
function commonStart(source: ByteSource, segment: Segment): number {
  for (const { startS } of blocks(source, segment)) return startS > MOST_COMMON_START_S ? startS : 0;
  return 0;
}

function* packets(
  source: ByteSource,
  segment: Segment,
  track: TrackEntry,
  shiftS: number,
): Generator<EncodedPacket> {
  for (const block of blocks(source, segment)) {
    if (block.track !== track.number) continue;
    const startS = block.startS - shiftS - track.delayS;
    const frames = framesOf(
      source.copy(block.content, Math.min(MOST_BLOCK_BYTES, block.end - block.content)),
      block.flags,
    );
    for (const [index, frame] of frames.entries()) {
      const data = track.prefix.length === 0 ? frame : new Uint8Array(Buffer.concat([track.prefix, frame]));
      // Frames that share a block follow one another.
      yield { data, startS: index === 0 ? startS : null };
    }
  }
}

interface Block {
  readonly track: number;
  readonly startS: number;
  readonly flags: number;
  readonly content: number;
  readonly end: number;
}

/** All blocks of all tracks that are there whole, in the order of the file. */
function* blocks(source: ByteSource, segment: Segment): Generator<Block> {
  let at = segment.content;
  let clusterTicks = 0;
  while (at < source.size) {
    const element = ebmlElementAt(source, at);
    // Clusters and groups are entered, all else is passed over; what is no element, or ends beyond the file, is damage.
    if (
      element === null ||
      (element.end > source.size && element.id !== CLUSTER && element.id !== BLOCK_GROUP)
    ) {
      const next = nextCluster(source, at + 1);
      if (next === null) return;
      at = next;
      continue;
    }
    if (element.id === 0xe7) clusterTicks = ebmlUnsigned(source, element);
    if (element.id === SIMPLE_BLOCK || element.id === BLOCK) {
      const block = blockOf(source, element, clusterTicks, segment.secondsPerTick);
      if (block !== null) yield block;
    }
    const isEntered = element.id === CLUSTER || element.id === BLOCK_GROUP || element.id === SEGMENT;
    at = isEntered || !element.isSizeKnown ? element.content : element.end;
  }
}

function nextCluster(source: ByteSource, from: number): number | null {
  const STEP = 65_536;
  for (let at = from; at < source.size; at += STEP - CLUSTER_BYTES.length) {
    const found = Buffer.from(source.view(at, STEP)).indexOf(CLUSTER_BYTES);
    if (found >= 0) return at + found;
  }
  return null;
}

function blockOf(
  source: ByteSource,
  element: EbmlElement,
  clusterTicks: number,
  secondsPerTick: number,
): Block | null {
  const head = source.view(element.content, 12);
  const track = ebmlNumber(head, 0);
  if (track === null || track.value === null || head.length < track.bytes + 3) return null;
  const ticks = (((head[track.bytes]! << 8) | head[track.bytes + 1]!) << 16) >> 16;
  const startS = (clusterTicks + ticks) * secondsPerTick;
  const content = element.content + track.bytes + 3;
  return { track: track.value, startS, flags: head[track.bytes + 2]!, content, end: element.end };
}

/** The frames of a block: one, or several in one of three kinds of lacing (RFC 9559, section 10.3). */
function framesOf(bytes: Uint8Array, flags: number): Uint8Array[] {
  const lacing = (flags >> 1) & 3;
  if (lacing === 0) return [bytes];
  const count = (bytes[0] ?? 0) + 1;
  const sizes: number[] = [];
  let at = 1;
  if (lacing === 2) sizes.push(...Array<number>(count - 1).fill(Math.floor((bytes.length - 1) / count)));
  for (let index = 0; lacing !== 2 && index < count - 1; index++) {
    let size = 0;
    if (lacing === 1) {
      for (; bytes[at] === 255; at++) size += 255;
      size += bytes[at++] ?? 0;
    } else {
      const number = ebmlNumber(bytes, at);
      if (number === null || number.value === null) return [];
      at += number.bytes;
      // After the first, sizes are differences, with their middle at zero.
      size =
        index === 0 ? number.value : sizes[index - 1]! + number.value - (2 ** (7 * number.bytes - 1) - 1);
    }
    sizes.push(size);
  }
  const frames: Uint8Array[] = [];
  for (const size of sizes) {
    if (size < 0 || at + size > bytes.length) return frames;
    frames.push(bytes.slice(at, at + size));
    at += size;
  }
  return [...frames, bytes.slice(at)];
}
