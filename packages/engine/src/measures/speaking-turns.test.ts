import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MAX_GAP_MS, speakingTurns } from './speaking-turns.ts';
import { conversationOf, segmentOf, wordAt, wordsOf } from './timeline.fixture.ts';

const textsOf = (...conversation: Parameters<typeof conversationOf>) =>
  speakingTurns(conversationOf(...conversation)).map(({ words }) => words.map(({ text }) => text).join(' '));

describe('speakingTurns', () => {
  it('has none when the candidate says nothing', () => {
    assert.deepEqual(textsOf([], [[0, 5000]]), []);
  });

  it('ends a turn where another person is heard in a gap, be it briefly', () => {
    assert.deepEqual(textsOf(wordsOf('I work 900 in a shop'), [[700, 800]]), ['I work', 'in a shop']);
    assert.deepEqual(textsOf(wordsOf('I work 900 in a shop'), [[0, 500]]), ['I work in a shop']);
    assert.deepEqual(textsOf(wordsOf('I work 900 in a shop'), [[0, 600]]), ['I work in a shop']);
  });

  it('ends a turn after ten seconds of silence', () => {
    assert.equal(textsOf(wordsOf(`yes ${MAX_GAP_MS} no`)).length, 1);
    assert.equal(textsOf(wordsOf(`yes ${MAX_GAP_MS + 1} no`)).length, 2);
  });

  it('joins the pieces that the recogniser cut, and leaves others out', () => {
    const pieces = [
      segmentOf(1, wordsOf('in a shop', 900)),
      segmentOf(0, wordsOf('where')),
      segmentOf(1, wordsOf('I work')),
    ];
    const turns = speakingTurns({ segments: pieces, turns: [], candidate: 1 });
    assert.deepEqual(
      turns.map(({ words, startMs, endMs }) => [words.length, startMs, endMs]),
      [[5, 0, 1800]],
    );
  });

  it('keeps every word once, in order, in turns that do not overlap', () => {
    const words = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 12_000 }), fc.integer({ min: 50, max: 800 })))
      .map((parts) => {
        let ms = 0;
        return parts.map(([gapMs, lengthMs]) => {
          const word = wordAt('word', ms + gapMs, ms + gapMs + lengthMs);
          ms = word.endMs;
          return word;
        });
      });
    const others = fc.array(
      fc.integer({ min: 0, max: 60_000 }).map((startMs) => [startMs, startMs + 700] as const),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(words, others, (said, heard) => {
        const turns = speakingTurns(conversationOf(said, heard));
        assert.deepEqual(
          turns.flatMap((turn) => turn.words),
          said,
        );
        for (const [at, turn] of turns.entries()) {
          assert.ok(turn.startMs >= (turns[at - 1]?.endMs ?? 0));
          assert.ok(turn.endMs - turn.startMs >= 50);
        }
      }),
    );
  });
});

describe('speakingTurns of a recording in parts', () => {
  it('ends a turn where a part of the recording ends, whatever the gap', () => {
    const parts = [
      { startMs: 0, endMs: 700 },
      { startMs: 1700, endMs: 9000 },
    ];
    const conversation = { ...conversationOf(wordsOf('I work 1200 in a shop')), parts };
    assert.deepEqual(
      speakingTurns(conversation).map(({ words }) => words.length),
      [2, 3],
    );
    assert.equal(speakingTurns({ ...conversation, parts: undefined }).length, 1);
  });
});
