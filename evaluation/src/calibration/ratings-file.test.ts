import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRatings, RatingsFileError } from './ratings-file.ts';

const RUN = '5c4f8e56-1f6e-4f0e-9d0e-0d7f4f4f0a11';

test('a rating of several dimensions counts for each, with or without a group', () => {
  const text = `\uFEFFRun_ID;Rater;Level;Dimensions;Group\n\n${RUN};Kim;b1;"vocabulary; Fluency";Madrid\n${RUN};Lee;C2;overall;\n`;
  assert.deepEqual(parseRatings(text, 'r.csv'), [
    { line: 3, run: RUN, dimension: 'vocabulary', rater: 'Kim', level: 'B1', group: 'Madrid' },
    { line: 3, run: RUN, dimension: 'fluency', rater: 'Kim', level: 'B1', group: 'Madrid' },
    { line: 4, run: RUN, dimension: 'overall', rater: 'Lee', level: 'C2', group: null },
  ]);
});

test('every faulty line is named with what is wrong in it', () => {
  const text = [
    'run,dimension,rater,level',
    `${RUN},fluency,Kim,B1`,
    `${RUN},fluency,Kim,B2`,
    `${RUN},grammar,Kim,B1`,
    `${RUN},accent,Kim,B3`,
    `${RUN},accent,,B1`,
  ].join('\n');
  assert.throws(
    () => parseRatings(text, 'r.csv'),
    (error: unknown) => {
      assert.ok(error instanceof RatingsFileError);
      assert.equal(
        error.message,
        [
          'r.csv:3: Kim rated fluency of this run in line 2',
          'r.csv:4: dimension must be of vocabulary, fluency, accent, overall, got grammar',
          'r.csv:5: level must be one of A1, A2, B1, B2, C1, C2, got B3',
          'r.csv:6: rater is empty',
        ].join('\n'),
      );
      return true;
    },
  );
});

test('a file that is no table of ratings says what it needs', () => {
  assert.throws(() => parseRatings('', 'r.csv'), /r\.csv:1: /);
  assert.throws(() => parseRatings('run,level\n', 'r.csv'), /r\.csv:1: the header lacks dimension, rater/);
  assert.throws(() => parseRatings('run,dimension,rater,level\n', 'r.csv'), /r\.csv:1: there is no rating/);
  const short = `run,dimension,rater,level\n${RUN},accent,Kim,B1\n${RUN},accent\n`;
  assert.throws(() => parseRatings(short, 'r.csv'), /r\.csv:3: /);
});
