import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleOf, finishedPollSchema } from '@vivavoce/contract';
import { exampleRun } from '../../testing/example-run.ts';
import { countMarks, markWords } from './word-marks.ts';

const EXAMPLE = exampleRun('I I think that that works.');
const [PHONE] = exampleOf(finishedPollSchema).analysis.accent.costliestPhones;
const EXAMPLES = [{ ...PHONE?.examples[0], text: 'think', startMs: 1000, endMs: 1500 }];

const soundsOf = (unclear: number, count: number) => {
  const phone = { ...PHONE, ipa: 'θ', unclear, count, examples: EXAMPLES };
  const accent = { ...EXAMPLE.analysis.accent, costliestPhones: [phone] } as typeof EXAMPLE.analysis.accent;
  const run = { ...EXAMPLE, analysis: { ...EXAMPLE.analysis, accent } };
  return countMarks(markWords(run), run.analysis).sounds;
};

test('the transcript counts as the analysis does, whatever lies outside of its words', () => {
  const { fluency } = EXAMPLE.analysis;
  const analysis = {
    ...EXAMPLE.analysis,
    fluency: {
      ...fluency,
      silentPauses: { ...fluency.silentPauses, count: 27 },
      filledPauses: { ...fluency.filledPauses, count: 12 },
      repetitions: { ...fluency.repetitions, count: 3 },
      selfRepairs: null,
    },
  };
  const counts = countMarks(markWords({ ...EXAMPLE, analysis }), analysis);
  assert.deepEqual([counts.pauses, counts.fillers, counts.repairs], [27, 12, 3]);
});

test('a sound is marked by the rule of the texts: two unclear of two are too few', () => {
  assert.equal(soundsOf(2, 2), 0);
  assert.equal(soundsOf(3, 4), 1);
  assert.equal(soundsOf(3, 40), 0);
});
