import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleOf, finishedPollSchema } from '@vivavoce/contract';
import { exampleRun } from '../testing/example-run.ts';
import { withNames } from './candidate-name.ts';

const EXAMPLE = exampleRun('I speak.');
const RUN = {
  ...EXAMPLE,
  metadata: { candidate: 'Daniel Nowak' },
  candidateDetection: { ...EXAMPLE.candidateDetection, speakerLabel: 'Speaker 2' },
  transcript: {
    ...EXAMPLE.transcript,
    candidateSpeaker: 'speaker_0',
    segments: [
      ...EXAMPLE.transcript.segments.map((one) => ({
        ...one,
        speaker: 'speaker_0',
        speakerLabel: 'Speaker 2',
      })),
      ...EXAMPLE.transcript.segments.map((one) => ({
        ...one,
        speaker: 'speaker_1',
        speakerLabel: 'Speaker 1',
      })),
    ],
  },
};

test('the scored speaker has the candidate’s name, nobody else has', () => {
  const { transcript, candidateDetection } = withNames(RUN);
  assert.deepEqual(
    transcript.segments.map(({ speakerLabel }) => speakerLabel),
    ['Daniel Nowak', 'Speaker 1'],
  );
  assert.equal(candidateDetection.speakerLabel, 'Daniel Nowak (Speaker 2)');
});

test('without a name speakers keep their labels', () => {
  const unnamed = { ...RUN, metadata: {}, externalId: 'cand-1' };
  assert.equal(withNames(unnamed), unnamed);
});

test('a name that a person gave goes before the one in the metadata, for every speaker', () => {
  const speakers = ['speaker_0', 'speaker_1'].map((speaker) => ({
    ...exampleOf(finishedPollSchema.shape.transcript.shape.speakers.element),
    speaker,
    name: speaker === 'speaker_0' ? 'Daniel Nowak-Lindqvist' : 'Ms Weber',
  }));
  const { transcript } = withNames({ ...RUN, transcript: { ...RUN.transcript, speakers } });
  assert.deepEqual(
    transcript.segments.map(({ speakerLabel }) => speakerLabel),
    ['Daniel Nowak-Lindqvist', 'Ms Weber'],
  );
});
