/**
 * ASF with Windows Media Audio (Microsoft 2004): the header is kept as it is for the decoder, which takes the packets apart
 * itself; their times are read here.
 */
import type { ByteSource } from '../byte-source.ts';
import type { CodecSetup, EncodedPacket, OpenedContainer } from '../encoded-sound.ts';

const HEADER_GUID = '3026b2758e66cf11a6d900aa0062ce6c';
const DATA_GUID = '3626b2758e66cf11a6d900aa0062ce6c';
const FILE_GUID = 'a1dcab8c47a9cf118ee400c00c205365';
const STREAM_GUID = '9107dcb7b7a9cf118ee600c00c205365';
const AUDIO_GUID = '409e69f84d5bcf11a8fd00805f5c442b';
const MOST_HEADER_BYTES = 4 * 2 ** 20;
const DATA_HEAD_BYTES = 50;

/** Opens ASF; null for what is none. */
export function openAsf(source: ByteSource): OpenedContainer | null {
  if (guid(source, 0) !== HEADER_GUID) return null;
  const headerBytes = size(source, 16);
  if (headerBytes > MOST_HEADER_BYTES || guid(source, headerBytes) !== DATA_GUID) return null;
  let packetBytes = 0;
  let promisedMs: number | null = null;
  const setups: CodecSetup[] = [];
  for (let at = 30; at + 24 <= headerBytes; at += Math.max(24, size(source, at + 16))) {
    const name = guid(source, at);
    if (name === FILE_GUID) {
      packetBytes = viewOf(source, at + 92, 4).getUint32(0, true);
      // Play duration in units of 100 ns, with the preroll in ms.
      promisedMs = size(source, at + 64) / 10_000 - size(source, at + 80);
    }
    if (name === STREAM_GUID && guid(source, at + 24) === AUDIO_GUID) setups.push(setupOf(source, at + 78));
  }
  const [setup] = setups;
  if (setup === undefined) return { tracks: [] };
  if (packetBytes < 16 || packetBytes > 2 ** 20) return null;
  const start = headerBytes + DATA_HEAD_BYTES;
  const description = source.copy(0, start);
  const known = setups.length === 1 ? { ...setup, description } : { ...setup, codec: 'unknown' as const };
  const packets = () => dataPackets(source, start, packetBytes);
  const promise = promisedMs !== null && promisedMs > 0 ? promisedMs : null;
  return {
    tracks: [
      { setup: known, channels: setup.channels, isDefault: true, endS: null, promisedMs: promise, packets },
    ],
  };
}

function setupOf(source: ByteSource, at: number): CodecSetup {
  const format = viewOf(source, at, 18);
  const tag = format.getUint16(0, true);
  return {
    codec: tag === 0x160 || tag === 0x161 ? 'wma' : 'unknown',
    tag: tag === 0x162 ? 'Windows Media Audio Professional' : `Windows Media format 0x${tag.toString(16)}`,
    channels: format.getUint16(2, true),
    sampleRate: format.getUint32(4, true),
  };
}

/** The data packets, all of one size. Times of ASF are those of sending, some packets ahead: they follow one another instead. */
function* dataPackets(source: ByteSource, start: number, packetBytes: number): Generator<EncodedPacket> {
  for (let at = start; at + packetBytes <= source.size; at += packetBytes)
    yield { data: source.copy(at, packetBytes), startS: null };
}

function guid(source: ByteSource, at: number): string {
  return Buffer.from(source.view(at, 16)).toString('hex');
}

function size(source: ByteSource, at: number): number {
  const view = viewOf(source, at, 8);
  return view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
}

/** A view of so many bytes, of zeros where the file has ended. */
function viewOf(source: ByteSource, at: number, length: number): DataView {
  const bytes = new Uint8Array(length);
  bytes.set(source.view(at, length));
  return new DataView(bytes.buffer);
}
