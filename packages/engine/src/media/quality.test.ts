import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { decodeFile } from './decode.ts';
import { measureSignal } from './quality.ts';
import { type Recording, SAMPLE_RATE } from './recording.ts';

const { samples: interview } = await decodeFile(
  fileURLToPath(new URL('../../../../samples/interview.opus', import.meta.url)),
);
const speech = interview.subarray(0, 30 * SAMPLE_RATE);

function recording(samples: Float32Array): Recording {
  return { samples, durationMs: (samples.length * 1000) / SAMPLE_RATE };
}

/** White noise that is the same every time, -1 to 1. */
const noise = (() => {
  let state = 1;
  return Float32Array.from(speech, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
})();

const withNoise = (level: number) => recording(speech.map((value, n) => value + level * (noise[n] ?? 0)));

/** A windowed-sinc low-pass filter of 201 taps. */
function lowPass(samples: Float32Array, cutoffHz: number): Float32Array {
  const taps = Float64Array.from({ length: 201 }, (_, n) => {
    const x = (2 * cutoffHz * (n - 100)) / SAMPLE_RATE;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return ((2 * cutoffHz) / SAMPLE_RATE) * sinc * (0.5 + 0.5 * Math.cos((Math.PI * (n - 100)) / 101));
  });
  return samples.map((_, at) => taps.reduce((sum, tap, n) => sum + tap * (samples[at + n - 100] ?? 0), 0));
}

test('a clean recording has a high ratio, its full band and no clipping', () => {
  const { snrDb, clippedShare, bandwidthHz } = measureSignal(recording(speech));
  assert.ok(snrDb !== null && snrDb > 30, `${snrDb} dB`);
  assert.equal(clippedShare, 0);
  assert.ok(bandwidthHz > 5000 && bandwidthHz <= SAMPLE_RATE / 2, `${bandwidthHz} Hz`);
});

test('the level of the recording changes nothing', () => {
  const before = measureSignal(recording(speech));
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.9, noNaN: true }), (gain) => {
      const after = measureSignal(recording(speech.map((value) => value * gain)));
      assert.ok(Math.abs((after.snrDb ?? 0) - (before.snrDb ?? 0)) <= 0.1);
      assert.equal(after.bandwidthHz, before.bandwidthHz);
      assert.equal(after.clippedShare, 0);
    }),
    { numRuns: 10 },
  );
});

test('more noise lowers the ratio', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.002, max: 0.1, noNaN: true }), (level) => {
      const less = measureSignal(withNoise(level)).snrDb ?? 0;
      const more = measureSignal(withNoise(2 * level)).snrDb ?? 0;
      assert.ok(more < less - 2, `${less} dB, with twice the noise ${more} dB`);
    }),
    { numRuns: 10 },
  );
});

test('the ratio is near the true one for a known mixture', () => {
  const tone = Float32Array.from({ length: 10 * SAMPLE_RATE }, (_, n) =>
    Math.floor(n / SAMPLE_RATE) % 2 === 0 ? 0.5 * Math.sin(n / 3) : 0,
  );
  for (const trueDb of [0, 10, 20, 30]) {
    const level = Math.sqrt((0.125 / 10 ** (trueDb / 10)) * 3);
    const { snrDb } = measureSignal(recording(tone.map((value, n) => value + level * (noise[n] ?? 0))));
    assert.ok(Math.abs((snrDb ?? 0) - trueDb) < 2, `${snrDb} dB for ${trueDb} dB`);
  }
});

test('a low-pass filter lowers the bandwidth to its cut-off or below', () => {
  const few = speech.subarray(SAMPLE_RATE, 4 * SAMPLE_RATE);
  for (const cutoffHz of [1500, 3000]) {
    const { bandwidthHz } = measureSignal(recording(lowPass(few, cutoffHz)));
    assert.ok(bandwidthHz <= cutoffHz + 200, `${bandwidthHz} Hz after ${cutoffHz} Hz`);
  }
});

test('clipping is counted when flat tops are at full scale', () => {
  const loud = speech.map((value) => Math.max(-1, Math.min(1, value * 10)));
  assert.ok(measureSignal(recording(loud)).clippedShare > 0.01);
  const share = measureSignal(recording(Float32Array.from({ length: 32_000 }, (_, n) => (n < 3200 ? 1 : 0))));
  assert.equal(share.clippedShare, 0.1);
});

test('silence and a recording without samples have no ratio and no band', () => {
  for (const length of [0, 100, 2 * SAMPLE_RATE]) {
    const quality = measureSignal(recording(new Float32Array(length)));
    assert.deepEqual(quality, { snrDb: null, clippedShare: 0, bandwidthHz: 0 });
  }
});
