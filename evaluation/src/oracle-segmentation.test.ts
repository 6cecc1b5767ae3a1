import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InterviewTruth } from './interview-comparison.ts';
import { cleanPieces, fixedWindows, oraclePieces } from './oracle-segmentation.ts';

const turn = (speaker: string, startMs: number, endMs: number) => ({ speaker, startMs, endMs });

function cut(turns: InterviewTruth['turns'], words?: InterviewTruth['words']) {
  const { pieces, names } = oraclePieces({ candidate: 'a', turns, words });
  return pieces.map(({ speaker, startMs, endMs }) => [names[speaker], startMs, endMs]);
}

test('turns of one speaker are one piece until another speaks; margins end half way to others', () => {
  const turns = [
    turn('a', 1000, 4000),
    turn('a', 4500, 9000),
    turn('b', 9100, 9900),
    turn('a', 12_000, 14_000),
  ];
  assert.deepEqual(cut(turns), [
    ['a', 800, 9050],
    ['b', 9050, 10_100],
    ['a', 11_800, 14_200],
  ]);
});

test('who talks at the same time is in the other piece too, and nothing is added there', () => {
  assert.deepEqual(cut([turn('a', 1000, 5000), turn('b', 4000, 6000)]), [
    ['a', 800, 5000],
    ['b', 4000, 6200],
  ]);
});

test('clean are the pieces during which nobody else speaks', () => {
  const turns = [turn('a', 0, 5000), turn('b', 4000, 6000), turn('a', 7000, 8000), turn('b', 8001, 9000)];
  const clean = cleanPieces(oraclePieces({ candidate: 'a', turns }), turns);
  assert.deepEqual(
    clean.map(({ speaker, endMs }) => [speaker, Math.round(endMs)]),
    [
      [0, 8001],
      [1, 9200],
    ],
  );
});

test('a turn of more than 25 s is cut at the longest pause between its words that is not near its ends', () => {
  const words = [
    { speaker: 'a', text: 'one', startMs: 0, endMs: 1000 },
    { speaker: 'a', text: 'two', startMs: 4000, endMs: 12_000 },
    { speaker: 'a', text: 'three', startMs: 12_600, endMs: 20_000 },
    { speaker: 'a', text: 'four', startMs: 20_100, endMs: 30_000 },
  ];
  assert.deepEqual(cut([turn('a', 0, 30_000)], words), [
    ['a', 0, 12_300],
    ['a', 12_300, 30_200],
  ]);
});

test('windows are even, up to 25 s, and leave nothing out', () => {
  assert.deepEqual(fixedWindows(50_001), [
    { speaker: 0, startMs: 0, endMs: 16_667 },
    { speaker: 0, startMs: 16_667, endMs: 33_334 },
    { speaker: 0, startMs: 33_334, endMs: 50_001 },
  ]);
});
