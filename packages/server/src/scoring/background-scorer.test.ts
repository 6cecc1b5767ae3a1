import assert from 'node:assert/strict';
import { it } from 'node:test';
import { analysisRequestSchema } from '@vivavoce/contract';
import { encodeStoredAnalysis } from '@vivavoce/engine';
import { fakeStoredAnalysis } from '../testing/fake-stored-analysis.ts';
import { createBackgroundScorer, type ScoringJob } from './background-scorer.ts';

it('a job that fails takes none of those with it that are scored beside it', async (t) => {
  const scorer = createBackgroundScorer();
  t.after(() => scorer.close());
  const job: ScoringJob = {
    storedAnalysis: encodeStoredAnalysis(fakeStoredAnalysis(180_000)),
    corrections: [],
    request: analysisRequestSchema.parse({ language: 'en', accentWeight: 1 }),
  };
  const impossible = { ...job, request: { ...job.request, accentWeight: 7 } };
  // Until the models are loaded jobs wait there; afterwards each is begun when the one before has ended.
  assert.equal((await scorer.score(job)).kind, 'scored');
  const refused = assert.rejects(scorer.score(impossible), /weight of accent/);
  const others = Array.from({ length: 10 }, () => scorer.score(job));
  await refused;
  for (const other of others) assert.equal((await other).kind, 'scored');
});
