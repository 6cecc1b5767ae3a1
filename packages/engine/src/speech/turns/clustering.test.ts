import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clusterVoices } from './clustering.ts';
import { similarity } from './speaker-embedding.ts';

describe('voices', () => {
  const OPTIONS = { maxSpeakers: 4, mostAlike: [0.89, 0.66, 0.76], minWindows: 4 };
  /** Voiceprints around some directions, `counts` of each. */
  const around = (counts: readonly number[], spread: number) =>
    counts.flatMap((count, voice) =>
      Array.from({ length: count }, (_, n) => {
        const embedding = new Float32Array(16);
        embedding[voice] = 1;
        for (let unit = 0; unit < 16; unit++)
          embedding[unit]! += spread * Math.sin(7.3 * n + 3.1 * unit * (n + 1) + voice);
        const length = Math.hypot(...embedding);
        return embedding.map((value) => value / length);
      }),
    );

  for (const counts of [[40], [40, 30], [60, 20, 25], [40, 40, 40, 30]])
    test(`are found: ${counts.join(' + ')} windows`, () => {
      const voices = clusterVoices(around(counts, 0.15), OPTIONS);
      assert.equal(voices.length, counts.length);
      for (const own of around(
        counts.map(() => 1),
        0,
      ))
        assert.equal(voices.filter((voice) => similarity(voice, own) > 0.9).length, 1);
    });

  test('stray windows make no voice, and no windows give none', () => {
    assert.equal(clusterVoices(around([60, 2], 0.15), OPTIONS).length, 1);
    assert.deepEqual(clusterVoices([], OPTIONS), []);
  });

  test('are as many as expected where that is known', () => {
    for (const expectedSpeakers of [1, 2, 3])
      assert.equal(
        clusterVoices(around([40, 30, 20], 0.15), { ...OPTIONS, expectedSpeakers }).length,
        expectedSpeakers,
      );
  });

  test('that blend two others are those two talking at once, and no third', () => {
    const both = around([40], 0.15).map((embedding, n) => {
      const other = around([1, 40], 0.15)[1 + n]!;
      const sum = embedding.map((value, unit) => value + other[unit]!);
      return sum.map((value) => value / Math.hypot(...sum));
    });
    const voices = clusterVoices([...around([60, 50], 0.15), ...both.slice(0, 15)], OPTIONS);
    assert.equal(voices.length, 2);
    assert.ok(similarity(voices[0]!, voices[1]!) < 0.1);
  });
});
