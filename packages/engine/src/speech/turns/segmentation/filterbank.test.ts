import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SAMPLE_RATE } from '../../../media/recording.ts';
import { filterbank, MEL_BANDS } from './filterbank.ts';

const noise = Float32Array.from({ length: 800 }, (_, n) => 0.3 * Math.sin(n * n) + 0.1 * Math.sin(n / 9));

/** The middle of a band, Hz: 80 of equal width in mel between 20 Hz and 8 kHz. */
function middleOf(band: number): number {
  const mel = (hertz: number) => 1127 * Math.log(1 + hertz / 700);
  const at = mel(20) + ((band + 1) * (mel(8000) - mel(20))) / (MEL_BANDS + 1);
  return 700 * (Math.exp(at / 1127) - 1);
}

/** The log energy of a band by the definitions alone: each frequency by its own sum. */
function energyByDefinition(frame: Float32Array, band: number): number {
  const mean = frame.reduce((sum, value) => sum + value, 0) / frame.length;
  const windowed = [...frame].map((value, n) => {
    const before = (frame[Math.max(0, n - 1)] ?? 0) - mean;
    const hamming = 0.54 - 0.46 * Math.cos((2 * Math.PI * n) / (frame.length - 1));
    return 32_768 * hamming * (value - mean - 0.97 * before);
  });
  const mel = (hertz: number) => 1127 * Math.log(1 + hertz / 700);
  const width = (mel(8000) - mel(20)) / (MEL_BANDS + 1);
  let energy = 0;
  for (let bin = 0; bin < 256; bin++) {
    const distance = Math.abs(mel((bin * SAMPLE_RATE) / 512) - mel(middleOf(band))) / width;
    if (distance >= 1) continue;
    const angle = (-2 * Math.PI * bin) / 512;
    const real = windowed.reduce((sum, value, n) => sum + value * Math.cos(angle * n), 0);
    const imaginary = windowed.reduce((sum, value, n) => sum + value * Math.sin(angle * n), 0);
    energy += (1 - distance) * (real ** 2 + imaginary ** 2);
  }
  return Math.log(energy);
}

describe('filterbank energies', () => {
  it('are those of the definition, frame by frame', () => {
    const energies = filterbank(noise);
    assert.equal(energies.length, 3 * MEL_BANDS, '25 ms every 10 ms of 50 ms');
    for (const frame of [0, 1, 2])
      for (const band of [2, 20, 40, 79]) {
        const expected = energyByDefinition(noise.subarray(160 * frame, 160 * frame + 400), band);
        const found = energies[frame * MEL_BANDS + band] ?? Number.NaN;
        assert.ok(Math.abs(found - expected) < 1e-3, `frame ${frame}, band ${band}: ${found}, ${expected}`);
      }
  });

  it('are highest where a tone is', () => {
    for (const band of [15, 50, 75]) {
      const tone = Float32Array.from({ length: 400 }, (_, n) =>
        Math.sin((2 * Math.PI * middleOf(band) * n) / SAMPLE_RATE),
      );
      const energies = filterbank(tone);
      assert.equal(energies.indexOf(Math.max(...energies)), band);
    }
  });

  it('grow with the square of the level, and never fall to minus infinity', () => {
    const louder = filterbank(noise.map((value) => 2 * value));
    for (const [n, energy] of filterbank(noise).entries())
      assert.ok(Math.abs((louder[n] ?? 0) - energy - Math.log(4)) < 1e-4);
    assert.ok(filterbank(new Float32Array(400)).every(Number.isFinite));
    assert.equal(filterbank(new Float32Array(399)).length, 0);
  });
});
