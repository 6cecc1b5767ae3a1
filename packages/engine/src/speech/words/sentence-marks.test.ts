import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import tokenizer from 'llama-tokenizer-js';
import { loadEncoder } from '../encoder.ts';
import type { DecodedSpeech, DecodedToken } from './decoded-speech.ts';
import { loadDecoder, type SpeechDecoder } from './decoder.ts';
import { isWithoutMarks, withSentenceMarks } from './sentence-marks.ts';
import { say } from './synthetic-voice.fixture.ts';
import { loadConfidenceWeights, wordsOf } from './word-confidence.ts';

const SAID = 'Where did you work before that? I was a driver in a small company. Why did you leave?';
/** As the decoder writes what it learned from texts without marks. */
const PLAIN = 'Where did you work before that i was a driver in a small company why did you leave';

describe('a piece that the decoder wrote without sentence marks', () => {
  let decoder: SpeechDecoder;
  let states: Float32Array;
  before(async () => {
    decoder = await loadDecoder();
    const encoder = await loadEncoder();
    states = (await encoder.encode(await say('slt', SAID))).blocks.at(-1)!;
  });
  const tokensOf = (text: string): DecodedToken[] =>
    tokenizer.encode(text, false, true).map((id) => ({ id, logProbability: -0.1 }));

  it('gets them where the sound has them, with words and confidence as they were', async () => {
    const tokens = tokensOf(PLAIN);
    const words = wordsOf(tokens, await loadConfidenceWeights());
    assert.ok(isWithoutMarks(words));
    const marked = await withSentenceMarks(words, tokens, states, decoder);
    assert.equal(marked.map(({ text }) => text).join(' '), SAID);
    assert.deepEqual(
      marked.map(({ confidence }) => confidence),
      words.map(({ confidence }) => confidence),
    );
  });

  it('is a longer one without any mark, commas included', () => {
    const words = (text: string) => text.split(' ').map((one) => ({ text: one, confidence: 1 }));
    assert.ok(!isWithoutMarks(words(SAID)));
    assert.ok(!isWithoutMarks(words('Well, i was a driver in a small company')));
    assert.ok(!isWithoutMarks(words('my name is')));
  });

  it('has likelihoods all at once as one after the other', async () => {
    const [{ tokens }] = (await decoder.decode([{ states, maxTokens: 12 }])) as [DecodedSpeech];
    const ids = tokens.map(({ id }) => id);
    const rows = await decoder.logitsAlong(states, ids);
    assert.equal(rows.length, ids.length + 1);
    for (const [n, id] of ids.entries()) assert.equal(rows[n]!.indexOf(Math.max(...rows[n]!)), id);
  });
});
