import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { loadEncoder, type SpeechEncoder } from '../encoder.ts';
import { loadPhoneClassifier, type PhoneClassifier, type PhonePosteriors } from '../phone-classifier.ts';
import { joined, say } from '../words/synthetic-voice.fixture.ts';
import { alignToPhones } from './align-to-phones.ts';
import { type Align, assertOrdered, testAligner } from './aligner.fixture.ts';

let encoder: SpeechEncoder;
let classifier: PhoneClassifier;
before(async () => {
  encoder = await loadEncoder();
  classifier = await loadPhoneClassifier();
});

const align: Align = async (samples, words) => {
  const posteriors = classifier.classify(await encoder.encode(samples));
  return alignToPhones(words, posteriors, Math.floor(samples.length / 16));
};

testAligner(align);

test('a hesitation that nobody wrote down is left to a pause, and no word grows by it', async () => {
  const [before, um, after] = await Promise.all(
    ['We deliver to', 'Umm', 'seven countries.'].map((text) => say('rms', text)),
  );
  const audio = joined([before!, { silentMs: 150 }, um!, { silentMs: 150 }, after!]);
  const aligned = await align(audio, ['We', 'deliver', 'to', 'seven', 'countries.']);
  const umFromMs = before!.length / 16 + 150;
  const [to, seven] = [aligned[2]!, aligned[3]!];
  assert.ok(to.endMs <= umFromMs + 30, `"to" ends at ${to.endMs}, the hesitation begins at ${umFromMs}`);
  assert.ok(seven.startMs >= umFromMs + um!.length / 16, `"seven" starts at ${seven.startMs}`);
});

test('a piece without frames still has times for its words', () => {
  const nothing: PhonePosteriors = { symbols: ['SIL'], frames: 0, logProbabilities: new Float32Array(0) };
  assertOrdered(alignToPhones(['two', 'words'], nothing, 10), 10);
});

test('whatever is heard, words come in order, without overlap, inside the piece', () => {
  const symbols = ['SIL', 'AH', 'AY', 'EH', 'IY', 'K', 'L', 'M', 'N', 'S', 'T', 'Y', 'ER', 'AA', 'UH', 'NG'];
  const words = fc.array(fc.constantFrom('yes', 'I', 'um,', 'seat', '—', 'lack', 'money', '2'), {
    maxLength: 9,
  });
  const frames = fc.array(
    fc.array(fc.double({ min: -12, max: 0, noNaN: true }), { minLength: 16, maxLength: 16 }),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(words, frames, fc.integer({ min: 20, max: 1500 }), (texts, rows, durationMs) => {
      const posteriors = { symbols, frames: rows.length, logProbabilities: Float32Array.from(rows.flat()) };
      const aligned = alignToPhones(texts, posteriors, durationMs);
      assert.equal(aligned.length, texts.length);
      assertOrdered(aligned, durationMs);
    }),
  );
});
