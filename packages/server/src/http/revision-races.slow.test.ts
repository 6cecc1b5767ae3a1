/** What becomes of a revision while others change or erase the same run. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorEnvelope } from '@vivavoce/contract';
import { sql } from 'kysely';
import { operatorActor } from '../audit/actor.ts';
import { eraseRun } from '../runs/erase.ts';
import { correctTranscript, type RevisionContext, rescoreRun } from '../runs/revise.ts';
import { createBackgroundScorer } from '../scoring/background-scorer.ts';
import { send, startTestServer, submit, submitForm, waitUntilFinished } from '../testing/test-server.ts';
import { objectKeys } from '../testing/test-store.ts';

/** So many runs are corrected, scored and erased at once, each within this time, ms. */
const RACES = 8;
const RACE_MS = 250;

/** What results are revised with, so that something else happens just before a step of it. */
function interruptedAt(
  step: 'read' | 'score' | 'keep',
  { store, scorer }: RevisionContext,
  act: () => Promise<unknown>,
): RevisionContext {
  const after =
    <Asked extends unknown[], Given>(own: (...asked: Asked) => Promise<Given>) =>
    async (...asked: Asked): Promise<Given> => {
      await act();
      return own(...asked);
    };
  const { objects } = store;
  return {
    store: {
      ...store,
      objects: {
        ...objects,
        ...(step === 'read' ? { get: after(objects.get) } : {}),
        ...(step === 'keep' ? { put: after(objects.put) } : {}),
      },
    },
    scorer: step === 'score' ? { ...scorer, score: after(scorer.score) } : scorer,
  };
}

describe('a revision while others are at the run', { concurrency: true }, () => {
  it('knows at every step that the run was erased or changed in between', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const own = at.store.forTenant(at.tenantId);
    const by = operatorActor(at.tenantId);
    const scorer = createBackgroundScorer(at.config.models);
    t.after(() => scorer.close());
    const correct = (id: string, context: RevisionContext = { store: own, scorer }) =>
      correctTranscript(context, by, id, [{ segment: 1, word: 0, text: 'We' }]);
    const changes = {
      erased: (id: string) => eraseRun(own, by, id, at.config.maxActiveRuns),
      corrected: (id: string) => correct(id),
      rescored: (id: string) => rescoreRun({ store: own, scorer }, by, id, 'speaker_0'),
    };
    for (const step of ['read', 'score', 'keep'] as const) {
      for (const [change, make] of Object.entries(changes)) {
        const { id } = await submit(at, submitForm({}));
        await waitUntilFinished(at, id);
        const interrupted = interruptedAt(step, { store: own, scorer }, () => make(id));
        if (change === 'erased') assert.equal(await correct(id, interrupted), false, `${change}, ${step}`);
        else await assert.rejects(correct(id, interrupted), { code: 'RUN_CHANGED' }, `${change}, ${step}`);
        const kept = (await objectKeys(at.store.objects)).filter((key) => key.startsWith(id));
        assert.equal(kept.length, change === 'erased' ? 0 : 2, `${change}, ${step}: ${kept}`);
        if (change !== 'erased') assert.equal(await correct(id), true, 'and it can be corrected then');
      }
    }
  });

  it('answers everybody by the table, whoever corrects, scores and erases the same runs', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const answers = new Set<string>();
    const ask = async (id: string, method: string, path: string, body?: unknown) => {
      await sleep(RACE_MS * Math.random());
      const response = await send(at, `/speech/analyze/${id}${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      });
      const code = response.ok ? 'done' : ((await response.json()) as ErrorEnvelope).error.code;
      answers.add(`${method} ${code}`);
    };
    const race = async (n: number) => {
      const { id } = await submit(at, submitForm({}));
      await waitUntilFinished(at, id);
      const word = { segment: n % 8, word: 0, text: 'We' };
      await Promise.all([
        ...[0, 1, 2].map(() => ask(id, 'PATCH', '/transcript', [word])),
        ...[0, 1].map((k) => ask(id, 'POST', '/rescore', { candidateSpeaker: `speaker_${k}` })),
        ask(id, 'POST', '/review', { decision: 'agree' }),
        ...(n % 2 === 0 ? [ask(id, 'DELETE', '')] : []),
      ]);
    };
    await Promise.all(Array.from({ length: RACES }, (_, n) => race(n)));
    const allowed = /^(DELETE done|(PATCH|POST) (done|RUN_CHANGED|RUN_NOT_FOUND|RATE_LIMIT_EXCEEDED))$/;
    for (const answer of answers) assert.match(answer, allowed);
    const { rows } = await sql`select from run_results where run_id not in (select id from runs)`.execute(
      at.store.db,
    );
    assert.equal(rows.length, 0);
  });
});
