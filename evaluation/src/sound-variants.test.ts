import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededUniform } from '@vivavoce/samples/random';
import { overTelephone, rootMeanSquare, withGain, withNoise } from './sound-variants.ts';

const tone = (hz: number) =>
  Float32Array.from({ length: 16_000 }, (_, at) => 0.2 * Math.sin((2 * Math.PI * hz * at) / 16_000));

test('gain and noise are as loud as they are asked to be, and the telephone keeps its band alone', () => {
  const level = (samples: Float32Array) => 20 * Math.log10(rootMeanSquare(samples));
  const sound = tone(1000);
  assert.ok(Math.abs(level(withGain(sound, -12)) - level(sound) + 12) < 1e-3);
  const noisy = withNoise(sound, 20, seededUniform(1));
  const noise = noisy.map((sample, at) => sample - (sound[at] ?? 0));
  assert.ok(Math.abs(level(noise) - level(sound) + 20) < 0.3);
  assert.ok(Math.abs(level(overTelephone(sound)) - level(sound)) < 0.5);
  for (const hz of [80, 7000]) assert.ok(level(overTelephone(tone(hz))) < level(tone(hz)) - 20, `${hz} Hz`);
});
