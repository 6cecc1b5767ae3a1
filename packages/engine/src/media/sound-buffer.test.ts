import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSoundBuffer } from './sound-buffer.ts';

const bytesOf = (samples: Float32Array) =>
  new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);

test('sound in chunks of any size comes out channel by channel', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.float({ noNaN: true }), { maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (count, values, sizes) => {
        const length = Math.floor(values.length / count);
        const interleaved = Float32Array.from(values.slice(0, length * count));
        const sound = createSoundBuffer(interleaved.byteLength);
        const bytes = bytesOf(interleaved);
        for (let at = 0, n = 0; at < bytes.length; n++) {
          const size = sizes[n % sizes.length] ?? 1;
          sound.add(bytes.subarray(at, at + size));
          at += size;
        }
        assert.equal(sound.byteLength, interleaved.byteLength);
        const channels = sound.channels(count);
        assert.deepEqual(
          channels,
          Array.from({ length: count }, (_, channel) => interleaved.filter((_, n) => n % count === channel)),
        );
      },
    ),
  );
});

test('no more is kept than there may be, and nothing behind what was left out', () => {
  const sound = createSoundBuffer(12);
  sound.add(bytesOf(Float32Array.of(1, 2)));
  sound.add(bytesOf(Float32Array.of(3, 4)));
  sound.add(bytesOf(Float32Array.of(5)));
  assert.equal(sound.byteLength, 8);
  assert.deepEqual(sound.channels(1), [Float32Array.of(1, 2)]);
});

test('a long recording is collected whole', () => {
  const sound = createSoundBuffer(2 ** 31);
  const chunk = bytesOf(new Float32Array(2 ** 20).fill(0.5));
  for (let n = 0; n < 16; n++) sound.add(chunk);
  const [samples] = sound.channels(1);
  assert.equal(samples?.length, 2 ** 24);
  assert.equal(samples.at(-1), 0.5);
});
