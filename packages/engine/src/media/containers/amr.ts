/** AMR in the storage format of phones (RFC 4867, section 5): frames one after another, 20 ms each. */
import type { ByteSource } from '../byte-source.ts';
import type { CodecSetup, EncodedPacket, OpenedContainer } from '../encoded-sound.ts';

const NARROW_HEAD = '#!AMR\n';
const WIDE_HEAD = '#!AMR-WB\n';
const FRAME_S = 0.02;
/** Bytes of a frame by its mode, the first byte included (3GPP TS 26.101 and 26.201); 0 for modes that are not defined. */
const NARROW_BYTES = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1];
const WIDE_BYTES = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1];

/** Opens a file of AMR frames; null for what is none. */
export function openAmr(source: ByteSource): OpenedContainer | null {
  const isWide = source.text(0, WIDE_HEAD.length) === WIDE_HEAD;
  if (!isWide && source.text(0, NARROW_HEAD.length) !== NARROW_HEAD) return null;
  const setup: CodecSetup = {
    codec: isWide ? 'amr-wb' : 'amr-nb',
    tag: isWide ? 'AMR-WB' : 'AMR',
    sampleRate: isWide ? 16_000 : 8000,
    channels: 1,
  };
  const start = isWide ? WIDE_HEAD.length : NARROW_HEAD.length;
  const packets = () => frames(source, start, isWide);
  return { tracks: [{ setup, channels: 1, isDefault: true, endS: null, promisedMs: null, packets }] };
}

function* frames(source: ByteSource, start: number, isWide: boolean): Generator<EncodedPacket> {
  let at = start;
  for (let count = 0; at < source.size; ) {
    const size = amrFrameBytes(source.view(at, 1)[0]!, isWide);
    if (size === 0 || at + size > source.size) {
      at++;
      continue;
    }
    yield { data: source.copy(at, size), startS: count++ * FRAME_S };
    at += size;
  }
}

/** Bytes of a frame that begins with a byte; 0 where no frame begins so. */
export function amrFrameBytes(first: number, isWide: boolean): number {
  return first & 0x83 ? 0 : (isWide ? WIDE_BYTES : NARROW_BYTES)[(first >> 3) & 15]!;
}
