import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleOf, type FinishedPoll, finishedPollSchema, type Review } from '@vivavoce/contract';
import { finishedText } from './finished-text.ts';

/** As without a key: texts are stored as they are. */
const texts = { encrypt: (_: string, text: string) => text, decrypt: (_: string, text: string) => text };
const store = { texts } as Parameters<typeof finishedText>[0];

const interval = { low: 2.6, high: 3.8, level: 0.9 } as const;
const EXAMPLE = exampleOf(finishedPollSchema);
const RESULT: FinishedPoll = {
  ...EXAMPLE,
  review: undefined,
  scores: { ...EXAMPLE.scores, overall: 3.2, cefrLevel: 'B2', vocabulary: 3.2, vocabularyCefr: 'B2' },
  analysis: { ...EXAMPLE.analysis, overall: { interval } },
};
const REVIEW: Review = {
  decision: 'override',
  scores: { vocabulary: 4 },
  note: null,
  revision: 1,
  at: '2026-03-12T10:00:00.000Z',
  by: { kind: 'user', id: 'u', label: 'Ada' },
};
const NEEDS = { name: 'Support', requiredLevels: { overall: 'B2' } } as const;

function read({
  review = null,
  project = null,
  body = JSON.stringify(RESULT),
}: {
  review?: Review | null;
  project?: typeof NEEDS | null;
  body?: string;
}): FinishedPoll {
  const encrypted = review && JSON.stringify(review);
  return JSON.parse(
    finishedText(store, { id: 'run', review: encrypted, project, speaker_names: {} }, body),
  ) as FinishedPoll;
}

test('a result that nobody reviewed, outside of projects, comes as it was stored', () => {
  const body = JSON.stringify(RESULT);
  assert.equal(
    finishedText(store, { id: 'run', review: null, project: null, speaker_names: {} }, body),
    body,
  );
});

test('a review that overrides is told in the headline, one that agrees is not', () => {
  assert.deepEqual(read({ review: REVIEW }).headline?.vocabulary, {
    score: 4,
    level: 'C1',
    source: 'review',
  });
  const agreed = read({ review: { ...REVIEW, decision: 'agree', scores: null } });
  assert.equal(agreed.headline, undefined);
  assert.equal(agreed.review?.decision, 'agree');
});

test('the levels that the project needs come with the evidence for each', () => {
  const { requirement } = finishedPollSchema.parse(read({ project: NEEDS }));
  assert.equal(requirement?.project, 'Support');
  const [overall] = requirement?.assessed ?? [];
  assert.equal(overall?.evidence, 'likely');
  assert.ok((overall?.probability ?? 0) > 0.9);
});

test('a failed run has neither', () => {
  const body = JSON.stringify({ id: 'run', status: 'failed', error: { code: 'X', message: '' } });
  assert.deepEqual(read({ project: NEEDS, body }), JSON.parse(body));
});

test('names of speakers, a review and the levels of a project come together', () => {
  const speaker = { speaker: 'speaker_0', speakerLabel: 'Speaker 1', role: 'candidate' } as const;
  const counts = { speakingTimeMs: 1000, wordCount: 2, segmentCount: 1 };
  const transcript = { ...RESULT.transcript, speakers: [{ ...speaker, ...counts }] };
  const run = {
    id: 'run',
    review: JSON.stringify(REVIEW),
    project: NEEDS,
    speaker_names: { speaker_0: 'Ada' },
  };
  const together = JSON.parse(
    finishedText(store, run, JSON.stringify({ ...RESULT, transcript })),
  ) as FinishedPoll;
  assert.equal(together.transcript.speakers[0]?.name, 'Ada');
  assert.equal(together.headline?.vocabulary.source, 'review');
  assert.equal(together.requirement?.project, NEEDS.name);
});
