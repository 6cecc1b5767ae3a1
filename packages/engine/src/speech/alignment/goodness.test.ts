import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { type EncoderStates, framesWithin, loadEncoder, STATE_WIDTH } from '../encoder.ts';
import { loadPhoneClassifier, type PhoneClassifier } from '../phone-classifier.ts';
import { say } from '../words/synthetic-voice.fixture.ts';
import { alignToPhones } from './align-to-phones.ts';
import { goodnessOf } from './goodness.ts';

/** Written by `training/phones/train.py` for states that are the sines of 0, 1, 2, ... */
const golden = JSON.parse(readFileSync(new URL('./goodness.golden.json', import.meta.url), 'utf8')) as {
  readonly logPosteriors: readonly (readonly number[])[];
  readonly goodness: readonly { symbol: string; start: number; end: number; value: number }[];
};

let classifier: PhoneClassifier;
before(async () => {
  classifier = await loadPhoneClassifier();
});

function sines(): EncoderStates {
  const frames = golden.logPosteriors.length;
  const block = Float32Array.from({ length: frames * STATE_WIDTH }, (_, at) => Math.sin(at));
  return { frames, blocks: Array.from({ length: 9 }, () => block) };
}

/** A span of ms that holds exactly the frames from start to end. */
const spanOf = (start: number, end: number) => ({ startMs: 28 + 24 * start - 12, endMs: 28 + 24 * end - 12 });

test('phones and their goodness come out as where they were learned', () => {
  const posteriors = classifier.classify(sines());
  const expected = golden.logPosteriors.flat();
  assert.equal(posteriors.logProbabilities.length, expected.length);
  expected.forEach((value, at) => {
    assert.ok(Math.abs((posteriors.logProbabilities[at] ?? 0) - value) < 1e-4, `value ${at}`);
  });
  for (const { symbol, start, end, value } of golden.goodness) {
    assert.deepEqual(framesWithin(spanOf(start, end), posteriors.frames), [start, end]);
    const goodness = goodnessOf(spanOf(start, end), symbol, posteriors);
    assert.ok(goodness !== null && Math.abs(goodness - value) < 1e-4, symbol);
  }
});

test('a phone that nobody knows, and a piece without frames, have no goodness', () => {
  const posteriors = classifier.classify(sines());
  assert.equal(goodnessOf(spanOf(0, 1), 'XX', posteriors), null);
  const nothing = { ...posteriors, frames: 0, logProbabilities: new Float32Array(0) };
  assert.equal(goodnessOf(spanOf(0, 1), 'AA', nothing), null);
});

test('a phone at the edge or between two frames is judged by the nearest frame', () => {
  for (const span of [
    { startMs: -50, endMs: -10 },
    { startMs: 30, endMs: 35 },
    { startMs: 9000, endMs: 9010 },
  ]) {
    const [from, to] = framesWithin(span, 6);
    assert.ok(from >= 0 && to === from + 1 && to <= 6);
  }
});

test('sounds that were said fit better than those of another sentence', async () => {
  const encoder = await loadEncoder();
  const samples = await say('rms', 'The people at the office were very friendly.');
  const posteriors = classifier.classify(await encoder.encode(samples));
  const meanGoodness = (text: string) => {
    const aligned = alignToPhones(text.split(' '), posteriors, Math.floor(samples.length / 16));
    const phones = aligned.flatMap((word) => word.phones);
    const all = phones.map((phone) => goodnessOf(phone, phone.symbol, posteriors) ?? 0);
    assert.ok(all.length > 20 && all.every((value) => value <= 0));
    return all.reduce((sum, value) => sum + value, 0) / all.length;
  };
  const right = meanGoodness('The people at the office were very friendly.');
  const wrong = meanGoodness('A needle on a surface wore thirty fancy.');
  assert.ok(right > -1, `${right}`);
  assert.ok(wrong < right - 2, `${wrong} against ${right}`);
});
