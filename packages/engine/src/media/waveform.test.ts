import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { waveformPeaks } from './waveform.ts';

const SAMPLES_PER_PEAK = 800;

test('silence is 0, full scale 127, above full scale too, whatever the sign', () => {
  const samples = new Float32Array(4 * SAMPLES_PER_PEAK + 1);
  samples[SAMPLES_PER_PEAK] = -1;
  samples[3 * SAMPLES_PER_PEAK - 1] = 1.5;
  samples[3 * SAMPLES_PER_PEAK] = 0.5;
  assert.deepEqual([...waveformPeaks({ samples })], [0, 127, 127, 64, 0]);
});

test('each peak is that of its own 50 ms, and every sample belongs to one', () => {
  const sample = fc.float({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 3000 }), (values) => {
      const samples = Float32Array.from(values);
      const peaks = [...waveformPeaks({ samples })];
      const expected = Array.from({ length: Math.ceil(values.length / SAMPLES_PER_PEAK) }, (_, peak) => {
        const own = samples.slice(peak * SAMPLES_PER_PEAK, (peak + 1) * SAMPLES_PER_PEAK);
        return Math.round(Math.max(...own.map(Math.abs)) * 127);
      });
      assert.deepEqual(peaks, expected);
    }),
  );
});
