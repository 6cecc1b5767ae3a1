import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeFile } from '@vivavoce/engine';
import { encodeWav, wavOf } from './encoded.ts';
import { overTelephone, rootMeanSquare, seededRandom, withGain, withNoise } from './sound-variants.ts';

const tone = (hz: number) =>
  Float32Array.from({ length: 16_000 }, (_, at) => 0.2 * Math.sin((2 * Math.PI * hz * at) / 16_000));

test('a sound written as WAV, MP3 or Opus is decoded at its length and level', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-encoded-'));
  const wav = wavOf(tone(440));
  await writeFile(join(folder, 'a.wav'), wav);
  encodeWav(wav, join(folder, 'a.mp3'), 'mp3');
  encodeWav(wav, join(folder, 'a.opus'), 'opus');
  for (const kind of ['wav', 'mp3', 'opus']) {
    const { samples } = await decodeFile(join(folder, `a.${kind}`));
    assert.ok(Math.abs(samples.length - 16_000) < 1700, `${kind}: ${samples.length}`);
    assert.ok(Math.abs(rootMeanSquare(samples) - rootMeanSquare(tone(440))) < 0.02, kind);
  }
  await rm(folder, { recursive: true });
});

test('gain and noise are as loud as they are asked to be, and the telephone keeps its band alone', () => {
  const level = (samples: Float32Array) => 20 * Math.log10(rootMeanSquare(samples));
  const sound = tone(1000);
  assert.ok(Math.abs(level(withGain(sound, -12)) - level(sound) + 12) < 1e-3);
  const noisy = withNoise(sound, 20, seededRandom(1));
  const noise = noisy.map((sample, at) => sample - (sound[at] ?? 0));
  assert.ok(Math.abs(level(noise) - level(sound) + 20) < 0.3);
  assert.ok(Math.abs(level(overTelephone(sound)) - level(sound)) < 0.5);
  for (const hz of [80, 7000]) assert.ok(level(overTelephone(tone(hz))) < level(tone(hz)) - 20, `${hz} Hz`);
});
