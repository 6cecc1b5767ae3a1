import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { CodecSetup, EncodedPacket, EncodedTrack } from './encoded-sound.ts';
import { TrackSound } from './track-sound.ts';

const RATE = 16_000;
const PACKET_S = 0.1;
const MOST_SAMPLES = 60 * RATE;

const pcm = (channels: number, sampleRate = RATE): CodecSetup => ({
  codec: 'pcm',
  tag: 'PCM',
  sampleRate,
  channels,
  pcm: { bytes: 2, kind: 'signed', bigEndian: false },
});

/** A tenth of a second at a constant level, of 16 bits. */
function packet(level: number, startS: number | null, setup?: CodecSetup): EncodedPacket {
  const { sampleRate, channels } = setup ?? pcm(1);
  const samples = new Int16Array(Math.round(PACKET_S * sampleRate) * channels).fill(
    Math.round(level * 32_768),
  );
  return { data: new Uint8Array(samples.buffer), startS, ...(setup === undefined ? {} : { setup }) };
}

function track(packets: readonly EncodedPacket[], channels = 1): EncodedTrack {
  const setup = pcm(1);
  return { setup, channels, isDefault: true, endS: null, promisedMs: null, packets: () => packets };
}

async function soundOf(packets: readonly EncodedPacket[], channels = 1): Promise<readonly Float32Array[]> {
  const sound = new TrackSound(track(packets, channels), { mostSamples: MOST_SAMPLES });
  return sound.take(MOST_SAMPLES + RATE);
}

const levelAt = (samples: Float32Array, seconds: number) => samples[Math.round(seconds * RATE)] ?? Number.NaN;
const isNear = (value: number, expected: number) => Math.abs(value - expected) < 0.02;

describe('the sound of a track', () => {
  test('follows the times of its packets, with silence between', async () => {
    const [samples] = await soundOf([packet(0.5, 0), packet(0.5, 0.1), packet(0.25, 0.7), packet(0.25, 0.8)]);
    assert.ok(isNear(levelAt(samples!, 0.1), 0.5));
    assert.equal(levelAt(samples!, 0.5), 0);
    assert.ok(isNear(levelAt(samples!, 0.75), 0.25));
    assert.ok(Math.abs(samples!.length / RATE - 0.9) < 0.001);
  });

  test('lets one wrong time move nothing', async () => {
    const times = [0, 0.1, 50, 0.3, 0.4, 0.5];
    const [samples] = await soundOf(times.map((startS) => packet(0.5, startS)));
    assert.ok(Math.abs(samples!.length / RATE - 0.6) < 0.001, `${samples!.length / RATE} s`);
  });

  test('goes on where times begin anew', async () => {
    const times = [0, 2, 2.1, 2.2, 0, 0.1, 0.2];
    const [samples] = await soundOf(times.map((startS) => packet(0.5, startS)));
    assert.ok(samples!.length / RATE > 2.5, `${samples!.length / RATE} s`);
  });

  test('loses nothing where rate and channels change', async () => {
    const stereo = pcm(2, 44_100);
    const [left, right] = await soundOf(
      [packet(0.5, 0), packet(0.25, 0.1, stereo), packet(0.5, 0.2, pcm(1))],
      2,
    );
    for (const samples of [left!, right!]) {
      assert.ok(Math.abs(samples.length / RATE - 0.3) < 0.002);
      assert.ok(isNear(levelAt(samples, 0.05), 0.5));
      assert.ok(isNear(levelAt(samples, 0.15), 0.25));
    }
  });

  test('keeps channels apart from where they begin to differ', async () => {
    const stereo = pcm(2, 44_100);
    const same = packet(0.5, 0, stereo);
    const other = packet(0.5, 0.1);
    const samples = new Int16Array(2 * 4410).map((_, n) => (n % 2 === 0 ? 16_384 : -8192));
    const [left, right] = await soundOf([same, { ...other, data: new Uint8Array(samples.buffer) }], 2);
    for (const [own, second] of [
      [left!, 0.5],
      [right!, -0.25],
    ] as const) {
      assert.ok(isNear(levelAt(own, 0.05), 0.5));
      assert.ok(isNear(levelAt(own, 0.15), second));
    }
  });
});

describe('the sound of a track of any packets', () => {
  test('is never longer than the longest recording, whatever times say', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(null)), {
          maxLength: 30,
        }),
        async (times) => {
          const sound = new TrackSound(track(times.map((startS) => packet(0.5, startS))), {
            mostSamples: RATE,
          });
          let samples = 0;
          for (;;) {
            const [piece] = await sound.take(RATE);
            if (piece!.length === 0) break;
            samples += piece!.length;
            assert.ok(samples <= RATE + RATE * PACKET_S + 2, `${samples} samples`);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('keeps all sound of packets that follow one another, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 5000 }),
        async (count, step) => {
          const packets = Array.from({ length: count }, (_, n) =>
            packet(0.5, n % 3 === 0 ? n * PACKET_S : null),
          );
          const sound = new TrackSound(track(packets), { mostSamples: MOST_SAMPLES });
          let samples = 0;
          for (
            let piece = (await sound.take(step))[0]!;
            piece.length > 0;
            piece = (await sound.take(step))[0]!
          )
            samples += piece.length;
          assert.equal(samples, Math.round(count * PACKET_S * RATE));
        },
      ),
      { numRuns: 50 },
    );
  });
});
