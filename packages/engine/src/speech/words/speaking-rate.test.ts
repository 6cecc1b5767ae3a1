import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PhonePosteriors } from '../phone-classifier.ts';
import { isTooFast, syllableCount, voicedSeconds } from './speaking-rate.ts';

/** Frames of which the first ones are voiced and the others silent. */
function posteriors(voicedMs: number, silentMs: number): PhonePosteriors {
  const frames = Math.round((voicedMs + silentMs) / 24);
  const voiced = Math.round(voicedMs / 24);
  const logProbabilities = Float32Array.from({ length: 2 * frames }, (_, at) =>
    Math.log(at % 2 === Number(at < 2 * voiced) ? 0.1 : 0.9),
  );
  return { symbols: ['AH', 'SIL'], frames, logProbabilities };
}

test('syllables are those of the spoken word, whatever its spelling', () => {
  assert.equal(syllableCount(['I’ve', 'worked', 'there,', 'you', 'know?']), 5);
  assert.equal(syllableCount(['20%', 'API']), 7);
  assert.equal(syllableCount(['—', '...', '東京']), 0);
});

test('time in which silence is likelier than any phone is not voiced', () => {
  assert.ok(Math.abs(voicedSeconds(posteriors(480, 1200)) - 0.48) < 0.03);
  assert.equal(voicedSeconds(posteriors(0, 1200)), 0);
});

test('a whole sentence in half a second, or without a voice, was not said', () => {
  const sentence = 'I’m going to put my mom in my bed.'.split(' ');
  assert.ok(isTooFast(sentence, posteriors(530, 0)));
  assert.ok(isTooFast(sentence, posteriors(0, 5000)));
  assert.ok(!isTooFast(sentence, posteriors(1400, 0)));
});

test('fast speech and one short answer are kept', () => {
  assert.ok(!isTooFast(['I', 'don’t', 'know.'], posteriors(400, 400)));
  assert.ok(!isTooFast(['Yes.'], posteriors(120, 400)));
  assert.ok(!isTooFast(['Okay.'], posteriors(200, 400)));
});
