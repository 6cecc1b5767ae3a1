import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seededUniform } from '../../testing/seeded-uniform.ts';
import { findVoicesIn, type VoiceWindow } from './clustering.ts';
import { similarity } from './speaker-embedding.ts';

/** Windows every 0.5 s, a turn of six after a pause; each voice stands 6 away from the middle on an axis of its own. */
function conversation(turns: readonly number[], { drift = 0, distance = 6, seed = 1 } = {}): VoiceWindow[] {
  const uniform = seededUniform(seed);
  const noise = () => uniform() + uniform() + uniform() + uniform() - 2;
  const TURN = 6;
  return turns.flatMap((voice, turn) =>
    Array.from({ length: TURN }, (_, n) => {
      const startMs = turn * 6000 + n * 500;
      const coordinates = Float32Array.from({ length: 64 }, () => 1.7 * noise());
      coordinates[10 + voice]! += distance;
      coordinates[40]! += (drift * turn) / turns.length;
      return { startMs, endMs: startMs + 1500, coordinates };
    }),
  );
}

const alternating = (turns: number, voices: number) => Array.from({ length: turns }, (_, n) => n % voices);

describe('voices', () => {
  for (const voices of [1, 2, 3, 4])
    test(`${voices} that take turns are found`, () => {
      const found = findVoicesIn(conversation(alternating(24, voices), { distance: 9 }));
      assert.equal(found.voices.length, voices);
      for (let voice = 0; voice < voices; voice++) {
        const axis = new Float32Array(64);
        axis[10 + voice] = 1;
        assert.equal(found.voices.filter((one) => similarity(one, axis) > 0.8).length, 1);
      }
    });

  test('one that drifts is one, however far it gets', () => {
    for (const seed of [1, 2, 3])
      assert.equal(findVoicesIn(conversation(alternating(24, 1), { drift: 6, seed })).voices.length, 1);
  });

  test('one that is a voice apart from the middle on and never returns is less certain than two who take turns', () => {
    const halves = findVoicesIn(conversation([...alternating(12, 1), ...alternating(12, 1).map(() => 1)]));
    const turns = findVoicesIn(conversation(alternating(24, 2)));
    assert.ok(halves.margin < turns.margin);
  });

  test('a few stray windows make no voice', () => {
    const windows = conversation(alternating(24, 1));
    windows[40]!.coordinates[20] = 12;
    windows[90]!.coordinates[20] = 12;
    assert.equal(findVoicesIn(windows).voices.length, 1);
  });

  test('are as many as expected where that is known', () => {
    for (const expected of [1, 2, 3])
      assert.equal(findVoicesIn(conversation(alternating(18, 3)), expected).voices.length, expected);
  });

  test('come out of nothing as none', () => {
    assert.deepEqual(findVoicesIn([]).voices, []);
  });
});
