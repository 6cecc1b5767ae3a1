import { deflateSync } from 'node:zlib';
import {
  bigEndian,
  ebmlElement,
  flacHead,
  isoBox,
  littleEndian,
  oggPage,
  opusHeaders,
  sealOggPage,
  silentFlacFrame,
  waveFile,
} from './container-writers.ts';
import { fileOf, type HostileFile } from './hostile-file.ts';
import { matroska } from './matroska.ts';

const HOUR_S = 3600;

/** Little files with very much sound in them, or with content that grows when it is unpacked. */
export function bombs(): HostileFile[] {
  const files: Record<string, () => Buffer> = {
    'opus-24-h.opus': () => silentOpus(24 * HOUR_S),
    'opus-50-min.opus': () => silentOpus(50 * 60),
    'mp3-4-h.mp3': () => silentMp3(4 * HOUR_S),
    'flac-24-h.flac': () => silentFlac(8000, 65_535, 24 * HOUR_S),
    'flac-50-min.flac': () => silentFlac(8000, 4096, 50 * 60),
    // One frame of these gives hours: what a frame becomes is not bounded by what the longest recording is.
    'flac-1-hz-one-frame.flac': () => silentFlac(1, 65_535, 65_535),
    'flac-1-hz-4-h-frames.flac': () => silentFlac(1, 16_000, 64_000),
    'flac-16-hz.flac': () => silentFlac(16, 65_535, 24 * HOUR_S),
    'flac-4-hz.flac': () => silentFlac(4, 65_535, 24 * HOUR_S),
    'flac-tiny-frames.flac': () => silentFlac(655_350, 16, 8),
    'wav-1-hz.wav': () => waveFile(Buffer.alloc(200_000), { sampleRate: 1, bitsPerSample: 8 }),
    'wav-7-hz-1-mib.wav': () => waveFile(Buffer.alloc(2 ** 20), { sampleRate: 7, bitsPerSample: 8 }),
    'matroska-unpacked.mkv': () => packedMatroska(400),
    'matroska-unpacked-wrong.mkv': () => packedMatroska(4, 0.5),
    'quicktime-packed-index.mov': packedIndex,
  };
  return Object.entries(files).map(([name, content]) => fileOf('bomb', name, content));
}

const OPUS_FRAME_SAMPLES = 960;
const OPUS_RATE = 48_000;
const OPUS_SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);

/** Frames of 20 ms in 3 bytes: a day is 17 MB. */
export function silentOpus(seconds: number): Buffer {
  const [head, tags] = opusHeaders();
  const base = { serial: 1, granule: 0 };
  const silence = Array.from({ length: 255 }, () => OPUS_SILENCE);
  const page = oggPage({ ...base, sequence: 2, flags: 0, packets: silence });
  const pages = [
    oggPage({ ...base, sequence: 0, flags: 2, packets: [head] }),
    oggPage({ ...base, sequence: 1, flags: 0, packets: [tags] }),
  ];
  const count = Math.ceil((seconds * OPUS_RATE) / OPUS_FRAME_SAMPLES / 255);
  for (let index = 0; index < count; index += 1) {
    page.writeBigInt64LE(BigInt((index + 1) * 255 * OPUS_FRAME_SAMPLES), 6);
    page.writeUInt32LE(index + 2, 18);
    sealOggPage(page);
    pages.push(Buffer.from(page));
  }
  return Buffer.concat(pages);
}

/** Frames of MPEG 2.5, layer III, 8 kHz and 8 kb/s: 72 bytes of nothing for 72 ms, the least that MP3 can. */
export function silentMp3(seconds: number): Buffer {
  const frame = Buffer.alloc(72);
  frame.writeUInt32BE(0xffe318c0);
  return Buffer.alloc(Math.ceil(seconds / 0.072) * frame.length, frame);
}

function silentFlac(sampleRate: number, blockSamples: number, seconds: number): Buffer {
  const frames = Math.ceil((seconds * sampleRate) / blockSamples);
  const head = flacHead({ sampleRate, blockSamples, totalSamples: frames * blockSamples });
  // FLAC numbers its frames; numbers above 0xffff would need longer codes, and repeat here instead.
  return Buffer.concat([
    head,
    ...Array.from({ length: frames }, (_, number) => silentFlacFrame(number & 0xffff, blockSamples)),
  ]);
}

/** Blocks of 5 minutes of silence in 10 kB each; `share` of the packed bytes is there. */
function packedMatroska(count: number, share = 1): Buffer {
  const packed = deflateSync(Buffer.alloc(9_600_000), { level: 9 });
  const block = packed.subarray(0, packed.length * share);
  const zlib = ebmlElement(0x5034, ebmlElement(0x4254, Buffer.from([0])));
  const encoding = ebmlElement(
    0x6d80,
    ebmlElement(0x6240, Buffer.concat([ebmlElement(0x5031, bigEndian(0, 1)), zlib])),
  );
  return matroska({ inTrack: [encoding], blocks: Array.from({ length: count }, () => block) });
}

/** An index that is packed itself, 200 MB of nothing, and says that it is longer still. */
function packedIndex(): Buffer {
  const packed = deflateSync(Buffer.alloc(200_000_000), { level: 9 });
  const content = isoBox('cmvd', Buffer.concat([bigEndian(0x7fffffff, 4), packed]));
  const method = isoBox('dcom', Buffer.from('zlib'));
  return Buffer.concat([
    isoBox('ftyp', Buffer.concat([Buffer.from('qt  '), littleEndian(0, 4), Buffer.from('qt  ')])),
    isoBox('moov', isoBox('cmov', Buffer.concat([method, content]))),
  ]);
}
