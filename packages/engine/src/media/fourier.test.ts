import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FourierTransform } from './fourier.ts';

test('a transform agrees with the sum that defines it, and its inverse undoes it', () => {
  const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 16, maxLength: 16 });
  const transform = new FourierTransform(16);
  fc.assert(
    fc.property(values, values, (first, second) => {
      const [real, imaginary] = [Float64Array.from(first), Float64Array.from(second)];
      transform.forward(real, imaginary);
      for (let bin = 0; bin < 16; bin++) {
        const sum = first.reduce((total, value, n) => {
          const angle = (2 * Math.PI * bin * n) / 16;
          return total + value * Math.cos(angle) + second[n]! * Math.sin(angle);
        }, 0);
        assert.ok(Math.abs(real[bin]! - sum) < 1e-12);
      }
      transform.inverse(real, imaginary);
      assert.ok(first.every((value, n) => Math.abs(value - real[n]!) < 1e-12));
      assert.ok(second.every((value, n) => Math.abs(value - imaginary[n]!) < 1e-12));
    }),
  );
});

test('a size that is no power of two is refused', () => {
  assert.throws(() => new FourierTransform(48), /Not a power of two: 48/);
});

test('the power of a tone lies in its bin alone, and all power is that of the signal', () => {
  const frame = Float64Array.from({ length: 64 }, (_, n) => Math.cos((2 * Math.PI * 5 * n) / 64));
  const power = new FourierTransform(64).power(frame);
  assert.equal(power.length, 33);
  for (const [bin, value] of power.entries()) assert.ok(Math.abs(value - (bin === 5 ? 32 ** 2 : 0)) < 1e-9);
});
