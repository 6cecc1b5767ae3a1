import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traps } from './invented-words/traps.ts';
import { tryTraps } from './invented-words.ts';

/** One or two of each kind, those that people meet most often. */
const CHOSEN = ['laughter', 'humming', '200 ms, rms', 'No, no, no, that was not my idea.', 'for 300 ms'];

test('nobody’s words are written, and every copy that people say of a word stays', async () => {
  const chosen = traps(2).filter(
    ({ kind, name }) => CHOSEN.includes(name) && (kind !== 'between sentences' || name === 'laughter'),
  );
  assert.equal(chosen.length, CHOSEN.length + 1);
  for await (const { kind, name, text, invented, missed } of tryTraps(chosen)) {
    assert.equal(invented, 0, `${kind}, ${name}: ${text}`);
    if (kind === 'repetitions') assert.equal(missed, 0, text);
  }
});
