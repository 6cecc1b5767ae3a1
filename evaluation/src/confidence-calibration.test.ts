import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { calibrationOf, markCorrectWords } from './confidence-calibration.ts';

const heard = (text: string) => text.split(' ').map((word) => ({ text: word }));

test('words that were said are right, others and invented ones wrong, fillers not judged', () => {
  const judged = markCorrectWords(
    'we do not have eighty five trucks',
    heard("We, um, don't had 85 big trucks."),
  );
  assert.deepEqual(
    judged.map(({ right }) => right),
    [true, true, false, true, false, true],
  );
});

test('words that are right as often as their confidence says have no calibration error', () => {
  const band = (confidence: number, right: number, wrong: number) => [
    ...Array.from({ length: right }, () => ({ confidence, right: true })),
    ...Array.from({ length: wrong }, () => ({ confidence, right: false })),
  ];
  const good = calibrationOf([...band(0.75, 3, 1), ...band(1, 5, 0)]);
  assert.equal(good.expectedCalibrationError, 0);
  assert.deepEqual(
    good.rows.map(({ from, words, shareRight }) => [from, words, shareRight]),
    [
      [0.7, 4, 0.75],
      [0.9, 5, 1],
    ],
  );
  assert.equal(calibrationOf(band(0.9, 1, 1)).expectedCalibrationError, 0.4);
  assert.equal(calibrationOf([]).expectedCalibrationError, null);
});

test('every word is in one band', () => {
  const words = fc.array(
    fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() }),
  );
  fc.assert(
    fc.property(
      words,
      (some) => calibrationOf(some).rows.reduce((sum, row) => sum + row.words, 0) === some.length,
    ),
  );
});
