/** Every form of recording that README names gives the speech that is in it, where it is, whoever wrote the file. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { decodeBytes, fixtureBytes, fixtureSound, likeness } from '../testing/decode-bytes.ts';
import { type CONTAINERS, type EncodedSound, encodedSound, written } from '../testing/remux.ts';
import { aiff, au, caf, pcm16, rf64, w64, wav } from '../testing/sound-writers.ts';
import {
  aLaw,
  gsm,
  gsmMicrosoft,
  imaQuickTime,
  imaWav,
  microsoftAdpcm,
  muLaw,
} from '../testing/telephone-codecs.ts';
import { audioSampleEntry, box, mp4Around } from './codecs/mp4-in-memory.ts';

const speech = fixtureSound();
/** Every second sample, as a telephone has it: there is next to nothing above 4 kHz that could fold down. */
const telephone = speech.filter((_, n) => n % 2 === 0);
const seconds = speech.length / 16_000;

async function isSpeech(bytes: Uint8Array, alike: number, mostShiftMs = 40): Promise<void> {
  const { report, channels } = await decodeBytes(bytes);
  assert.equal(report.outcome, 'decoded');
  const [samples] = channels;
  assert.ok(samples && Math.abs(samples.length / 16_000 - seconds) < 0.13, `${samples?.length} samples`);
  const { correlation, shiftMs } = likeness(samples, speech, mostShiftMs);
  assert.ok(correlation > alike, `correlation ${correlation} at ${shiftMs} ms`);
}

const eightKhz = { sampleRate: 8000 };
const pcmOf = (bytes: number, put: (buffer: Buffer, value: number, at: number) => void): Buffer => {
  const buffer = Buffer.alloc(bytes * speech.length);
  for (const [n, sample] of speech.entries()) put(buffer, sample, bytes * n);
  return buffer;
};

const WRITTEN: Record<string, { readonly bytes: () => Buffer; readonly alike: number }> = {
  'WAV of 8 bits': {
    bytes: () =>
      wav(
        pcmOf(1, (b, v, at) => b.writeUInt8((v >> 8) + 128, at)),
        { bits: 8, blockBytes: 1 },
      ),
    alike: 0.98,
  },
  'WAV of 24 bits': {
    bytes: () =>
      wav(
        pcmOf(3, (b, v, at) => b.writeIntLE(256 * v, at, 3)),
        { bits: 24, blockBytes: 3 },
      ),
    alike: 0.999,
  },
  'WAV of 32 bits': {
    bytes: () =>
      wav(
        pcmOf(4, (b, v, at) => b.writeInt32LE(65_536 * v, at)),
        { bits: 32, blockBytes: 4 },
      ),
    alike: 0.999,
  },
  'WAV of floats': {
    bytes: () =>
      wav(
        pcmOf(4, (b, v, at) => b.writeFloatLE(v / 32_768, at)),
        { tag: 3, bits: 32, blockBytes: 4 },
      ),
    alike: 0.999,
  },
  'WAV of long floats': {
    bytes: () =>
      wav(
        pcmOf(8, (b, v, at) => b.writeDoubleLE(v / 32_768, at)),
        { tag: 3, bits: 64, blockBytes: 8 },
      ),
    alike: 0.999,
  },
  'WAV of A-law': {
    bytes: () => wav(aLaw(telephone), { ...eightKhz, tag: 6, bits: 8, blockBytes: 1 }),
    alike: 0.9,
  },
  'WAV of mu-law': {
    bytes: () => wav(muLaw(telephone), { ...eightKhz, tag: 7, bits: 8, blockBytes: 1 }),
    alike: 0.9,
  },
  'WAV of IMA ADPCM': {
    bytes: () => wav(imaWav(speech), { tag: 17, bits: 4, blockBytes: 256, extra: Buffer.from([0xf9, 1]) }),
    alike: 0.97,
  },
  'WAV of Microsoft ADPCM': {
    bytes: () => wav(microsoftAdpcm(speech), { tag: 2, bits: 4, blockBytes: 256 }),
    alike: 0.97,
  },
  'WAV of GSM': {
    bytes: () => wav(gsmMicrosoft(telephone), { ...eightKhz, tag: 49, bits: 0, blockBytes: 65 }),
    alike: 0.6,
  },
  RF64: { bytes: () => rf64(pcm16(speech)), alike: 0.999 },
  W64: { bytes: () => w64(pcm16(speech)), alike: 0.999 },
  AIFF: { bytes: () => aiff(pcm16(speech, 'be'), speech.length), alike: 0.999 },
  'AIFF-C, the other way round': {
    bytes: () => aiff(pcm16(speech), speech.length, 'sowt'),
    alike: 0.999,
  },
  'AIFF-C of A-law': {
    bytes: () => aiff(aLaw(telephone), telephone.length, 'alaw', 8000),
    alike: 0.9,
  },
  'AIFF-C of IMA ADPCM': { bytes: () => aiff(imaQuickTime(speech), speech.length / 64, 'ima4'), alike: 0.97 },
  'AIFF-C of GSM': { bytes: () => aiff(gsm(telephone), telephone.length / 160, 'GSM ', 8000), alike: 0.6 },
  AU: { bytes: () => au(pcm16(speech, 'be'), 3), alike: 0.999 },
  'AU of mu-law': { bytes: () => au(muLaw(telephone), 1, 8000), alike: 0.9 },
  CAF: {
    bytes: () => caf(pcm16(speech), { format: 'lpcm', flags: 2, packetBytes: 2, packetFrames: 1, bits: 16 }),
    alike: 0.999,
  },
  'CAF of IMA ADPCM': {
    bytes: () =>
      caf(imaQuickTime(speech), { format: 'ima4', flags: 0, packetBytes: 34, packetFrames: 64, bits: 0 }),
    alike: 0.97,
  },
};

describe('sound in simple containers', () => {
  for (const [name, { bytes, alike }] of Object.entries(WRITTEN)) test(name, () => isSpeech(bytes(), alike));
});

/** Which codec each fixture has, and the containers that recorders put it into. */
const REMUXED: Readonly<Record<string, readonly (keyof typeof CONTAINERS)[]>> = {
  m4a: ['mp4', 'mp4 with its index last', 'fragmented mp4', 'mov', 'matroska', 'adts', 'transport stream'],
  opus: ['webm', 'live webm', 'ogg', 'matroska', 'mp4', 'fragmented mp4'],
  mp3: ['mp3', 'mp4', 'matroska', 'transport stream'],
  flac: ['flac', 'matroska', 'mp4'],
};

describe('compressed sound', () => {
  const sounds = new Map<string, EncodedSound>();
  before(async () => {
    for (const ending of Object.keys(REMUXED)) sounds.set(ending, await encodedSound(fixtureBytes(ending)));
  });
  for (const [ending, containers] of Object.entries(REMUXED))
    for (const container of containers)
      test(`of ${ending} in ${container}`, async () => {
        await isSpeech(await written(container, [{ sound: sounds.get(ending)! }]), 0.9);
      });
});

describe('AMR', () => {
  /** Two seconds of frames that hold no speech anybody said. */
  const frames = (first: number, bytes: number): Buffer[] =>
    Array.from({ length: 100 }, (_, n) =>
      Buffer.from(Array.from({ length: bytes }, (_, at) => (at === 0 ? first : (n * 31 + at * 17) & 0xff))),
    );
  const NARROW = { frames: frames(0x3c, 32), head: '#!AMR\n', entry: 'samr', own: 'damr', rate: 8000 };
  const WIDE = { frames: frames(0x14, 33), head: '#!AMR-WB\n', entry: 'sawb', own: 'damr', rate: 16_000 };

  async function isTwoSeconds(bytes: Uint8Array): Promise<void> {
    const { channels } = await decodeBytes(bytes);
    assert.ok(Math.abs(channels[0]!.length - 32_000) < 400, `${channels[0]!.length} samples`);
    assert.ok(channels[0]!.some((sample) => Math.abs(sample) > 0.01));
  }

  for (const [name, { frames: packets, head, entry, own, rate }] of Object.entries({ NARROW, WIDE })) {
    test(`${name.toLowerCase()}, frame by frame`, () =>
      isTwoSeconds(Buffer.concat([Buffer.from(head, 'latin1'), ...packets])));
    // Phones put several frames of 20 ms into a sample.
    for (const together of [1, 10])
      test(`${name.toLowerCase()} in 3GP, ${together} to a sample`, () => {
        const samples = Array.from({ length: packets.length / together }, (_, n) =>
          Buffer.concat(packets.slice(n * together, (n + 1) * together)),
        );
        const setup = audioSampleEntry(entry, 1, box(own, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, together])));
        return isTwoSeconds(mp4Around(setup, samples, { timeScale: rate, ticks: (together * rate) / 50 }));
      });
  }
});

test('what is not read is refused by its name', async () => {
  const heads = { AVI: 'RIFF\x10\0\0\0AVI LIST', 'AC-3': '\x0bw\0\0', WavPack: 'wvpk\0\0\0\0' };
  for (const [name, head] of Object.entries(heads)) {
    const { report } = await decodeBytes(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(2000)]));
    assert.deepEqual(report, { outcome: 'unknown-codec', codecs: [name] });
  }
});

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

/** Forms that only FFmpeg writes here: options and the container's name. */
const BY_FFMPEG: Readonly<Record<string, string>> = {
  'Vorbis in Ogg': '-c:a libvorbis -f ogg',
  'Vorbis in WebM': '-c:a libvorbis -f webm',
  'FLAC in Ogg': '-c:a flac -f ogg',
  'Opus in CAF': '-c:a libopus -f caf',
  'MPEG audio layer II': '-c:a mp2 -f mp2',
  'MP3 in WAV': '-c:a libmp3lame -ar 44100 -f wav',
  'Windows Media Audio 1': '-c:a wmav1 -ar 44100 -f asf',
  'Windows Media Audio 2': '-c:a wmav2 -ar 44100 -f asf',
  'AAC in QuickTime of two channels': '-c:a aac -ac 2 -ar 48000 -f mov',
};

if (hasFfmpeg)
  describe('what FFmpeg writes', () => {
    for (const [name, options] of Object.entries(BY_FFMPEG))
      test(name, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'vivavoce-ffmpeg-'));
        try {
          const path = join(folder, 'recording');
          const input = ['-v', 'error', '-f', 's16le', '-ar', '16000', '-ac', '1', '-i', 'pipe:0'];
          execFileSync('ffmpeg', [...input, ...options.split(' '), path], { input: pcm16(speech) });
          // FFmpeg's encoder of WMA writes no priming, though decoders drop their first block.
          await isSpeech(readFileSync(path), 0.9, name.startsWith('Windows') ? 60 : 40);
        } finally {
          rmSync(folder, { recursive: true });
        }
      });
  });
