/** Sound stands where its container puts it, whatever is missing, joined or claimed. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { decodeBytes, fixtureBytes, fixtureSound, likeness } from '../testing/decode-bytes.ts';
import { type EncodedSound, encodedSound, type WrittenTrack, written } from '../testing/remux.ts';
import { pcm16, wav } from '../testing/sound-writers.ts';

const speech = fixtureSound();
const seconds = speech.length / 16_000;

let opus: EncodedSound;
let aac: EncodedSound;
let mp3: EncodedSound;
let flac: EncodedSound;
before(async () => {
  const sounds = ['opus', 'm4a', 'mp3', 'flac'].map((ending) => encodedSound(fixtureBytes(ending)));
  [opus, aac, mp3, flac] = (await Promise.all(sounds)) as [
    EncodedSound,
    EncodedSound,
    EncodedSound,
    EncodedSound,
  ];
});

async function decodedSamples(bytes: Uint8Array): Promise<Float32Array> {
  const { report, channels } = await decodeBytes(bytes);
  assert.equal(report.outcome, 'decoded');
  return channels[0]!;
}

/** The speech is found from a time on, within 40 ms. */
function assertSpeechAt(samples: Float32Array, startS: number): void {
  const { correlation, shiftMs } = likeness(samples.subarray(Math.round(16_000 * startS)), speech);
  assert.ok(correlation > 0.9, `no speech at ${startS} s: correlation ${correlation} at ${shiftMs} ms`);
}

function assertSilence(samples: Float32Array, fromS: number, toS: number): void {
  const loudest = samples
    .subarray(16_000 * fromS, 16_000 * toS)
    .reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  assert.ok(loudest < 0.01, `${loudest} between ${fromS} and ${toS} s`);
}

function assertLength(samples: Float32Array, expectedS: number): void {
  assert.ok(
    Math.abs(samples.length / 16_000 - expectedS) < 0.13,
    `${samples.length / 16_000} s, not ${expectedS} s`,
  );
}

/** Two of a sound, the second after a pause. */
const twice = (sound: EncodedSound, pauseS: number): EncodedSound => {
  const last = sound.packets.at(-1)!;
  const secondS = last.timestamp + last.duration + pauseS;
  const later = sound.packets.map((packet) => packet.clone({ timestamp: packet.timestamp + secondS }));
  return { ...sound, packets: [...sound.packets, ...later] };
};

describe('a pause that only times tell of becomes silence', () => {
  for (const container of ['webm', 'live webm', 'matroska', 'mp4', 'fragmented mp4'] as const)
    test(`in ${container} of Opus`, async () => {
      const samples = await decodedSamples(await written(container, [{ sound: twice(opus, 20) }]));
      assertLength(samples, 2 * seconds + 20);
      assertSpeechAt(samples, 0);
      assertSilence(samples, seconds + 0.5, seconds + 19);
      const last = opus.packets.at(-1)!;
      assertSpeechAt(samples, last.timestamp + last.duration + 20);
    });

  test('in MP4 of AAC and in a transport stream', async () => {
    for (const container of ['mp4', 'transport stream'] as const) {
      const samples = await decodedSamples(await written(container, [{ sound: twice(aac, 7) }]));
      assertLength(samples, 2 * seconds + 7);
      assertSilence(samples, seconds + 0.5, seconds + 6);
    }
  });

  test('and a lie of ten hours costs no more than the longest recording', async () => {
    const bytes = await written('matroska', [{ sound: twice(opus, 36_000) }]);
    const { report, channels } = await decodeBytes(bytes, 60);
    assert.ok(report.outcome === 'decoded' && report.samples > 60 * 16_000);
    assert.ok(channels[0]!.length <= 60 * 16_000);
  });
});

describe('a late start', () => {
  const late = (sound: EncodedSound): WrittenTrack => ({ sound, moved: (startS) => startS + 10 });
  for (const container of ['mp4', 'mov', 'matroska', 'webm'] as const)
    test(`in ${container} is silence first`, async () => {
      const sound = container === 'webm' || container === 'matroska' ? opus : aac;
      const samples = await decodedSamples(await written(container, [late(sound)]));
      assertLength(samples, seconds + 10);
      assertSilence(samples, 0, 9.9);
      assertSpeechAt(samples, 10);
    });

  test('of an hour and more in a stream that was cut out of a longer one is none', async () => {
    const cut: WrittenTrack = { sound: aac, moved: (startS) => startS + 5000 };
    assertLength(await decodedSamples(await written('transport stream', [cut])), seconds);
  });
});

describe('streams that change on their way go on', () => {
  test('two MP3 of other rates and channels', async () => {
    const bytes = Buffer.concat([mpeg(24_000, 60), await written('mp3', [{ sound: mp3 }])]);
    const samples = await decodedSamples(bytes);
    const firstS = (60 * 576) / 24_000;
    assertLength(samples, firstS + seconds);
    assertSilence(samples, 0.1, firstS - 0.1);
  });

  test('two ADTS streams', async () => {
    const one = await written('adts', [{ sound: aac }]);
    const other = Buffer.concat([one, one]);
    const samples = await decodedSamples(other);
    assertLength(samples, 2 * seconds);
    assertSpeechAt(samples, aac.packets.length * (1024 / 44_100));
  });

  test('chained Ogg', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => written('ogg', [{ sound: opus }])));
    const samples = await decodedSamples(Buffer.concat([first!, second!]));
    assertLength(samples, 2 * seconds);
    assertSpeechAt(samples, samples.length / 32_000);
  });

  test('with bytes of something else between', async () => {
    const one = await written('mp3', [{ sound: mp3 }]);
    const samples = await decodedSamples(Buffer.concat([one, Buffer.alloc(5000, 'not sound '), one]));
    assertLength(samples, 2 * seconds);
  });
});

describe('redundant fields of a header do not outvote the samples', () => {
  const data = pcm16(speech);
  test('bytes a second', async () => {
    for (const byteRate of [0, 16_000, 4_000_000])
      assertLength(await decodedSamples(wav(data, { byteRate })), seconds);
  });
  test('a size that was never written, or too small', async () => {
    for (const dataBytes of [0, 0xffffffff, 1000])
      assertLength(await decodedSamples(wav(data, { dataBytes })), seconds);
  });
  test('a size beyond the end is a promise that was not kept', async () => {
    const { report } = await decodeBytes(wav(data, { dataBytes: 2 * data.length }));
    assert.ok(report.outcome === 'decoded' && Math.abs((report.claimedMs ?? 0) / 1000 - 2 * seconds) < 0.01);
  });
  test('of FLAC, the number of samples', async () => {
    const bytes = await written('flac', [{ sound: flac }]);
    // The last four bits of byte 21 and the next four bytes count samples (RFC 9639, section 8.2).
    bytes.writeUInt32BE(0, 22);
    assertLength(await decodedSamples(bytes), seconds);
  });
});

/** Frames of silence of MPEG 2, layer III, one channel, 32 kb/s. */
function mpeg(sampleRate: 22_050 | 24_000 | 16_000, frames: number): Buffer {
  const rateIndex = { 22050: 0, 24000: 1, 16000: 2 }[sampleRate];
  const frame = Buffer.alloc(Math.floor((72 * 32_000) / sampleRate));
  frame.writeUInt32BE((0xfff34000 | (rateIndex << 10) | 0xc0) >>> 0);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}
