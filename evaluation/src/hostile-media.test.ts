import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeFile } from '@vivavoce/engine';
import { plantSecrets } from './hostile-media/secrets.ts';
import { tryHostileFiles } from './hostile-media/trial.ts';
import { hostileFiles } from './hostile-media.ts';

test('a decoder that reaches the secrets is noticed', async () => {
  await using secrets = await plantSecrets();
  assert.deepEqual(await secrets.reached(), []);
  const { samples } = await decodeFile(secrets.recording);
  assert.ok(secrets.containsTone(samples));
  await fetch(secrets.address);
  const reached = await secrets.reached();
  assert.match(reached.join('; '), /called 1 times/);
  if (secrets.notesReading) assert.match(reached.join('; '), /secret\.wav was read/);
  assert.deepEqual(await secrets.reached(), []);
});

test('a list that gives sound is noticed', async () => {
  await using secrets = await plantSecrets();
  const link = hostileFiles(1, secrets).filter(({ name }) => name === 'link-to-speech.wav');
  const [trial] = await tryHostileFiles(
    link.map((file) => ({ ...file, mayGiveSound: false })),
    secrets,
  );
  assert.deepEqual(trial?.breaches, ['gave sound', 'gave sound']);
});

test('there are at least 200 hostile files, each with a name of its own', async () => {
  await using secrets = await plantSecrets();
  const names = (seed: number) => hostileFiles(seed, secrets).map(({ name }) => name);
  assert.deepEqual(names(1), names(2));
  assert.ok(names(1).length >= 200);
  assert.equal(new Set(names(1)).size, names(1).length);
});
