/**
 * Ogg (RFC 3533) with Opus (RFC 7845), Vorbis or FLAC: streams side by side are tracks, streams one after another (chained)
 * go on in time. A page's granule position says where it ends: a jump is a gap, whether a recorder was paused or pages were lost.
 */
import type { ByteSource } from '../byte-source.ts';
import { flacFrameSamples, OPUS_RATE, opusPacketSamples, VorbisBlocks } from '../codecs/packet-lengths.ts';
import type { CodecSetup, EncodedPacket, EncodedTrack, OpenedContainer } from '../encoded-sound.ts';

const PAGE_HEADER_BYTES = 27;
const CONTINUED = 1;
const BEGINS_STREAM = 2;
/** A packet of sound is far smaller; what is larger is not put together, bytes. */
const MOST_PACKET_BYTES = 4 * 1024 * 1024;
const MOST_TRACKS = 8;
/** Pages whose times differ by less from what their packets add up to are not believed to leave a gap, s. */
const LEAST_GAP_S = 0.03;

interface Page {
  readonly serial: number;
  readonly flags: number;
  /** -1 where no packet ends on the page. */
  readonly granule: bigint;
  readonly bodyStart: number;
  readonly lacing: Uint8Array;
  readonly end: number;
}

/** What a logical stream is, once its headers are read. */
interface StreamHead {
  readonly setup: CodecSetup;
  /** Packets before the sound, the first one included. */
  readonly headerPackets: number;
  /** Samples at the start that nobody hears. */
  readonly preSkip: number;
  /** Ticks of the granule position a second. */
  readonly rate: number;
}

interface Stream {
  readonly serial: number;
  readonly headers: readonly Uint8Array[];
  readonly head: StreamHead;
  /** The stream begins when all before it has ended, and belongs to the track of that number. */
  readonly track: number;
}

/** Opens an Ogg file; null where it is none. */
export function openOgg(source: ByteSource): OpenedContainer | null {
  if (source.text(0, 4) !== 'OggS') return null;
  const streams = findStreams(source);
  const numbers = [...new Set(streams.map(({ track }) => track))].slice(0, MOST_TRACKS);
  return { tracks: numbers.map((number) => trackOf(source, streams, number)) };
}

function trackOf(source: ByteSource, all: readonly Stream[], number: number): EncodedTrack {
  const streams = all.filter(({ track }) => track === number);
  const { setup } = streams[0]!.head;
  return {
    setup,
    channels: Math.max(...streams.map(({ head }) => head.setup.channels)),
    isDefault: number === 0,
    endS: null,
    promisedMs: null,
    packets: () => packets(source, streams),
  };
}

/** The streams of sound in the order in which they begin; the first page of each holds its first header alone. */
function findStreams(source: ByteSource): Stream[] {
  const found: Stream[] = [];
  const open = new Map<
    number,
    { head: StreamHead; headers: Uint8Array[]; assembler: Assembler; track: number }
  >();
  let isGroupOpen = false;
  let group = 0;
  for (const page of pages(source)) {
    if (page.flags & BEGINS_STREAM) {
      group = isGroupOpen ? group + 1 : 0;
      isGroupOpen = true;
      const first = source.copy(page.bodyStart, Math.min(page.end - page.bodyStart, 4096));
      const head = headOf(first);
      if (head !== null)
        open.set(page.serial, { head, headers: [], assembler: new Assembler(), track: group });
    } else isGroupOpen = false;
    const stream = open.get(page.serial);
    if (stream === undefined) continue;
    for (const packet of stream.assembler.take(source, page)) {
      stream.headers.push(packet);
      if (stream.headers.length < stream.head.headerPackets) continue;
      const head = withHeaders(stream.head, stream.headers);
      found.push({ serial: page.serial, headers: stream.headers, head, track: stream.track });
      open.delete(page.serial);
      break;
    }
  }
  return found;
}

function headOf(first: Uint8Array): StreamHead | null {
  const text = Buffer.from(first).toString('latin1', 0, 8);
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  if (text === 'OpusHead' && first.length >= 19) {
    const setup: CodecSetup = {
      codec: 'opus',
      tag: 'Opus',
      sampleRate: OPUS_RATE,
      channels: first[9]!,
      description: first,
    };
    return { setup, headerPackets: 2, preSkip: view.getUint16(10, true), rate: OPUS_RATE };
  }
  if (text.startsWith('\x01vorbis') && first.length >= 30) {
    const sampleRate = view.getUint32(12, true);
    const setup: CodecSetup = { codec: 'vorbis', tag: 'Vorbis', sampleRate, channels: first[11]! };
    return sampleRate === 0 ? null : { setup, headerPackets: 3, preSkip: 0, rate: sampleRate };
  }
  if (text.startsWith('\x7fFLAC') && first.length >= 51) {
    const description = first.slice(9, 51);
    const sampleRate = (description[18]! << 12) | (description[19]! << 4) | (description[20]! >> 4);
    const channels = ((description[20]! >> 1) & 7) + 1;
    const setup: CodecSetup = { codec: 'flac', tag: 'FLAC', sampleRate, channels, description };
    return sampleRate === 0
      ? null
      : { setup, headerPackets: 1 + view.getUint16(7, false), preSkip: 0, rate: sampleRate };
  }
  if (text.startsWith('Speex')) {
    const setup: CodecSetup = { codec: 'unknown', tag: 'Speex', sampleRate: 16_000, channels: 1 };
    return { setup, headerPackets: 2, preSkip: 0, rate: 16_000 };
  }
  return null;
}

/** Vorbis is decoded with its three headers, which go along as a Matroska file has them (lengths by Xiph lacing). */
function withHeaders(head: StreamHead, headers: readonly Uint8Array[]): StreamHead {
  if (head.setup.codec !== 'vorbis') return head;
  const lengths = headers
    .slice(0, 2)
    .flatMap(({ length }) => [...Array(Math.floor(length / 255)).fill(255), length % 255]);
  const description = new Uint8Array(Buffer.concat([Uint8Array.of(2, ...lengths), ...headers]));
  return { ...head, setup: { ...head.setup, description } };
}

/** The packets of streams that follow one another. */
function* packets(source: ByteSource, streams: readonly Stream[]): Generator<EncodedPacket> {
  let startS = 0;
  for (const [index, stream] of streams.entries()) {
    const setup = index === 0 ? undefined : stream.head.setup;
    startS = yield* streamPackets(source, stream, startS, setup);
  }
}

/** Gives the packets of one stream and when it ends, s. */
function* streamPackets(
  source: ByteSource,
  stream: Stream,
  startS: number,
  setup: CodecSetup | undefined,
): Generator<EncodedPacket, number> {
  const { head, serial } = stream;
  const lengths = lengthsOf(head.setup);
  const assembler = new Assembler();
  let headers = head.headerPackets;
  /** Ticks from the start of the stream's sound to what comes next; null until the first page with a time. */
  let ticks = -head.preSkip;
  let origin: number | null = null;
  let next = setup;
  let began = false;
  for (const page of pages(source)) {
    if (page.serial !== serial) continue;
    if (page.flags & BEGINS_STREAM) {
      if (began) break;
      began = true;
    }
    const found = [...assembler.take(source, page)];
    const sound = found.splice(Math.min(headers, found.length));
    headers -= found.length;
    const samples = sound.map(lengths);
    const total = samples.reduce((sum, count) => sum + count, 0);
    if (page.granule >= 0n && total > 0) {
      const end = Number(page.granule) - head.preSkip;
      origin ??= end - total - ticks < LEAST_GAP_S * head.rate ? 0 : end - total - ticks;
      const gap = end - origin - (ticks + total);
      if (gap > LEAST_GAP_S * head.rate) ticks += gap;
    }
    for (const [index, data] of sound.entries()) {
      yield { data, startS: startS + ticks / head.rate, ...(next === undefined ? {} : { setup: next }) };
      next = undefined;
      ticks += samples[index]!;
    }
  }
  return startS + Math.max(0, ticks) / head.rate;
}

/** Samples of each packet, in ticks of the granule position. */
function lengthsOf(setup: CodecSetup): (packet: Uint8Array) => number {
  if (setup.codec === 'opus') return opusPacketSamples;
  if (setup.codec === 'flac') return flacFrameSamples;
  if (setup.codec !== 'vorbis') return () => 320;
  const blocks = new VorbisBlocks(setup.description!);
  return (packet) => blocks.samplesOf(packet);
}

/** Puts packets together that lie on several pages. */
class Assembler {
  #parts: Uint8Array[] = [];
  #bytes = 0;

  *take(source: ByteSource, page: Page): Generator<Uint8Array> {
    let at = page.bodyStart;
    let length = 0;
    if (!(page.flags & CONTINUED)) this.#clear();
    const isOrphan = (page.flags & CONTINUED) !== 0 && this.#parts.length === 0;
    let isFirst = true;
    for (const lace of page.lacing) {
      length += lace;
      if (lace === 255) continue;
      this.#add(source.copy(at, length));
      // The rest of a packet whose beginning was lost is no packet.
      if (!(isFirst && isOrphan)) yield this.#whole();
      this.#clear();
      isFirst = false;
      at += length;
      length = 0;
    }
    if (length > 0) this.#add(source.copy(at, length));
  }

  #add(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    if (this.#bytes <= MOST_PACKET_BYTES) this.#parts.push(bytes);
  }

  #whole(): Uint8Array {
    return this.#parts.length === 1 ? this.#parts[0]! : new Uint8Array(Buffer.concat(this.#parts));
  }

  #clear(): void {
    this.#parts = [];
    this.#bytes = 0;
  }
}

/** All whole pages; after damage, from the next one on. */
function* pages(source: ByteSource): Generator<Page> {
  let at = 0;
  while (at + PAGE_HEADER_BYTES <= source.size) {
    const page = pageAt(source, at);
    if (page !== null) {
      yield page;
      at = page.end;
      continue;
    }
    const found = Buffer.from(source.view(at + 1, 65_536)).indexOf('OggS');
    at += found < 0 ? 65_533 : found + 1;
  }
}

function pageAt(source: ByteSource, at: number): Page | null {
  const head = source.view(at, PAGE_HEADER_BYTES);
  if (head.length < PAGE_HEADER_BYTES || source.text(at, 4) !== 'OggS') return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const [flags, granule, serial] = [head[5]!, view.getBigInt64(6, true), view.getUint32(14, true)];
  const count = head[26]!;
  const lacing = source.copy(at + PAGE_HEADER_BYTES, count);
  const bodyStart = at + PAGE_HEADER_BYTES + count;
  const end = lacing.reduce((sum, lace) => sum + lace, bodyStart);
  return lacing.length < count || end > source.size
    ? null
    : { serial, flags, granule, bodyStart, lacing, end };
}
