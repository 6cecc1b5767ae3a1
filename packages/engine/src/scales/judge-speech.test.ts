import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordAt } from '../measures/timeline.fixture.ts';
import type { JudgedSegment } from '../speech/timeline.ts';
import { judgeSpeech } from './judge-speech.ts';
import { loadScoreModels } from './score-models.ts';

const models = await loadScoreModels();

function piece(score: number, seconds: number, confidence: number | null): JudgedSegment {
  const words = confidence === null ? [] : [{ ...wordAt('word', 0, 300), confidence }];
  const judged = { accuracy: score, fluency: score, prosodic: score, total: score };
  return { speaker: 1, startMs: 0, endMs: seconds * 1000, words, judged };
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
  const of = (other: JudgedSegment) => judgeSpeech([piece(4, 10, 0.9), other], models).judged.fluency;
  assert.equal(of(piece(8, 10, 0.9)), 6);
  assert.ok(of(piece(8, 20, 0.9)) > 6);
  assert.ok(of(piece(8, 10, 0.5)) < 6);
  assert.ok(of(piece(8, 10, null)) < of(piece(8, 10, 0.5)));
});

test('the judgement of several pieces lies among theirs, whatever their order, and more speech narrows it', () => {
  fc.assert(
    fc.property(pieces, (some) => {
      const { judged, halfWidths } = judgeSpeech(some, models);
      const scores = some.map((one) => one.judged.accuracy);
      assert.ok(
        judged.accuracy >= Math.min(...scores) - 1e-9 && judged.accuracy <= Math.max(...scores) + 1e-9,
      );
      const turned = judgeSpeech(some.toReversed(), models).judged.accuracy;
      assert.ok(Math.abs(turned - judged.accuracy) < 1e-9);
      assert.ok(judgeSpeech([...some, piece(5, 10, 0.9)], models).halfWidths.accuracy <= halfWidths.accuracy);
    }),
  );
});
