import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { SAMPLE_RATE } from '../media/recording.ts';
import {
  findSpeechRegions,
  loadVoiceActivity,
  regionsFrom,
  SPEECH_REGION_DEFAULTS,
  type VoiceActivityModel,
} from './voice-activity.ts';

describe('the voice activity model', () => {
  let model: VoiceActivityModel;
  before(async () => {
    model = await loadVoiceActivity();
  });

  test('finds no speech in silence, noise and a tone', async () => {
    let seed = 1;
    const noise = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 1_073_741_823.5 - 1;
    };
    for (const sound of [() => 0, () => 0.05 * noise(), (n: number) => 0.3 * Math.sin(n / 6)]) {
      const samples = Float32Array.from({ length: 3 * SAMPLE_RATE }, (_, n) => sound(n));
      assert.deepEqual(await findSpeechRegions({ samples, durationMs: 3000 }, model), []);
    }
  });

  test('answers an empty recording with no regions', async () => {
    assert.deepEqual(await findSpeechRegions({ samples: new Float32Array(0), durationMs: 0 }, model), []);
  });
});

describe('regions from probabilities', () => {
  const windows = (...runs: [number, number][]) =>
    Float32Array.from(runs.flatMap(([count, probability]) => Array<number>(count).fill(probability)));
  const options = { ...SPEECH_REGION_DEFAULTS, minSilenceMs: 320, minSpeechMs: 128, paddingMs: 32 };

  test('go on through short silences and doubtful windows, and are padded', () => {
    const probabilities = windows([10, 0], [10, 0.9], [5, 0.3], [5, 0], [10, 0.9], [20, 0]);
    assert.deepEqual(regionsFrom(probabilities, 1920, options), [{ startMs: 288, endMs: 1312 }]);
  });

  test('end at a long silence and leave out clicks', () => {
    const probabilities = windows([4, 0.9], [10, 0], [3, 0.9], [20, 0], [4, 0.9]);
    assert.deepEqual(regionsFrom(probabilities, 1312, options), [
      { startMs: 0, endMs: 160 },
      { startMs: 1152, endMs: 1312 },
    ]);
  });

  test('lie in order inside the recording without overlap, whatever the model says', () => {
    fc.assert(
      fc.property(fc.float32Array({ min: 0, max: 1, noNaN: true, maxLength: 200 }), (probabilities) => {
        const durationMs = probabilities.length * 32;
        let last = 0;
        for (const region of regionsFrom(probabilities, durationMs, SPEECH_REGION_DEFAULTS)) {
          assert.ok(region.startMs >= last && region.endMs > region.startMs && region.endMs <= durationMs);
          last = region.endMs;
        }
      }),
    );
  });
});
