import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bestAssignment } from './assignment.ts';
import { addCounts, countDiarizationErrors, diarizationErrorRate } from './diarization-error.ts';
import { formatRttm, parseRttm, type SpokenTurn } from './rttm.ts';

const turn = (speaker: string, startMs: number, endMs: number): SpokenTurn => ({ speaker, startMs, endMs });

const turns = fc.array(
  fc
    .record({
      speaker: fc.constantFrom('a', 'b', 'c', 'd'),
      startMs: fc.nat(5000),
      lengthMs: fc.integer({ min: 1, max: 3000 }),
    })
    .map(({ speaker, startMs, lengthMs }) => turn(speaker, startMs, startMs + lengthMs)),
  { maxLength: 12 },
);

describe('diarization error, counted by hand', () => {
  test('speech that nobody found is missed, speech that nobody spoke is a false alarm', () => {
    const counts = countDiarizationErrors([turn('a', 0, 1000)], [turn('x', 400, 1300)]);
    assert.deepEqual(counts, { spokenMs: 1000, missedMs: 400, falseAlarmMs: 300, confusedMs: 0 });
    assert.equal(diarizationErrorRate(counts), 0.7);
  });

  test('two people given one name: the shorter one is confused', () => {
    const counts = countDiarizationErrors([turn('a', 0, 3000), turn('b', 3000, 4000)], [turn('x', 0, 4000)]);
    assert.deepEqual(counts, { spokenMs: 4000, missedMs: 0, falseAlarmMs: 0, confusedMs: 1000 });
  });

  test('in an overlap each speaker counts', () => {
    const reference = [turn('a', 0, 2000), turn('b', 1000, 3000)];
    const counts = countDiarizationErrors(reference, [turn('x', 0, 1500), turn('y', 1500, 3000)]);
    assert.deepEqual(counts, { spokenMs: 4000, missedMs: 1000, falseAlarmMs: 0, confusedMs: 0 });
  });

  test('the mapping is the best in total, not the best for each in turn', () => {
    const reference = [turn('a', 0, 1000), turn('a', 2000, 2900), turn('b', 1000, 2000)];
    const hypothesis = [turn('x', 0, 2000), turn('y', 2000, 2900)];
    assert.equal(countDiarizationErrors(reference, hypothesis).confusedMs, 1000);
  });

  test('rates come from summed counts, and there is none where nobody spoke', () => {
    const short = countDiarizationErrors([turn('a', 0, 100)], []);
    const long = countDiarizationErrors([turn('a', 0, 900)], [turn('a', 0, 900)]);
    assert.equal(diarizationErrorRate(addCounts([short, long])), 0.1);
    assert.equal(diarizationErrorRate(countDiarizationErrors([], [turn('x', 0, 1)])), null);
  });
});

describe('diarization error, as laws', () => {
  test('a reference is no error against itself, under any names', () => {
    fc.assert(
      fc.property(turns, (reference) => {
        const renamed = reference.map((one) => ({ ...one, speaker: `z${'dcba'.indexOf(one.speaker)}` }));
        const { missedMs, falseAlarmMs, confusedMs } = countDiarizationErrors(reference, renamed);
        assert.deepEqual([missedMs, falseAlarmMs, confusedMs], [0, 0, 0]);
      }),
    );
  });

  test('names and order of the turns found change nothing', () => {
    fc.assert(
      fc.property(turns, turns, (reference, hypothesis) => {
        const renamed = hypothesis.map((one) => ({ ...one, speaker: `${one.speaker}!` })).reverse();
        assert.deepEqual(
          countDiarizationErrors(reference, renamed),
          countDiarizationErrors(reference, hypothesis),
        );
      }),
    );
  });

  test('swapping reference and hypothesis swaps missed and false alarm', () => {
    fc.assert(
      fc.property(turns, turns, (one, other) => {
        const there = countDiarizationErrors(one, other);
        const back = countDiarizationErrors(other, one);
        assert.deepEqual(
          [there.missedMs, there.falseAlarmMs, there.confusedMs],
          [back.falseAlarmMs, back.missedMs, back.confusedMs],
        );
      }),
    );
  });
});

test('an assignment is as good as the best found by trying all', () => {
  const table = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(fc.nat(50), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
  const bestOfAll = (values: readonly (readonly number[])[], taken: readonly number[] = []): number => {
    const [row, ...rest] = values;
    if (row === undefined) return 0;
    const choices = row.map((value, column) =>
      taken.includes(column) ? 0 : value + bestOfAll(rest, [...taken, column]),
    );
    return Math.max(bestOfAll(rest, taken), ...choices);
  };
  fc.assert(
    fc.property(table, (values) => {
      const columns = bestAssignment(values).filter((column) => column >= 0);
      assert.equal(new Set(columns).size, columns.length);
      const total = bestAssignment(values).reduce(
        (sum, column, row) => sum + (values[row]?.[column] ?? 0),
        0,
      );
      assert.equal(total, bestOfAll(values));
    }),
  );
});

test('RTTM is read as it was written, and a broken line is named', () => {
  const written = [turn('MÉO069', 1104, 30_000), turn('b', 0, 250)];
  const text = `;; comment\n${formatRttm('trn03', written)}`;
  assert.deepEqual(parseRttm(text).get('trn03'), written);
  assert.throws(() => parseRttm('SPEAKER x 1 one 2 <NA> <NA> a <NA> <NA>'), /Line 1/);
});
