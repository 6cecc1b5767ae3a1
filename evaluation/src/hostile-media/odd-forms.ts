import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { FIXTURE_FORMATS, speechFixture, videoWithoutSound, videoWithSound } from '@vivavoce/samples';
import { silentMp3 } from './bombs.ts';
import { oggPages } from './container-headers.ts';
import {
  bigEndian,
  ebmlElement,
  flacHead,
  isoBox,
  littleEndian,
  oggPage,
  opusHeaders,
  riffChunk,
  sealOggPage,
  silentFlacFrame,
  type WaveForm,
  waveFile,
} from './container-writers.ts';
import { fileOf, type HostileFile } from './hostile-file.ts';
import { matroska } from './matroska.ts';
import { quickTime } from './quick-time.ts';

const speech = (format: (typeof FIXTURE_FORMATS)[number]) => readFileSync(speechFixture(format));
const SECOND = Buffer.alloc(32_000);
const MINUTES_45_MS = 45 * 60_000;
const SAMPLES_45_MIN = 16 * MINUTES_45_MS;

type Contents = Readonly<Record<string, () => Buffer | string>>;

/** Files that are well formed piece by piece and make no sense as a whole. */
export function oddForms(): HostileFile[] {
  const kinds: Readonly<Record<string, Contents>> = {
    'wrong claim': { ...claims(), ...waveLengths() },
    'odd sound form': waveForms(),
    nested: nested(),
    'many parts': manyParts(),
    'odd video': oddVideos(),
    'streams side by side': streams(),
  };
  return Object.entries(kinds).flatMap(([kind, contents]) =>
    Object.entries(contents).map(([name, content]) => fileOf(kind, name, content)),
  );
}

/** One second of sound that calls itself 45 minutes, or nothing, or for ever. */
function claims(): Contents {
  return {
    'claim-45-min.wav': () => waveFile(SECOND, {}, 2 * SAMPLES_45_MIN),
    'claim-45-min.mkv': () => matroska({ claimedMs: MINUTES_45_MS }),
    'claim-minus.mkv': () => matroska({ claimedMs: -1 }),
    'claim-infinite.mkv': () => matroska({ claimedMs: Number.POSITIVE_INFINITY }),
    'claim-nan.mkv': () => matroska({ claimedMs: Number.NaN }),
    'claim-45-min.mov': () => quickTime({ claimedSamples: SAMPLES_45_MIN }),
    'claim-for-ever.mov': () => quickTime({ claimedSamples: 0xffffffff }),
    'claim-45-min.flac': () =>
      Buffer.concat([
        flacHead({ sampleRate: 8000, blockSamples: 8000, totalSamples: MINUTES_45_MS * 8 }),
        silentFlacFrame(0, 8000),
      ]),
    'claim-45-min.mp3': () => {
      // The information header of an MP3 is a frame itself: 'Xing', flags, frames.
      const frames = silentMp3(1);
      frames.write('Xing', 13, 'latin1');
      frames.writeUInt32BE(1, 17);
      frames.writeUInt32BE(MINUTES_45_MS / 72, 21);
      return frames;
    },
    'claim-45-min.opus': () => opusEndingAt(48n * BigInt(MINUTES_45_MS)),
    'claim-for-ever.opus': () => opusEndingAt(2n ** 63n - 1n),
    'claim-minus.opus': () => opusEndingAt(2n ** 64n - 2n),
  };
}

/** The fixture with another time on its last page. */
function opusEndingAt(granule: bigint): Buffer {
  const bytes = speech('opus');
  const last = oggPages(bytes).at(-1);
  if (!last) throw new Error('The fixture has no pages');
  const page = bytes.subarray(last.start, last.end);
  page.writeBigUInt64LE(granule, 6);
  sealOggPage(page);
  return bytes;
}

function waveLengths(): Contents {
  const names = [0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
  return Object.fromEntries(
    names.map((claimed) => [`data-${claimed.toString(16)}.wav`, () => waveFile(SECOND, {}, claimed)]),
  );
}

function waveForms(): Contents {
  const forms: WaveForm[] = [
    ...[0, 1, 7, 192_001, 0x7fffffff, 0xffffffff].map((sampleRate) => ({ sampleRate, blockBytes: 2 })),
    ...[0, 3, 64, 255, 65_535].map((channels) => ({ channels })),
    ...[0, 1, 7, 24, 64, 65_535].map((bitsPerSample) => ({ bitsPerSample, blockBytes: 2 })),
    ...[0, 1, 65_535].map((blockBytes) => ({ blockBytes })),
    // ADPCM, A-law, GSM, G.726, MP3, AAC, Vorbis and nothing known, in what are plain samples.
    ...[2, 6, 0x31, 0x45, 0x55, 0xff, 0x566f, 0xfffe, 0xffff].map((format) => ({ format })),
  ];
  return Object.fromEntries(
    forms.map((form) => {
      const said = Object.entries(form).map(([name, value]) => `${name}-${value}`);
      return [`${said.join('-')}.wav`, () => waveFile(speech('wav').subarray(78), form)];
    }),
  );
}

function nested(): Contents {
  const inside = Object.fromEntries(
    FIXTURE_FORMATS.map((format) => [`${format}-in-wav.wav`, () => waveFile(speech(format))]),
  );
  const boxes = (depth: number) => {
    const bytes = Buffer.alloc(8 * depth);
    for (let at = 0; at < depth; at += 1) {
      bytes.writeUInt32BE(8 * (depth - at), 8 * at);
      bytes.write('moov', 8 * at + 4, 'latin1');
    }
    return bytes;
  };
  const tags = (depth: number) => {
    const opening = Buffer.concat([bigEndian(0x67c8, 2), Buffer.from([0x08, 0xff, 0xff, 0xff, 0xff])]);
    return ebmlElement(0x1254c367, ebmlElement(0x7373, Buffer.alloc(opening.length * depth, opening)));
  };
  const ftyp = isoBox('ftyp', Buffer.from('M4A \0\0\0\0M4A '));
  return {
    ...inside,
    'wav-in-wav-in-wav.wav': () => waveFile(waveFile(waveFile(speech('wav')))),
    'mp4-in-mkv.mkv': () => matroska({ blocks: [speech('mp4')] }),
    'wav-after-id3.wav': () => Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1'), speech('wav')]),
    'mp3-then-mp4.mp3': () => Buffer.concat([speech('mp3'), speech('mp4')]),
    'gzip.mp3': () => gzipSync(speech('mp3')),
    'moov-100000-deep.m4a': () => Buffer.concat([ftyp, boxes(100_000)]),
    'tags-100000-deep.mkv': () => matroska({ before: [tags(100_000)] }),
    'riff-in-riff.wav': () =>
      riffChunk('RIFF', Buffer.concat([Buffer.from('WAVE'), riffChunk('RIFF', speech('wav'))])),
  };
}

/** A tag of ID3v2.3 before the speech; frames by their names and contents. */
function taggedMp3(count: number, name: string, content: (index: number) => Buffer): Buffer {
  const frames = Array.from({ length: count }, (_, index) => {
    const bytes = content(index);
    return Buffer.concat([Buffer.from(name), bigEndian(bytes.length, 4), Buffer.alloc(2), bytes]);
  });
  const tag = Buffer.concat(frames);
  const size = [21, 14, 7, 0].map((shift) => (tag.length >> shift) & 0x7f);
  return Buffer.concat([Buffer.from('ID3\x03\0\0', 'latin1'), Buffer.from(size), tag, speech('mp3')]);
}

function manyParts(): Contents {
  const text = (index: number) => Buffer.from(`\0key ${index}\0value`, 'latin1');
  const picture = () => Buffer.from('\0image/png\0\0\0\x89PNG\r\n\x1a\n', 'latin1');
  const chapter = (index: number) =>
    Buffer.concat([
      Buffer.from(`c${index}\0`),
      ...[index, index + 1, 0, 0].map((time) => bigEndian(time, 4)),
    ]);
  const comments = Array.from({ length: 60_000 }, (_, index) => {
    const comment = Buffer.from(`KEY${index}=value`);
    return Buffer.concat([littleEndian(comment.length, 4), comment]);
  });
  const vorbis = Buffer.concat([littleEndian(0, 4), littleEndian(comments.length, 4), ...comments]);
  const flac = () => speech('flac');
  const simpleTag = (index: number) =>
    ebmlElement(0x67c8, Buffer.concat([ebmlElement(0x45a3, `KEY${index}`), ebmlElement(0x4487, 'value')]));
  const attachment = (index: number) =>
    ebmlElement(
      0x61a7,
      Buffer.concat([
        ebmlElement(0x466e, `../../etc/passwd${index}`),
        ebmlElement(0x4660, 'application/x-truetype-font'),
        ebmlElement(0x465c, Buffer.alloc(1000)),
        ebmlElement(0x46ae, bigEndian(index + 1, 4)),
      ]),
    );
  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, at) => make(at));
  return {
    'id3-60000-texts.mp3': () => taggedMp3(60_000, 'TXXX', text),
    'id3-60000-chapters.mp3': () => taggedMp3(60_000, 'CHAP', chapter),
    'id3-5000-pictures.mp3': () => taggedMp3(5000, 'APIC', picture),
    'id3-60000-empty.mp3': () => taggedMp3(60_000, 'TXXX', () => Buffer.alloc(0)),
    'flac-60000-comments.flac': () =>
      Buffer.concat([
        flac().subarray(0, 4),
        Buffer.from([0x00]),
        flac().subarray(5, 42),
        Buffer.from([0x84]),
        bigEndian(vorbis.length, 3),
        vorbis,
        flac().subarray(flac().indexOf(Buffer.from([0xff, 0xf8]), 42)),
      ]),
    'mkv-60000-tags.mkv': () =>
      matroska({
        before: [ebmlElement(0x1254c367, ebmlElement(0x7373, Buffer.concat(many(60_000, simpleTag))))],
      }),
    'mkv-attachments.mkv': () =>
      matroska({ before: [ebmlElement(0x1941a469, Buffer.concat(many(500, attachment)))] }),
    'mkv-2000-tracks.mkv': () => matroska({ tracks: 2000 }),
    'mov-2000-tracks.mov': () => quickTime({ tracks: 2000 }),
    'wav-200000-chunks.wav': () => {
      const chunks = Buffer.alloc(8 * 200_000, riffChunk('junk', Buffer.alloc(0)));
      return riffChunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chunks, speech('wav').subarray(12)]));
    },
    'mp4-empty-atoms.m4a': () => {
      const head = isoBox('ftyp', Buffer.from('M4A \0\0\0\0M4A '));
      return Buffer.concat([head, Buffer.alloc(8 * 100_000, isoBox('free', Buffer.alloc(0))), speech('m4a')]);
    },
    'mp4-empty-index.m4a': () =>
      Buffer.concat([
        isoBox('ftyp', Buffer.from('M4A \0\0\0\0M4A ')),
        isoBox('moov', Buffer.alloc(0)),
        isoBox('mdat', Buffer.alloc(0)),
      ]),
    'mov-without-samples.mov': () => quickTime({ claimedSamples: 0, sound: Buffer.alloc(0) }),
  };
}

/** The videos with other measures of their pictures, in the track and in the description of the codec. */
function oddVideos(): Contents {
  const measured = (path: string, value: number) => () => {
    const bytes = readFileSync(path);
    const codec = bytes.indexOf('avc1', bytes.indexOf('stsd'));
    const track = bytes.indexOf('tkhd');
    bytes.writeUInt32BE(value * 65_537, codec + 28);
    bytes.writeUInt16BE(value, track + 80);
    bytes.writeUInt16BE(value, track + 84);
    return bytes;
  };
  return Object.fromEntries(
    [0, 1, 65_535].flatMap((value) => [
      [`video-${value}-pixels.mp4`, measured(videoWithSound, value)],
      [`no-sound-${value}-pixels.mp4`, measured(videoWithoutSound, value)],
    ]),
  );
}

function streams(): Contents {
  const renumbered = (serial: number) =>
    oggPages(speech('opus')).map(({ start, end }) => {
      const page = Buffer.from(speech('opus').subarray(start, end));
      page.writeUInt32LE(serial, 14);
      sealOggPage(page);
      return page;
    });
  const beside = (serials: readonly number[]) => {
    const all = serials.map(renumbered);
    const longest = all[0]?.length ?? 0;
    return Buffer.concat(
      Array.from({ length: longest }, (_, at) => all.map((pages) => pages[at] ?? Buffer.alloc(0))).flat(),
    );
  };
  const first = (serial: number, packet: Buffer) =>
    oggPage({ serial, sequence: 0, granule: 0, flags: 2, packets: [packet] });
  const theora = Buffer.concat([Buffer.from('\x80theora\x03\x02\x01', 'latin1'), Buffer.alloc(32)]);
  const skeleton = Buffer.concat([Buffer.from('fishead\0\x04\0', 'latin1'), Buffer.alloc(70)]);
  const [head] = opusHeaders();
  return {
    'two.ogg': () => beside([1, 2]),
    'two-with-one-number.ogg': () => beside([1, 1]),
    'fifty.ogg': () => beside(Array.from({ length: 50 }, (_, serial) => serial + 1)),
    'one-after-another.ogg': () =>
      Buffer.concat(Array.from({ length: 20 }, (_, at) => renumbered(at)).flat()),
    'with-theora-of-no-size.ogg': () => Buffer.concat([first(7, theora), ...renumbered(1)]),
    'with-skeleton.ogg': () => Buffer.concat([first(7, skeleton), ...renumbered(1)]),
    'with-unknown.ogg': () => Buffer.concat([first(7, Buffer.from('no codec at all')), ...renumbered(1)]),
    'beginnings-only.ogg': () =>
      Buffer.concat(Array.from({ length: 5000 }, (_, serial) => first(serial, head))),
    'opus-255-channels.ogg': () => Buffer.concat([first(1, opusHeaders(255)[0]), ...renumbered(1).slice(1)]),
    'opus-no-channels.ogg': () => Buffer.concat([first(1, opusHeaders(0)[0]), ...renumbered(1).slice(1)]),
  };
}
