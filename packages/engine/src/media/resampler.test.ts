import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import loadWabt from 'wabt';
import { Resampler } from './resampler.ts';

const RATES = [8000, 11_025, 16_000, 22_050, 44_100, 47_999, 48_000, 96_000];

function resampled(samples: Float32Array, rate: number, sizes: readonly number[] = [1152]): Float32Array {
  const resampler = new Resampler(rate);
  const pieces: Float32Array[] = [];
  for (let at = 0, n = 0; at < samples.length; n++) {
    const size = Math.max(1, sizes[n % sizes.length]!);
    pieces.push(resampler.push(samples.subarray(at, at + size)));
    at += size;
  }
  pieces.push(resampler.flush());
  return Float32Array.from(pieces.flatMap((piece) => [...piece]));
}

const tone = (hertz: number, rate: number, seconds = 0.5) =>
  Float32Array.from({ length: Math.round(seconds * rate) }, (_, n) =>
    Math.sin((2 * Math.PI * hertz * n) / rate),
  );

describe('the resampler', () => {
  for (const rate of RATES)
    test(`keeps a tone where it is, from ${rate} Hz`, () => {
      const samples = resampled(tone(1000, rate), rate);
      assert.ok(Math.abs(samples.length - 8000) <= 1);
      const expected = tone(1000, 16_000);
      for (let n = 200; n < 7800; n++)
        assert.ok(Math.abs(samples[n]! - expected[n]!) < 0.005, `${samples[n]} for ${expected[n]} at ${n}`);
    });

  test('lets nothing fold down from above the new Nyquist frequency', () => {
    for (const hertz of [9000, 12_000, 15_900]) {
      const samples = resampled(tone(hertz, 48_000), 48_000);
      assert.ok(Math.max(...samples.subarray(200, 7800).map(Math.abs)) < 0.001, `${hertz} Hz`);
    }
  });

  test('gives the same in pieces of any size', () => {
    const samples = tone(440, 44_100, 0.2);
    const whole = resampled(samples, 44_100, [samples.length]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        assert.deepEqual(resampled(samples, 44_100, sizes), whole);
      }),
      { numRuns: 50 },
    );
  });

  test('has the kernel that its text says', async () => {
    const read = (name: string) => readFileSync(new URL(name, import.meta.url));
    const text = read('resampler-kernel.wat').toString();
    const { buffer } = (await loadWabt()).parseWat('resampler-kernel.wat', text).toBinary({});
    assert.deepEqual(
      Buffer.from(buffer),
      read('resampler-kernel.wasm'),
      'run npx wat2wasm resampler-kernel.wat',
    );
  });
});
