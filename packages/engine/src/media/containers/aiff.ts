/** AIFF and AIFF-C (Apple 1989, 1991). */
import { type ByteSource, viewOf } from '../byte-source.ts';
import type { CodecSetup, OpenedContainer, PcmLayout } from '../encoded-sound.ts';
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
