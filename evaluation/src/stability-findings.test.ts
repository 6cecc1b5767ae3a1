import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareFindings, type FormFindings } from './stability-findings.ts';

const before: FormFindings = {
  text: 'Where do you work? I drive trucks.',
  turns: [
    { speaker: 'speaker_0', startMs: 0, endMs: 2000 },
    { speaker: 'speaker_1', startMs: 2000, endMs: 9000 },
  ],
  candidate: 'speaker_1',
};

test('a candidate under another name is the same candidate when most of the time is the same', () => {
  const after: FormFindings = {
    text: 'where do you work i drive',
    turns: [
      { speaker: 'speaker_0', startMs: 2100, endMs: 8000 },
      { speaker: 'speaker_1', startMs: 0, endMs: 2100 },
    ],
    candidate: 'speaker_0',
  };
  assert.deepEqual(compareFindings([{ said: 'where do you work i drive trucks', before, after }]), {
    recordings: 1,
    wordErrorRate: 1 / 7,
    speakersKept: 1,
    candidateKept: 1,
  });
});

test('the interviewer taken for the candidate, a lost speaker and a lost candidate are seen', () => {
  const interviewer = { ...before, candidate: 'speaker_0' };
  const merged = { ...before, turns: before.turns.map((turn) => ({ ...turn, speaker: 'speaker_1' })) };
  const refused = { ...before, candidate: null };
  const kept = compareFindings(
    [interviewer, merged, refused].map((after) => ({ said: null, before, after })),
  );
  assert.deepEqual(kept, { recordings: 3, wordErrorRate: null, speakersKept: 2, candidateKept: 1 });
});
