import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import {
  createdShareSchema,
  type ErrorEnvelope,
  type FinishedPoll,
  finishedPollSchema,
  historySchema,
  reviewSchema,
  runListSchema,
  sharedReportSchema,
} from '@vivavoce/contract';
import { operatorActor } from '../audit/actor.ts';
import { listAuditEntries } from '../audit/list.ts';
import { eraseRun } from '../runs/erase.ts';
import { correctTranscript } from '../runs/revise.ts';
import { type BackgroundScorer, createBackgroundScorer } from '../scoring/background-scorer.ts';
import { runOfKey } from '../store/objects/object-store.ts';
import {
  expectRefusal,
  poll,
  send,
  shareTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { objectKeys } from '../testing/test-store.ts';

/** A run with a result; what was heard is the stand-in's, what scores it again is the real engine. */
async function finishedRun(t: TestContext, fields: [string, string][] = []) {
  const at = await shareTestServer(t, { workers: 1 });
  const { id } = await submit(at, submitForm({}, fields));
  await waitUntilFinished(at, id);
  const ask = (path: string, method: string, body?: unknown) =>
    send(at, `/speech/analyze/${id}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  return { at, id, ask };
}

async function resultOf(response: Response): Promise<FinishedPoll> {
  const body: unknown = await response.json();
  assert.equal(response.status, 200, JSON.stringify(body));
  return finishedPollSchema.parse(body);
}

const error = async (response: Response) => ((await response.json()) as ErrorEnvelope).error;

/** What is behind a link that was just made. */
async function openShared(at: TestServer, audience: string, made: Response) {
  const { token } = createdShareSchema.parse(await made.json());
  const shared = sharedReportSchema.parse(await (await send(at, `/shared/${token}`)).json());
  assert.equal(shared.audience, audience);
  return shared;
}
const storedAnalysisKeys = async ({ store }: TestServer, id: string) =>
  (await objectKeys(store.objects)).filter((key) => runOfKey(key) === id && key.includes('/hearing-'));

describe('scoring again', { concurrency: true }, () => {
  it('scores another speaker, free, and keeps the result before in the history', async (t) => {
    const { at, id, ask } = await finishedRun(t);
    const before = finishedPollSchema.parse(await poll(at, id));
    const first = await resultOf(await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_0' }));
    assert.equal(first.transcript.candidateSpeaker, 'speaker_0');
    assert.match(first.transcript.candidateText, /Could you tell me/);
    assert.notEqual(first.scores.overall, null);
    assert.equal(first.candidateDetection.reason, 'Speaker 1 was named by the caller.');
    const { revision, credits, processingTimeMs } = first;
    assert.deepEqual(
      { credits, processingTimeMs },
      { credits: before.credits, processingTimeMs: before.processingTimeMs },
    );
    assert.equal(revision?.number, 2);
    assert.equal(revision.by.kind, 'key');
    assert.deepEqual(await poll(at, id), first);
    const second = await resultOf(await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_1' }));
    assert.notDeepEqual(second.scores, first.scores);

    const { results } = historySchema.parse(await (await ask('/history', 'GET')).json());
    assert.deepEqual(
      results.map(({ number, reason, isCurrent, candidateSpeaker }) => [
        number,
        reason,
        isCurrent,
        candidateSpeaker,
      ]),
      [
        [3, 'rescore', true, 'speaker_1'],
        [2, 'rescore', false, 'speaker_0'],
        [1, 'analysis', false, before.transcript.candidateSpeaker],
      ],
    );
    assert.deepEqual(await resultOf(await ask('/history/2', 'GET')), first);
    assert.deepEqual(await resultOf(await ask('/history/1', 'GET')), before);
    await expectRefusal(await ask('/history/4', 'GET'), 'NOT_FOUND');
    await expectRefusal(await ask('/history/x', 'GET'), 'INVALID_PARAMETERS');
    const { entries } = await listAuditEntries(
      at.store.db,
      at.tenantId,
      { action: 'run.rescore' },
      { afterId: null, limit: 9 },
    );
    assert.deepEqual(
      entries.map(({ target }) => target),
      [{ runId: id }, { runId: id }],
    );
  });
});

describe('scoring again that cannot be done', { concurrency: true }, () => {
  it('says what is wrong, and changes nothing then', async (t) => {
    const { at, id, ask } = await finishedRun(t);
    const before = await poll(at, id);
    const unknown = await expectRefusal(
      await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_5' }),
      'UNKNOWN_SPEAKER',
    );
    assert.match(unknown.message, /speaker_0, speaker_1/);
    await expectRefusal(await ask('/rescore', 'POST', { candidateSpeaker: 'Jane' }), 'INVALID_PARAMETERS');
    await expectRefusal(await ask('/rescore', 'POST'), 'INVALID_PARAMETERS');
    await expectRefusal(
      await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_0', more: 1 }),
      'INVALID_PARAMETERS',
    );
    for (const key of await storedAnalysisKeys(at, id)) await at.store.objects.delete(key);
    await expectRefusal(
      await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_0' }),
      'RESCORING_NOT_POSSIBLE',
    );
    assert.deepEqual(await poll(at, id), before);
  });
});

describe('scoring again at the same time', { concurrency: true }, () => {
  it('of two at the same time lets one through, and loses no result', async (t) => {
    const { id, ask } = await finishedRun(t);
    const both = await Promise.all(
      ['speaker_0', 'speaker_1'].map((candidateSpeaker) => ask('/rescore', 'POST', { candidateSpeaker })),
    );
    const statuses = both.map(({ status }) => status).sort();
    assert.ok(statuses[0] === 200 && [200, 409].includes(statuses[1] as number), statuses.join());
    for (const response of both) {
      if (response.status === 409) assert.equal((await error(response)).code, 'RUN_CHANGED');
    }
    const { results } = historySchema.parse(await (await ask('/history', 'GET')).json());
    assert.equal(results.length, 1 + statuses.filter((status) => status === 200).length, id);
  });

  it('leaves nothing of a run that is erased meanwhile', async (t) => {
    const { at, id } = await finishedRun(t);
    const own = at.store.forTenant(at.tenantId);
    const by = operatorActor(at.tenantId);
    const scorer = createBackgroundScorer(at.config.models);
    t.after(() => scorer.close());
    let isErased = false;
    const score: BackgroundScorer['score'] = async (job) => {
      const end = await scorer.score(job);
      isErased = await eraseRun(own, by, id, at.config.maxActiveRuns);
      return end;
    };
    const correction = [{ segment: 1, word: 0, text: 'We' }];
    const isCorrected = await correctTranscript(
      { store: own, scorer: { ...scorer, score } },
      by,
      id,
      correction,
    );
    assert.deepEqual({ isErased, isCorrected }, { isErased: true, isCorrected: false });
    await expectRefusal(await send(at, `/speech/analyze/${id}`), 'RUN_NOT_FOUND');
    assert.ok((await objectKeys(at.store.objects)).every((key) => runOfKey(key) !== id));
    assert.deepEqual(
      await at.store.db.selectFrom('run_results').selectAll().where('run_id', '=', id).execute(),
      [],
    );
  });

  it('is refused while there is no result, with what to do', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const failed = await submit(at, submitForm({ refusal: 'NO_SPEECH_DETECTED' }));
    await waitUntilFinished(at, failed.id);
    const running = await submit(at, submitForm({ ends: 'hang' }));
    const init = { headers: { 'content-type': 'application/json' } };
    const requests = [
      ['rescore', 'POST', { candidateSpeaker: 'speaker_0' }],
      ['transcript', 'PATCH', [{ segment: 0, word: 0, text: 'x' }]],
      ['review', 'POST', { decision: 'agree' }],
      ['history', 'GET', undefined],
      ['history/1', 'GET', undefined],
    ] as const;
    for (const [path, method, body] of requests) {
      const request = { ...init, method, ...(body ? { body: JSON.stringify(body) } : {}) };
      await expectRefusal(
        await send(at, `/speech/analyze/${failed.id}/${path}`, request),
        'RUN_HAS_NO_RESULT',
      );
      await expectRefusal(
        await send(at, `/speech/analyze/${running.id}/${path}`, request),
        'RUN_NOT_FINISHED',
      );
    }
  });
});

describe('correcting a transcript', { concurrency: true }, () => {
  it('puts words right, keeps their times, scores again and keeps the result before', async (t) => {
    const { at, id, ask } = await finishedRun(t);
    const before = await resultOf(await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_1' }));
    const objects = await storedAnalysisKeys(at, id);
    const after = await resultOf(
      await ask('/transcript', 'PATCH', [
        { segment: 1, word: 1, text: 'obliterated' },
        { segment: 1, word: 5, text: 'sixty four' },
        { segment: 3, word: 0, text: '' },
      ]),
    );
    assert.match(after.transcript.candidateText, /I obliterated the routes of sixty four delivery vans/);
    assert.doesNotMatch(after.transcript.candidateText, /We looked/);
    assert.equal(after.transcript.candidateSpeaker, 'speaker_1', 'who was named stays named');
    const [old, corrected] = [before, after].map(({ transcript }) => transcript.segments[1]?.words ?? []);
    assert.equal(corrected?.[1]?.startMs, old?.[1]?.startMs);
    assert.equal(corrected?.[6]?.endMs, old?.[5]?.endMs);
    assert.equal(corrected?.length, (old?.length ?? 0) + 1);
    assert.notDeepEqual(after.analysis.vocabulary, before.analysis.vocabulary);
    assert.equal(after.revision?.reason, 'correction');
    assert.deepEqual(await resultOf(await ask('/history/2', 'GET')), before);
    const kept = await storedAnalysisKeys(at, id);
    assert.ok(kept.length === 1 && kept[0] !== objects[0], 'what was kept before is gone');
    const again = await resultOf(await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_1' }));
    assert.deepEqual(again.transcript, after.transcript, 'corrections last');
    assert.equal(id, again.id);
    const heard = [
      ['obliterated', true, old?.[1]?.text],
      ['sixty', true, 'forty'],
      ['four', true, ''],
      ['looked', false, 'We'],
    ];
    for (const audience of ['candidate', 'colleague']) {
      const shared = await openShared(at, audience, await ask('/shares', 'POST', { audience }));
      const words = shared.report.transcript.segments.flatMap((segment) => segment.words);
      assert.deepEqual(
        shared.corrected.map(({ startMs, isWritten, heard }) => [
          words.find((word) => word.startMs === startMs)?.text,
          isWritten,
          heard,
        ]),
        heard,
      );
      if (shared.audience === 'colleague') assert.deepEqual(shared.report.revision, again.revision);
      else assert.ok(!('revision' in shared.report), 'who corrected is for colleagues');
    }
  });
});

describe('several corrections at once', { concurrency: true }, () => {
  it('are all made or none, within limits', async (t) => {
    const { at, id, ask } = await finishedRun(t);
    const before = await poll(at, id);
    const one = { segment: 0, word: 0, text: 'Thanks' };
    const wrong: unknown[] = [
      [one, { segment: 0, word: 99, text: 'x' }],
      [one, { segment: 99, word: 0, text: 'x' }],
      [{ ...one, text: 'x'.repeat(101) }],
      [{ ...one, text: 'a b c d e f g h i j k' }],
      [{ ...one, text: 'nul \u0000' }],
      [{ ...one, segment: -1 }],
      [{ ...one, note: 'x' }],
      Array.from({ length: 501 }, () => one),
      [],
      one,
    ];
    for (const body of wrong)
      await expectRefusal(await ask('/transcript', 'PATCH', body), 'INVALID_PARAMETERS');
    assert.deepEqual(await poll(at, id), before);
    assert.equal((await storedAnalysisKeys(at, id)).length, 1);
  });
});

describe('an accommodation', { concurrency: true }, () => {
  it('costs as one score does, and lets nobody be scored later either', async (t) => {
    const { id, ask } = await finishedRun(t, [['accommodation', 'true']]);
    const first = await resultOf(await ask('', 'GET'));
    assert.equal(first.credits?.deducted, 1, 'three minutes, one score of three');
    const again = await resultOf(await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_1' }));
    assert.equal(again.status, 'success');
    assert.ok(Object.values(again.scores).every((score) => score === null));
    assert.deepEqual(
      again.analysis.quality.warnings.map(({ code }) => code),
      ['ACCOMMODATION'],
    );
    assert.match(again.transcript.candidateText, /forty delivery vans/);
    assert.equal(again.id, id);
  });

  it('is true or false', async (t) => {
    const at = await shareTestServer(t);
    const form = submitForm({}, [['accommodation', 'yes']]);
    await expectRefusal(
      await send(at, '/speech/analyze', { method: 'POST', body: form }),
      'INVALID_PARAMETERS',
    );
    await submit(at, submitForm({}, [['accommodation', 'false']]));
  });
});

describe('a review', { concurrency: true }, () => {
  it('stands beside the result in the poll, with who and when, the newest one', async (t) => {
    const { at, id, ask } = await finishedRun(t);
    const before = finishedPollSchema.parse(await poll(at, id));
    assert.equal(before.review, undefined);
    const agreed = reviewSchema.parse(await (await ask('/review', 'POST', { decision: 'agree' })).json());
    assert.deepEqual((await resultOf(await ask('', 'GET'))).review, agreed);
    const scores = { fluency: 4.5 };
    const overridden = reviewSchema.parse(
      await (
        await ask('/review', 'POST', { decision: 'override', scores, note: ' A stammer, no hesitation. ' })
      ).json(),
    );
    assert.deepEqual(overridden.scores, scores);
    assert.equal(overridden.note, 'A stammer, no hesitation.');
    assert.equal(overridden.by.kind, 'key');
    const after = await resultOf(await ask('', 'GET'));
    const { headline, ...rest } = after;
    assert.deepEqual(rest, { ...before, review: overridden });
    assert.deepEqual(headline?.fluency, { score: 4.5, level: 'C2', source: 'review' });
    assert.deepEqual(headline?.overall.source, 'analysis');
    const [row] = runListSchema.parse(await (await send(at, '/speech/runs')).json()).runs;
    assert.deepEqual(row?.headline, headline, 'the list shows the same headline');
    assert.deepEqual([row?.review?.decision, row?.review?.by.kind], ['override', 'key']);
    const rescored = await resultOf(await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_0' }));
    assert.equal(rescored.review?.revision, 1, 'it tells which result it was about');
    assert.equal(rescored.headline, undefined, 'a review of an earlier result changes no headline');
    const kept = await at.store.db.selectFrom('run_reviews').select('id').where('run_id', '=', id).execute();
    assert.equal(kept.length, 2);
  });

  it('that makes no sense is refused', async (t) => {
    const { ask } = await finishedRun(t);
    for (const body of [
      { decision: 'reject' },
      { decision: 'override' },
      { decision: 'agree', scores: { fluency: 1 } },
      { decision: 'override', scores: {} },
      { decision: 'override', scores: { fluency: 6 } },
      { decision: 'override', scores: { charm: 1 } },
      { decision: 'override', note: '' },
      { decision: 'override', note: 'x'.repeat(2001) },
      'agree',
    ]) {
      await expectRefusal(await ask('/review', 'POST', body), 'INVALID_PARAMETERS');
    }
  });
});
