import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pacedWords } from './paced-words.ts';

const word = (text: string, startMs: number) => ({ text, startMs, endMs: startMs + 200 });

test('fillers, and what was repeated or taken back, are no words of the rate; edges may be off by rounding', () => {
  const words = [word('um', 0), word('I', 300), word('I', 600), word('went', 900), word('go', 1200)];
  const disfluencies = {
    filledPauses: { items: [word('um', 30)] },
    repetitions: { items: [word('I', 280)] },
    selfRepairs: { items: [word('went', 930)] },
  };
  const paced = pacedWords(words, disfluencies).map(({ startMs }) => startMs);
  assert.deepEqual(paced, [600, 1200]);
  assert.equal(pacedWords(words, { ...disfluencies, selfRepairs: null }).length, 3);
});
