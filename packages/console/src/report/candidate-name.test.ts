import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRun } from '../testing/example-run.ts';
import { withCandidateName } from './candidate-name.ts';

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
  const { transcript, candidateDetection } = withCandidateName(RUN);
  assert.deepEqual(
    transcript.segments.map(({ speakerLabel }) => speakerLabel),
    ['Daniel Nowak', 'Speaker 1'],
  );
  assert.equal(candidateDetection.speakerLabel, 'Daniel Nowak (Speaker 2)');
});

test('without a name speakers keep their labels', () => {
  const unnamed = { ...RUN, metadata: {}, externalId: 'cand-1' };
  assert.equal(withCandidateName(unnamed), unnamed);
});
