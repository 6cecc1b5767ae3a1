import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { SAMPLE_RATE } from '../media/recording.ts';
import { modelPath, SILERO_VAD } from '../models/model-files.ts';
import { InferenceSession, Tensor } from '../models/onnx-runtime.ts';
import {
  findSpeechRegions,
  loadVoiceActivity,
  regionsFrom,
  SPEECH_REGION_DEFAULTS,
  type VoiceActivityModel,
} from './voice-activity.ts';
import { joined, say } from './words/synthetic-voice.fixture.ts';

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

  test('hears in many windows at once what the published graph hears in one after the other', async () => {
    // More windows than pass at once, so that memory is handed on; the last one is not full.
    const speech = await say('slt', 'I have worked in a small software company.');
    const samples = joined([...Array.from({ length: 16 }, () => [speech, { silentMs: 400 }]).flat(), speech]);
    const probabilities = await model.speechProbabilities(samples);
    assert.ok(probabilities.length > 1100 && Math.max(...probabilities) > 0.9, `${probabilities.length}`);
    assert.deepEqual(probabilities, await oneByOne(samples, probabilities.length));
  });

  test('answers an empty recording with no regions', async () => {
    assert.deepEqual(await findSpeechRegions({ samples: new Float32Array(0), durationMs: 0 }, model), []);
  });
});

/** The probabilities of speech by the model as it is published, window by window. */
async function oneByOne(samples: Float32Array, windows: number): Promise<Float32Array> {
  const session = await InferenceSession.create(modelPath(SILERO_VAD), { intraOpNumThreads: 1 });
  const rate = new Tensor('int64', [16_000n], []);
  const probabilities = new Float32Array(windows);
  let state = new Tensor('float32', new Float32Array(256), [2, 1, 128]) as Tensor;
  for (let window = 0; window < windows; window++) {
    const seen = new Float32Array(576);
    const from = 512 * window - 64;
    seen.set(samples.subarray(Math.max(0, from), from + 576), Math.max(0, -from));
    const input = new Tensor('float32', seen, [1, 576]);
    const { output, stateN } = await session.run({ input, state, sr: rate });
    probabilities[window] = Number(output?.data[0]);
    state = stateN!;
  }
  return probabilities;
}

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
