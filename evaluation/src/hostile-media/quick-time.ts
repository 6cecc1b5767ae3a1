import { bigEndian, isoBox } from './container-writers.ts';

/** What is unusual about a QuickTime file of uncompressed sound. */
export interface QuickTimeForm {
  /** Where its sound is; in the file itself when absent. */
  readonly reference?: Buffer;
  /** Sound tracks, one when absent, all of the same sound. */
  readonly tracks?: number;
  /** Samples that the tables promise; those that are there when absent. */
  readonly claimedSamples?: number;
  /** 16 bits, 16 kHz, mono. */
  readonly sound?: Buffer;
}

const numbers = (...values: number[]) => Buffer.concat(values.map((value) => bigEndian(value, 4)));
const RATE = 16_000;
const ITSELF = isoBox('url ', numbers(1));

/** A QuickTime file with its sound before its index (QuickTime File Format Specification, Apple 2016). */
export function quickTime(form: QuickTimeForm): Buffer {
  const { reference = ITSELF, tracks = 1, sound = Buffer.alloc(2 * RATE) } = form;
  const samples = form.claimedSamples ?? sound.length / 2;
  const head = isoBox('ftyp', Buffer.from('qt  \0\0\0\0qt  '));
  const track = trackOf(samples, head.length + 8, reference);
  const movie = isoBox('mvhd', Buffer.concat([numbers(0, 0, 0, RATE, samples, 0x10000), Buffer.alloc(76)]));
  return Buffer.concat([
    head,
    isoBox('mdat', sound),
    isoBox('moov', Buffer.concat([movie, ...Array.from({ length: tracks }, () => track)])),
  ]);
}

function trackOf(samples: number, soundAt: number, reference: Buffer): Buffer {
  const sampleEntry = isoBox(
    'sowt',
    Buffer.concat([
      numbers(0, 1, 0, 0),
      bigEndian(1, 2),
      bigEndian(16, 2),
      numbers(0),
      numbers((RATE << 16) >>> 0),
    ]),
  );
  const table = isoBox(
    'stbl',
    Buffer.concat([
      isoBox('stsd', Buffer.concat([numbers(0, 1), sampleEntry])),
      isoBox('stts', numbers(0, 1, samples, 1)),
      isoBox('stsc', numbers(0, 1, 1, samples, 1)),
      isoBox('stsz', numbers(0, 2, samples)),
      isoBox('stco', numbers(0, 1, soundAt)),
    ]),
  );
  const references = isoBox('dinf', isoBox('dref', Buffer.concat([numbers(0, 1), reference])));
  const soundHeader = isoBox('smhd', numbers(0, 0));
  const media = Buffer.concat([
    isoBox('mdhd', numbers(0, 0, 0, RATE, samples, 0)),
    isoBox('hdlr', Buffer.concat([numbers(0), Buffer.from('mhlrsoun'), Buffer.alloc(13)])),
    isoBox('minf', Buffer.concat([soundHeader, references, table])),
  ]);
  const header = isoBox('tkhd', Buffer.concat([numbers(1, 0, 0, 1, 0, samples), Buffer.alloc(60)]));
  return isoBox('trak', Buffer.concat([header, isoBox('mdia', media)]));
}
