import { type ByteSource, viewOf } from '../byte-source.ts';
import type { CodecSetup, OpenedContainer, PcmLayout } from '../encoded-sound.ts';
import { blockTrack } from './blocks.ts';

/** Sun AU: a header of 24 bytes and the sound; the size is often unknown. Null for what is none. */
export function openAu(source: ByteSource): OpenedContainer | null {
  if (source.text(0, 4) !== '.snd' || source.size < 24) return null;
  const view = viewOf(source.copy(0, 24));
  const [start, size, encoding, sampleRate, channels] = [4, 8, 12, 16, 20].map((at) =>
    view.getUint32(at, false),
  );
  const setup = auSetup(encoding!, sampleRate!, channels!);
  if (setup === null || start! > source.size) return null;
  const isKnown = size! > 0 && size! < 0x7fff0000;
  const end = isKnown ? Math.min(source.size, start! + size!) : source.size;
  const extent = { start: start!, end, promisedBytes: isKnown ? size! : null };
  return { tracks: [blockTrack(source, setup, extent)] };
}

function auSetup(encoding: number, sampleRate: number, channels: number): CodecSetup | null {
  if (sampleRate === 0 || channels === 0) return null;
  const common = { tag: `AU encoding ${encoding}`, sampleRate, channels };
  if (encoding === 1) return { ...common, codec: 'ulaw' };
  if (encoding === 27) return { ...common, codec: 'alaw' };
  const layouts: Record<number, PcmLayout> = {
    2: { kind: 'signed', bytes: 1, bigEndian: true },
    3: { kind: 'signed', bytes: 2, bigEndian: true },
    4: { kind: 'signed', bytes: 3, bigEndian: true },
    5: { kind: 'signed', bytes: 4, bigEndian: true },
    6: { kind: 'float', bytes: 4, bigEndian: true },
    7: { kind: 'float', bytes: 8, bigEndian: true },
  };
  const pcm = layouts[encoding];
  return pcm === undefined ? { ...common, codec: 'unknown' } : { ...common, codec: 'pcm', pcm };
}
