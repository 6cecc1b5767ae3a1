import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Segment } from '../speech/timeline.ts';
import { findAnswers } from './find-answers.ts';

const CANDIDATE = 1;
const WORD_MS = 400;

/** What each speaker says, one after another with a second in between; words of 400 ms. */
function interview(...said: readonly (readonly [speaker: number, text: string])[]): Segment[] {
  let at = 0;
  return said.map(([speaker, text]) => {
    const startMs = at;
    const words = text.split(' ').map((word, place) => ({
      text: word,
      startMs: startMs + place * WORD_MS,
      endMs: startMs + (place + 1) * WORD_MS,
      confidence: 0.9,
      kind: /^(um|uh)$/.test(word) ? ('filler' as const) : ('word' as const),
      phones: [],
    }));
    const endMs = startMs + words.length * WORD_MS;
    at = endMs + 1000;
    return { speaker, startMs, endMs, words, expertScores: null };
  });
}

const answersOf = (segments: readonly Segment[]) =>
  findAnswers({ segments, turns: segments, candidate: CANDIDATE });
const textsOf = (segments: readonly Segment[]) =>
  answersOf(segments).map(({ question, segments: answered }) => [
    question?.text ?? null,
    answered.flatMap(({ words }) => words.map(({ text }) => text)).join(' '),
  ]);

test('each question goes with the answer after it, and only its asking part is quoted', () => {
  assert.deepEqual(
    textsOf(
      interview(
        [0, 'Thank you for coming. What do you do? And where?'],
        [1, 'I build bridges in Porto.'],
        [0, 'Tell me about a hard day.'],
        [1, 'One day it rained a lot.'],
      ),
    ),
    [
      ['What do you do? And where?', 'I build bridges in Porto.'],
      ['Tell me about a hard day.', 'One day it rained a lot.'],
    ],
  );
});

test('a listener’s "right, I see" leaves an answer open; a short question does not', () => {
  const [first, second] = answersOf(
    interview(
      [0, 'What do you do there?'],
      [1, 'I build bridges mostly'],
      [0, 'Right, I see.'],
      [1, 'and sometimes a tunnel too.'],
      [0, 'Why tunnels?'],
      [1, 'Because I like them.'],
    ),
  );
  assert.equal(first?.segments.length, 2);
  assert.equal(second?.question?.text, 'Why tunnels?');
});

test('a word of the candidate inside a question is no answer, and fillers are no words', () => {
  assert.deepEqual(
    textsOf(
      interview(
        [0, 'Now we come to the next part.'],
        [1, 'um okay'],
        [0, 'What would you do with a late delivery?'],
        [1, 'I would call the customer first.'],
      ),
    ),
    [['What would you do with a late delivery?', 'I would call the customer first.']],
  );
});

test('a recording that begins with the candidate has an answer without a question', () => {
  assert.deepEqual(textsOf(interview([1, 'My name is Daniel.'])), [[null, 'My name is Daniel.']]);
});

test('an answer ends with its part of the recording; the part after a question may hold its answer', () => {
  const segments = interview(
    [1, 'I build bridges in Porto.'],
    [1, 'One day it rained a lot.'],
    [0, 'What did you do?'],
    [1, 'I went home at once.'],
  );
  const [first, second, asked, last] = segments;
  const parts = [
    { startMs: 0, endMs: first!.endMs + 200 },
    { startMs: second!.startMs - 200, endMs: asked!.endMs + 200 },
    { startMs: last!.startMs - 200, endMs: 60_000 },
  ];
  const found = findAnswers({ segments, turns: segments, parts, candidate: CANDIDATE });
  assert.deepEqual(
    found.map(({ question, latencyMs, startMs }) => [question?.text ?? null, latencyMs, startMs]),
    [
      [null, null, first!.startMs],
      [null, null, second!.startMs],
      ['What did you do?', null, last!.startMs],
    ],
  );
  const whole = answersOf(segments);
  assert.deepEqual(
    whole.map(({ latencyMs }) => latencyMs),
    [null, 1000],
  );
});

test('answers are in order, do not overlap, and hold words of the candidate only', () => {
  const turn = fc.tuple(
    fc.constantFrom(0, 1, 2),
    fc.array(fc.constantFrom('yes', 'um', 'well', 'I', 'think', 'why?', 'so.'), {
      minLength: 1,
      maxLength: 8,
    }),
  );
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 14 }), (turns) => {
      const found = answersOf(
        interview(...turns.map(([speaker, words]) => [speaker, words.join(' ')] as const)),
      );
      let endMs = -1;
      for (const answer of found) {
        assert.ok(answer.startMs > endMs && answer.endMs > answer.startMs);
        assert.ok(answer.segments.every(({ speaker }) => speaker === CANDIDATE));
        assert.ok(answer.question === null || answer.question.endMs <= answer.startMs);
        endMs = answer.endMs;
      }
    }),
  );
});
