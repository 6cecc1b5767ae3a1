import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareInterview } from './interview-comparison.ts';
import { summarise } from './interviews-report.ts';

const TRUTH = {
  candidate: 'anna',
  turns: [
    { speaker: 'ben', startMs: 0, endMs: 2000 },
    { speaker: 'anna', startMs: 2000, endMs: 8000 },
  ],
  words: [{ text: 'Why?' }, { text: "I'm" }, { text: 'tired.' }],
  scores: { accuracy: 8, fluency: 7, prosodic: 7, total: 7 },
};

const FOUND = {
  candidate: 'speaker_1',
  confidence: 'high',
  turns: [
    { speaker: 'speaker_0', startMs: 0, endMs: 3000 },
    { speaker: 'speaker_1', startMs: 3000, endMs: 8000 },
  ],
  words: [
    { speaker: 'speaker_0', text: 'why', startMs: 500, endMs: 900 },
    { speaker: 'speaker_0', text: 'I am', startMs: 2400, endMs: 2800 },
    { speaker: 'speaker_1', text: 'tied', startMs: 4000, endMs: 4400 },
  ],
  scores: { vocabulary: 3, fluency: 4, accent: 3, overall: 3.3 },
};

test('words go to the candidate by the turns they were heard in, and word errors are counted in normal forms', () => {
  const row = compareInterview('one.wav', TRUTH, FOUND);
  assert.equal(row.candidateRight, true);
  assert.deepEqual([row.candidateWords, row.candidateWordsRight], [2, 1]);
  assert.deepEqual(row.wordErrors, { hits: 3, substitutions: 1, deletions: 0, insertions: 0 });
  assert.equal(row.confusedMs, 1000);
  assert.deepEqual([row.speakers, row.speakersFound], [2, 2]);
});

test('the wrong speaker, or none, is a wrong candidate at the confidence that was claimed', () => {
  const wrong = compareInterview('two.wav', TRUTH, { ...FOUND, candidate: 'speaker_0', confidence: 'low' });
  const none = compareInterview('three.wav', TRUTH, {
    ...FOUND,
    candidate: null,
    confidence: 'none',
    scores: null,
  });
  const total = summarise([compareInterview('one.wav', TRUTH, FOUND), wrong, none]);
  assert.deepEqual([total.interviews, total.candidateRight], [3, 1]);
  assert.deepEqual(
    total.byConfidence.map(({ confidence, right, wrong }) => [confidence, right, wrong]),
    [
      ['high', 1, 0],
      ['medium', 0, 0],
      ['low', 0, 1],
      ['none', 0, 1],
    ],
  );
  assert.equal(total.scores[0]?.interviews, 2);
});

test('words of people who talk at once are compared speaker by speaker, those of nobody count as invented', () => {
  const said = (speaker: string, text: string) => ({ speaker, text });
  const words = [said('anna', 'I'), said('ben', 'right'), said('anna', 'work'), said('ben', 'sure')];
  const transcribed = (speaker: string, text: string) => ({ speaker, text, startMs: 0, endMs: 1 });
  const row = compareInterview(
    'one.wav',
    { ...TRUTH, words },
    {
      ...FOUND,
      words: [
        transcribed('speaker_1', 'I work'),
        transcribed('speaker_0', 'right sure'),
        transcribed('speaker_2', 'so'),
      ],
    },
  );
  assert.deepEqual(row.wordErrorsBySpeaker, { hits: 4, substitutions: 0, deletions: 0, insertions: 1 });
  assert.equal(compareInterview('one.wav', TRUTH, FOUND).wordErrorsBySpeaker, null);
});

test('an interview without words and scores in its truth is judged by the rest', () => {
  const { candidate, turns } = TRUTH;
  const row = compareInterview('one.wav', { candidate, turns }, FOUND);
  assert.deepEqual([row.wordErrors, row.experts], [null, null]);
  const total = summarise([row]);
  assert.deepEqual([total.wordErrorRate, total.scores[0]?.correlation], [null, null]);
});
