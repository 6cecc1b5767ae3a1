import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerSchema, exampleOf } from '@vivavoce/contract';
import { mostSimilar, questionSimilarity } from './similar-questions.ts';

const asked = (text: string, startMs: number) => ({
  ...exampleOf(answerSchema),
  startMs,
  question: { speaker: 'speaker_0', startMs: 0, endMs: 1, text },
});

test('the same question in other words of its own is found, whatever case and punctuation', () => {
  const answers = [
    asked('Why do you want to leave your company?', 1),
    asked('And how do you work together with drivers?', 2),
  ];
  assert.equal(mostSimilar('Good, and how do you work together with the drivers?', answers)?.startMs, 2);
});

test('a question that nobody else was asked has no partner', () => {
  assert.equal(
    mostSimilar('Which computer systems have you used?', [asked('Do you like snow?', 1)]),
    undefined,
  );
  const unasked = { ...exampleOf(answerSchema), question: null };
  assert.equal(mostSimilar('Why?', [unasked]), undefined);
});

test('a question is most like itself, and similarity has no direction', () => {
  const [one, other] = ['What do you do?', 'What would you do there?'];
  assert.equal(questionSimilarity(one, one), 1);
  assert.equal(questionSimilarity(one, other), questionSimilarity(other, one));
});
