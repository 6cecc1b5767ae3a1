import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Warning } from '@vivavoce/contract';
import { type RecordingWarningEvidence, recordingWarnings } from './recording-warnings.ts';

const CLEAN: RecordingWarningEvidence = {
  snrDb: 35,
  clippedShare: 0,
  bandwidthHz: 7500,
  overlapShare: 0.03,
  language: { code: 'en', confidence: 1 },
  requestedLanguage: 'en',
  candidateConfidence: 'high',
  isCandidateSeveralPeople: false,
  candidateSpeechMs: 400_000,
};

test('nothing is noticed about a clean recording', () => {
  assert.deepEqual(recordingWarnings(CLEAN), []);
});

test('each limit is noticed on one side and not on the other', () => {
  const cases: [
    Warning['code'],
    quiet: Partial<RecordingWarningEvidence>,
    seen: Partial<RecordingWarningEvidence>,
  ][] = [
    ['LOW_SNR', { snrDb: 15 }, { snrDb: 14.9 }],
    ['CLIPPED', { clippedShare: 0.001 }, { clippedShare: 0.0011 }],
    ['NARROW_BAND', { bandwidthHz: 4000 }, { bandwidthHz: 3999 }],
    ['MUCH_OVERLAP', { overlapShare: 0.15 }, { overlapShare: 0.16 }],
    ['LITTLE_CANDIDATE_SPEECH', { candidateSpeechMs: 90_000 }, { candidateSpeechMs: 89_999 }],
    ['CANDIDATE_UNCERTAIN', { candidateConfidence: 'medium' }, { candidateConfidence: 'low' }],
    ['SPEAKERS_UNCERTAIN', { isCandidateSeveralPeople: false }, { isCandidateSeveralPeople: true }],
    [
      'OTHER_LANGUAGE',
      { language: { code: 'en', confidence: 0.7 } },
      { language: { code: 'en', confidence: 0.69 } },
    ],
  ];
  for (const [code, quiet, seen] of cases) {
    assert.deepEqual(recordingWarnings({ ...CLEAN, ...quiet }), [], `${code} too early`);
    assert.deepEqual(recordingWarnings({ ...CLEAN, ...seen }), [code]);
  }
});

test('another language is noticed by its name, and not in a text too short to tell', () => {
  assert.deepEqual(recordingWarnings({ ...CLEAN, language: { code: 'de', confidence: 0.9 } }), [
    'OTHER_LANGUAGE',
  ]);
  assert.deepEqual(recordingWarnings({ ...CLEAN, language: { code: null, confidence: 0 } }), []);
});

test('a recording without sound has no signal-to-noise ratio to complain of', () => {
  assert.deepEqual(recordingWarnings({ ...CLEAN, snrDb: null }), []);
});
