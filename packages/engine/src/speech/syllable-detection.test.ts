import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SAMPLE_RATE, sampleAt } from '../media/recording.ts';
import { spreadWords } from './alignment/spread-words.ts';
import { detectSyllables } from './syllable-detection.ts';

/** Syllables of a hummed vowel, 150 ms each with 60 ms of quiet between, in groups with pauses; a hiss after each group. */
function hummed(groups: readonly number[], pauseMs: number) {
  const parts: number[] = [];
  const add = (ms: number, level: (time: number, at: number) => number) => {
    for (let at = 0; at < sampleAt(ms); at++) parts.push(level(at / SAMPLE_RATE, at));
  };
  const silence = (_time: number, at: number) => 0.0002 * Math.sin(at * at);
  for (const count of groups) {
    add(pauseMs, silence);
    for (let n = 0; n < count; n++) {
      add(150, (time) => 0.3 * Math.sin((Math.PI * time) / 0.15) * Math.sin(2 * Math.PI * 500 * time));
      add(60, silence);
    }
    add(80, (time) => 0.05 * (Math.sin(2 * Math.PI * 5200 * time) + Math.sin(2 * Math.PI * 6700 * time)));
  }
  add(pauseMs, silence);
  const samples = Float32Array.from(parts);
  return { samples, durationMs: Math.floor((samples.length * 1000) / SAMPLE_RATE) };
}

describe('the sound of speech', () => {
  it('has a peak for each syllable, a stretch for each group, and none in hiss and silence', () => {
    const recording = hummed([3, 5, 4], 600);
    const { nuclei, phonation } = detectSyllables(recording, { startMs: 0, endMs: recording.durationMs });
    assert.equal(nuclei.length, 12);
    assert.equal(phonation.length, 3);
    const [first = assert.fail('no stretch')] = phonation;
    assert.ok(
      Math.abs(first.startMs - 600) <= 40 && first.endMs - first.startMs > 500,
      JSON.stringify(first),
    );
  });

  it('tells times from the start of the recording, and nothing of silence', () => {
    const recording = hummed([3, 5], 600);
    const { nuclei } = detectSyllables(recording, { startMs: 1500, endMs: recording.durationMs });
    assert.ok(nuclei.length > 0 && nuclei.every((ms) => ms >= 1500));
    const silent = { samples: new Float32Array(16_000), durationMs: 1000 };
    const whole = { startMs: 0, endMs: 1000 };
    assert.deepEqual(detectSyllables(silent, whole), { phonation: [], nuclei: [] });
  });
});

describe('words without times', () => {
  it('are spread over the speech by their letters, in order, and none lies in a pause', () => {
    const stretches = [
      { startMs: 100, endMs: 500 },
      { startMs: 900, endMs: 1500 },
    ];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 }), (letters) => {
        const spans = spreadWords(letters, stretches, { startMs: 0, endMs: 2000 });
        assert.equal(spans.length, letters.length);
        for (const [at, { startMs, endMs }] of spans.entries()) {
          assert.ok(endMs >= startMs && startMs >= (spans[at - 1]?.endMs ?? 0));
          assert.ok(stretches.some((one) => startMs >= one.startMs && endMs <= one.endMs));
        }
      }),
    );
  });
});
