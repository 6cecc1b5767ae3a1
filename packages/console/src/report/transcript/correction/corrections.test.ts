import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TranscriptSegment } from '@vivavoce/contract';
import fc from 'fast-check';
import { segmentText, toCorrections } from './corrections.ts';

const segmentOf = (words: readonly string[]): TranscriptSegment => ({
  speaker: 'speaker_0',
  speakerLabel: 'Speaker 1',
  startMs: 0,
  endMs: words.length * 300,
  text: words.join(' '),
  confidence: 1,
  words: words.map((text, at) => ({ text, startMs: at * 300, endMs: at * 300 + 200, confidence: 1 })),
});

/** Applies corrections as the server does. */
function apply(words: readonly string[], corrections: readonly { word: number; text: string }[]): string {
  const texts = new Map(corrections.map(({ word, text }) => [word, text]));
  return words
    .map((text, at) => texts.get(at) ?? text)
    .filter((text) => text !== '')
    .join(' ');
}

test('a misrecognised word is corrected alone', () => {
  const segment = segmentOf(['I', 'made', 'the', 'butt', 'the', 'roots.']);
  const corrections = toCorrections(segment, 7, 'I made the but the routes.');
  assert.deepEqual(corrections, [
    { segment: 7, word: 3, text: 'but' },
    { segment: 7, word: 5, text: 'routes.' },
  ]);
});

test('inserted words go to the word before them, removed ones become empty', () => {
  const segment = segmentOf(['um', 'we', 'built', 'it']);
  assert.deepEqual(toCorrections(segment, 0, 'we really built it'), [
    { segment: 0, word: 0, text: '' },
    { segment: 0, word: 1, text: 'we really' },
  ]);
  assert.deepEqual(toCorrections(segmentOf(['it', 'works']), 0, 'so it works'), [
    { segment: 0, word: 0, text: 'so it' },
  ]);
});

test('a passage that reads the same needs no correction, however it is spaced', () => {
  const segment = segmentOf(['good', 'morning']);
  assert.deepEqual(toCorrections(segment, 0, ` ${segmentText(segment)}\n`), []);
});

test('a page pasted into one place is rejected before it is sent', () => {
  assert.equal(toCorrections(segmentOf(['yes']), 0, 'word '.repeat(12)), null);
});

test('corrections reproduce any edited text', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd.'), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(words, fc.array(fc.constantFrom('a', 'b', 'c', 'e'), { maxLength: 9 }), (before, after) => {
      const corrections = toCorrections(segmentOf(before), 0, after.join(' '));
      assert.ok(corrections);
      assert.equal(apply(before, corrections), after.join(' '));
      assert.ok(corrections.length <= before.length);
    }),
  );
});
