import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FreeSpeaker, orderedShare, refusalFigures, weightsFigures } from './free-speech-figures.ts';
import { labelOf } from './labelled-dialogue.ts';

function speakerOf(name: string, fluency: number | null): FreeSpeaker {
  return {
    recording: 'dialogue',
    speaker: 0,
    class: name,
    fluency,
    fluencyCefr: null,
    accent: fluency,
    vocabulary: null,
    overall: fluency,
    wordsPerMinute: 100,
    hesitationsPer100Words: 3,
    warnings: [],
  };
}

test('a higher class is above a lower one in the share of pairs that it wins, ties half', () => {
  const speakers = [speakerOf('Low', 1), speakerOf('Low', 2), speakerOf('High', 2), speakerOf('High', 3)];
  assert.equal(orderedShare(speakers, 'Low', 'High'), 3.5 / 4);
  assert.equal(orderedShare(speakers, 'Low', 'native'), null);
});

test('refused is who got no score, English and other speech apart', () => {
  const text = refusalFigures([
    speakerOf('Low', null),
    speakerOf('native', 4),
    speakerOf('not English', null),
  ]);
  assert.match(text, /^English: 1 of 2 .*\nnot English: 1 of 1 /);
});

test('other weights move the scores of the same speakers', () => {
  const before = [speakerOf('Low', 2), { ...speakerOf('Low', 3), speaker: 1 }];
  const after = [speakerOf('Low', 3), { ...speakerOf('Low', 2), speaker: 1 }, speakerOf('native', 5)];
  const text = weightsFigures(before, after);
  assert.match(text, /fluency +2 speakers +shift 0\.00 .* move 1\.00 /);
  assert.match(text, /vocabulary +0 speakers +shift - +move -/);
});

test('a speaker has the class of most of the clips, and none where two people were taken for one', () => {
  const clip = (at: number, fluency: string) => ({ startMs: 5000 * at, endMs: 5000 * (at + 1), fluency });
  const dialogue = { file: 'a.opus', clips: [clip(0, 'Low'), clip(1, 'Low'), clip(2, 'High')] };
  assert.equal(labelOf(dialogue, [{ speaker: 0, startMs: 0, endMs: 11_000 }], 0), 'Low');
  assert.equal(labelOf(dialogue, [{ speaker: 0, startMs: 0, endMs: 15_000 }], 0), null);
  assert.equal(labelOf(dialogue, [], 0), null);
});
