import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { PlacedTurn, PlacedWord } from './compose.ts';
import { speak } from './flite.ts';
import { sampleInterview } from './index.ts';
import { parseScript } from './interview-script.ts';

const script = parseScript(readFileSync(new URL('./interview-script.txt', import.meta.url), 'utf8'));
const truth = JSON.parse(readFileSync(sampleInterview.json, 'utf8')) as {
  readonly candidate: string;
  readonly durationMs: number;
  readonly turns: readonly PlacedTurn[];
  readonly words: readonly PlacedWord[];
};

test('the truth of the interview is that of its script', () => {
  assert.deepEqual(
    truth.turns.map(({ speaker, text }) => [speaker, text]),
    script.map(({ speaker, phrases }) => [speaker, phrases.map((phrase) => phrase.text).join(' ')]),
  );
  assert.equal(truth.words.length, truth.turns.flatMap(({ text }) => text.split(' ')).length);
});

test('the interview is as long as the contract asks, with answers of 10 to 40 s and one overlap', () => {
  assert.ok(truth.durationMs > 190_000 && truth.durationMs < 300_000);
  const longest = Math.max(...truth.turns.map(({ startMs, endMs }) => endMs - startMs));
  assert.ok(longest > 10_000 && longest < 45_000, `${longest} ms`);
  const overlaps = truth.turns.filter((turn, n) => turn.startMs < (truth.turns[n - 1]?.endMs ?? 0));
  assert.ok(overlaps.length >= 1 && overlaps.length <= 2);
});

test('every word lies in a turn of its speaker, and a speaker says one word at a time', () => {
  for (const speaker of new Set(truth.words.map((word) => word.speaker))) {
    const words = truth.words.filter((word) => word.speaker === speaker);
    const turns = truth.turns.filter((turn) => turn.speaker === speaker);
    for (const [n, word] of words.entries()) {
      assert.ok(word.endMs > word.startMs && word.startMs >= (words[n - 1]?.endMs ?? 0), word.text);
      assert.ok(
        turns.some((turn) => word.startMs >= turn.startMs && word.endMs <= turn.endMs + 1),
        word.text,
      );
    }
  }
});

test('the RTTM covers the words of each speaker', () => {
  const lines = readFileSync(sampleInterview.rttm, 'utf8').trim().split('\n');
  const stretches = lines.map((line) => {
    const [, , , start, length, , , speaker] = line.split(' ');
    return { speaker, startMs: Number(start) * 1000, endMs: (Number(start) + Number(length)) * 1000 };
  });
  for (const word of truth.words) {
    const covered = stretches.some(
      (stretch) =>
        stretch.speaker === word.speaker &&
        stretch.startMs <= word.startMs + 1 &&
        stretch.endMs >= word.endMs - 1,
    );
    assert.ok(covered, `${word.text} at ${word.startMs} ms`);
  }
});

test('words spoken by the synthesiser follow one another from the first to the last sample', () => {
  const { words, samples } = speak('I plan the routes.', 'rms', 1);
  assert.deepEqual(
    words.map((word) => word.text),
    ['I', 'plan', 'the', 'routes'],
  );
  assert.equal(words[0]?.startMs, 0);
  assert.ok(Math.abs((words.at(-1)?.endMs ?? 0) - samples.length / 16) <= 1);
});
