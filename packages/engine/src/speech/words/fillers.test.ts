import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFiller } from './fillers.ts';

test('filled pauses are known however they are written', () => {
  for (const text of ['um', 'Um,', 'uh...', '"Um"', 'Er,', 'erm', 'hmm', 'Mm.', 'ummm', 'uhh']) {
    assert.ok(isFiller(text), text);
  }
});

test('words are no fillers', () => {
  for (const text of ['her', 'umbrella', 'error', 'I', 'a', 'uh-huh', 'mm-hmm', 'em', 'am', 'hum']) {
    assert.ok(!isFiller(text), text);
  }
});
