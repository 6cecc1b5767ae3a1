import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paceOverTime } from './pace.ts';

/** A word every half second: 120 per minute. */
function turn(fromMs: number, toMs: number) {
  const words = [];
  for (let startMs = fromMs; startMs < toMs; startMs += 500) {
    words.push({ text: 'a', startMs, endMs: startMs + 500, confidence: 1 });
  }
  return words;
}

const NONE = {
  filledPauses: { items: [] },
  repetitions: { items: [] },
  selfRepairs: null,
};

test('an even pace is even, whoever speaks in between', () => {
  const points = paceOverTime([turn(0, 30_000), turn(60_000, 120_000)], 120_000, NONE);
  const paces = points.flatMap(({ wordsPerMinute }) => (wordsPerMinute === null ? [] : [wordsPerMinute]));
  assert.ok(paces.length > 10);
  for (const pace of paces) assert.ok(Math.abs(pace - 120) < 1, String(pace));
});

test('fillers and repetitions count no words here either, so that the pace goes around its mean', () => {
  // Every second word is one of them: 60 words a minute are left.
  const items = turn(0, 120_000)
    .filter((_, at) => at % 2 === 1)
    .map(({ text, startMs, endMs }) => ({ text, startMs: startMs + 40, endMs: endMs + 40 }));
  const points = paceOverTime([turn(0, 120_000)], 120_000, {
    ...NONE,
    repetitions: { items },
  });
  const paces = points.flatMap(({ wordsPerMinute }) => (wordsPerMinute === null ? [] : [wordsPerMinute]));
  assert.ok(paces.length > 10);
  for (const pace of paces) assert.ok(Math.abs(pace - 60) < 1, String(pace));
});

test('a window with little speech of the candidate has no pace', () => {
  const points = paceOverTime([turn(0, 30_000), turn(60_000, 120_000)], 120_000, NONE);
  assert.equal(points.find(({ atMs }) => atMs === 45_000)?.wordsPerMinute, null);
});
