import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traps } from './traps.ts';

test('the same seed makes the same traps, another one other noise', () => {
  const sound = (seed: number) => traps(seed, 'no speech').find(({ name }) => name === 'applause')?.samples;
  assert.deepEqual(sound(1), sound(1));
  assert.notDeepEqual(sound(1), sound(2));
});
