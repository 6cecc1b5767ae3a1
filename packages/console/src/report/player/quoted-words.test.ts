import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRun } from '../../testing/example-run.ts';
import { quotedWords } from './quoted-words.ts';

const { transcript } = exampleRun('one two three four', 'five six');

test('the words of a passage are quoted, those that it only touches too', () => {
  assert.equal(quotedWords(transcript, { startMs: 500, endMs: 1500 }), 'two three');
  assert.equal(quotedWords(transcript, { startMs: 700, endMs: 1100 }), 'two three');
});

test('a pause is quoted by the words around it', () => {
  const { transcript: paused } = exampleRun('one two');
  const [segment] = paused.segments;
  if (!segment?.words[1]) throw new Error('no words');
  segment.words[1].startMs += 2000;
  segment.words[1].endMs += 2000;
  segment.endMs += 2000;
  assert.equal(quotedWords(paused, { startMs: 500, endMs: 2500 }), 'one … two');
});

test('a long passage is cut, and silence between people quotes nothing', () => {
  const long = exampleRun(Array.from({ length: 18 }, (_, at) => `w${at}`).join(' ')).transcript;
  assert.match(quotedWords(long, { startMs: 0, endMs: 9000 }), /^w0 .* w13 …$/);
  assert.equal(quotedWords(transcript, { startMs: 5000, endMs: 6000 }), '');
});
