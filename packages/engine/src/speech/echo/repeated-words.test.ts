import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Word } from '../timeline.ts';
import { withoutRepeatedWords } from './repeated-words.ts';

const DURATION_MS = 4000;
const word = (text: string, startMs: number): Word => ({
  text,
  startMs,
  endMs: startMs + 300,
  confidence: 1,
  kind: 'word',
  phones: [],
});
const steady = (level: number) => new Float32Array(16 * DURATION_MS).fill(level);

/** The words that are left on a channel that repeats another one 180 ms later, one level left of it and one taken out. */
function wordsLeft(said: Word, heard: readonly Word[], left: number, taken: number): string[] {
  const source = { durationMs: DURATION_MS, samples: steady(0.1) };
  const repeats = [{ source: source.samples, delayMs: 180, echo: steady(taken) }];
  const own = { durationMs: DURATION_MS, samples: steady(left), repeats };
  const pieces = withoutRepeatedWords([
    { recording: source, piece: { words: [said] } },
    { recording: own, piece: { words: heard } },
  ]);
  assert.deepEqual(pieces[0]?.words, [said], 'who said it keeps it');
  return pieces.slice(1).flatMap(({ words }) => words.map(({ text }) => text));
}

test('a word that comes again by the delay of the echo, weaker than the echo was, is left out', () => {
  const heard = [word('morning,', 1200), word('yes', 2000)];
  assert.deepEqual(wordsLeft(word('Morning', 1000), heard, 0.01, 0.05), ['yes']);
  assert.deepEqual(
    wordsLeft(word('Morning', 1000), heard.slice(0, 1), 0.01, 0.05),
    [],
    'with its whole piece',
  );
});

test('a word that somebody says after the other one, or loudly at the same time, stays', () => {
  assert.deepEqual(wordsLeft(word('Yes', 1000), [word('yes', 1700)], 0.01, 0.05), ['yes']);
  assert.deepEqual(wordsLeft(word('Yes', 1000), [word('yes', 1180)], 0.1, 0.05), ['yes']);
  assert.deepEqual(wordsLeft(word('Yes', 1000), [word('no', 1180)], 0.01, 0.05), ['no']);
});
