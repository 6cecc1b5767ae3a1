import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Manner, makeConversation } from './conversation.ts';
import { synthesisedInterviewer } from './interviewer.ts';
import { seededRandom } from './random.ts';
import { cutTalker, readingTalker } from './talkers.ts';
import type { Voice } from './voices.ts';

/** A voice of one tone; the second half of each utterance is silent. */
function toneVoice(name: string, hertz: number): Voice {
  const utterances = [2000, 3000].map((lengthMs) => ({
    samples: Float32Array.from({ length: 16 * lengthMs }, (_, n) =>
      n < 8 * lengthMs ? 0.3 * Math.sin((2 * Math.PI * hertz * n) / 16_000) : 0,
    ),
    regions: [{ startMs: 0, endMs: lengthMs / 2 }],
    text: 'one two',
    scores: null,
  }));
  return { name, utterances };
}

const MANNER: Manner = {
  durationMs: 60_000,
  turnMs: [4000, 2000],
  backchannels: 0.5,
  interruptions: 0.3,
  together: 0.2,
  answering: 0,
  gapMs: 1000,
  changingMicrophones: false,
  lines: 'shared',
  levelsDb: 8,
};

const talk = (seed: number) =>
  makeConversation(
    [cutTalker(toneVoice('a', 300), 1), cutTalker(toneVoice('b', 800), 1.1)],
    MANNER,
    seededRandom(seed),
  );

test('the same seed makes the same conversation, another seed another', () => {
  assert.deepEqual(talk(1), talk(1));
  assert.notDeepEqual(talk(1).turns, talk(2).turns);
});

test('the truth has turns of all, inside the recording, and some of them at once', () => {
  const { turns, samples } = talk(3);
  assert.equal(samples.length, 16 * MANNER.durationMs);
  assert.deepEqual(new Set(turns.map(({ speaker }) => speaker)), new Set([0, 1]));
  for (const { startMs, endMs } of turns) {
    assert.ok(startMs >= 0 && startMs < endMs && endMs <= MANNER.durationMs);
  }
  const [mine, yours] = [0, 1].map((own) => turns.filter(({ speaker }) => speaker === own));
  assert.ok(
    mine?.some((one) => yours?.some((other) => one.startMs < other.endMs && other.startMs < one.endMs)),
  );
});

test('people talk over each other and never over themselves', () => {
  for (let seed = 0; seed < 5; seed++) {
    const { turns } = talk(seed);
    for (const own of [0, 1]) {
      const mine = turns.filter(({ speaker }) => speaker === own).sort((a, b) => a.startMs - b.startMs);
      for (const [n, { startMs }] of mine.entries()) assert.ok(startMs >= (mine[n - 1]?.endMs ?? 0));
    }
  }
});

test('who is asked does not begin, and every word of a whole utterance lies in one of its turns', () => {
  const { turns, words } = makeConversation(
    [readingTalker(toneVoice('a', 300)), synthesisedInterviewer('slt', 1)],
    // Speaking takes long.
    { ...MANNER, durationMs: 30_000 },
    seededRandom(4),
  );
  assert.equal([...turns].sort((a, b) => a.startMs - b.startMs)[0]?.speaker, 1);
  assert.ok(words.some(({ speaker }) => speaker === 0) && words.some(({ speaker }) => speaker === 1));
  for (const word of words) {
    const middleMs = (word.startMs + word.endMs) / 2;
    const own = turns.filter(({ speaker }) => speaker === word.speaker);
    assert.ok(
      own.some(({ startMs, endMs }) => startMs <= middleMs && middleMs <= endMs),
      word.text,
    );
  }
});
