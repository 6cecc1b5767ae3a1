import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { speechFixture } from '@vivavoce/samples';
import { seededUniform } from '@vivavoce/samples/random';
import { mutated } from './media-fuzz/mutate.ts';
import { fuzzDecoder } from './media-fuzz.ts';

/** Nightly there are ten thousand. */
const FILES = 9;

test('a seed makes the same file again, and another seed another one', () => {
  const [mp3, wav] = [readFileSync(speechFixture('mp3')), readFileSync(speechFixture('wav'))];
  const make = (seed: number) => mutated(mp3, wav, seededUniform(seed));
  assert.deepEqual(make(3), make(3));
  const made = Array.from({ length: 50 }, (_, seed) => make(seed));
  assert.ok(new Set(made.map((bytes) => bytes.toString('base64'))).size > 45);
  assert.ok(made.every((bytes) => !bytes.equals(mp3) || bytes.length === mp3.length));
});

test('files that were changed at random give sound or one of the documented refusals', async () => {
  const figures = await fuzzDecoder(FILES, 5);
  assert.equal(
    figures.reduce((sum, { files }) => sum + files, 0),
    FILES,
  );
  assert.deepEqual(
    figures.flatMap(({ faults }) => faults),
    [],
  );
});
