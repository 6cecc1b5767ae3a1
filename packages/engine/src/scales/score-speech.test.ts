import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordAt } from '../measures/timeline.fixture.ts';
import type { ScoredSegment } from '../speech/timeline.ts';
import { loadScoreModels } from './score-models.ts';
import { scoreSpeech } from './score-speech.ts';

const models = await loadScoreModels();

function piece(score: number, seconds: number, confidence: number | null): ScoredSegment {
  const words = confidence === null ? [] : [{ ...wordAt('word', 0, 300), confidence }];
  const judged = { accuracy: score, fluency: score, prosodic: score, total: score };
  return { speaker: 1, startMs: 0, endMs: seconds * 1000, words, expertScores: judged };
}

const pieces = fc.array(
  fc
    .tuple(
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.double({ min: 1, max: 25, noNaN: true }),
      fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    )
    .map(([score, seconds, confidence]) => piece(score, seconds, confidence)),
  { minLength: 1, maxLength: 12 },
);

test('the longer a piece and the surer its words, the more it counts', () => {
  const of = (other: ScoredSegment) => scoreSpeech([piece(4, 10, 0.9), other], models).expertScores.fluency;
  assert.equal(of(piece(8, 10, 0.9)), 6);
  assert.ok(of(piece(8, 20, 0.9)) > 6);
  assert.ok(of(piece(8, 10, 0.5)) < 6);
  assert.ok(of(piece(8, 10, null)) < of(piece(8, 10, 0.5)));
});

test('the judgement of several pieces lies among theirs, whatever their order, and more speech narrows it', () => {
  fc.assert(
    fc.property(pieces, (some) => {
      const { expertScores, halfWidths } = scoreSpeech(some, models);
      const scores = some.map((one) => one.expertScores.accuracy);
      assert.ok(
        expertScores.accuracy >= Math.min(...scores) - 1e-9 &&
          expertScores.accuracy <= Math.max(...scores) + 1e-9,
      );
      const turned = scoreSpeech(some.toReversed(), models).expertScores.accuracy;
      assert.ok(Math.abs(turned - expertScores.accuracy) < 1e-9);
      assert.ok(scoreSpeech([...some, piece(5, 10, 0.9)], models).halfWidths.accuracy <= halfWidths.accuracy);
    }),
  );
});
