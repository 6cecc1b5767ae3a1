import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loopLength, unfinishedLoopLength } from './repetition.ts';

test('people may repeat themselves: a word three times, a phrase twice', () => {
  assert.equal(loopLength([5, 5, 5]), 0);
  assert.equal(loopLength([1, 2, 3, 4, 1, 2, 3, 4]), 0);
});

test('an endless phrase is cut down to one copy, wherever it begins', () => {
  const phrase = fc.array(fc.nat(30_000), { minLength: 1, maxLength: 16 });
  fc.assert(
    fc.property(fc.array(fc.nat(30_000)), phrase, (before, loop) => {
      const tokens = [...before];
      let cut = 0;
      for (let at = 0; cut === 0 && at < 200; at++) {
        tokens.push(loop[at % loop.length] as number);
        cut = loopLength(tokens);
      }
      return cut > 0 && tokens.length - cut <= before.length + 2 * loop.length;
    }),
  );
});

test('a text without repetition is left alone', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(30_000)), (tokens) => loopLength(tokens) === 0));
});

test('of a text without end the copy of what stood before is cut off, finished or not', () => {
  assert.equal(unfinishedLoopLength([1, 2, 3, 4, 5, 6, 2, 3, 4, 5]), 4);
  assert.equal(unfinishedLoopLength([1, 2, 3, 4, 5, 1, 2, 3, 4, 5]), 5);
  assert.equal(unfinishedLoopLength([9, 7, 7, 7, 7, 7]), 4);
});

test('a few tokens that return by chance are no copy', () => {
  assert.equal(unfinishedLoopLength([1, 2, 3, 4, 5, 6, 1, 2, 3]), 0);
  assert.equal(unfinishedLoopLength([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4]), 0);
  fc.assert(fc.property(fc.uniqueArray(fc.nat(30_000)), (tokens) => unfinishedLoopLength(tokens) === 0));
});
