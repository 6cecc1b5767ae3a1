import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  type CandidateRequest,
  type CandidateRequestList,
  candidateRequestListSchema,
  candidateRequestSchema,
  createdShareSchema,
  type OwnRequest,
  ownRequestListSchema,
  ownRequestSchema,
} from '@vivavoce/contract';
import { sql } from 'kysely';
import { listAuditEntries } from '../../audit/list.ts';
import { newBrowser, type TestBrowser } from '../../testing/browser.ts';
import { expectBody } from '../../testing/expected-body.ts';
import {
  expectRefusal,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../../testing/test-server.ts';
import { createTestTenant } from '../../testing/test-store.ts';
import { loggedInBrowser } from '../../testing/test-users.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A finished run with a link for its candidate, and who made the link. */
async function sharedRun(at: TestServer, audience = 'candidate') {
  const { id: runId } = await submit(at, submitForm({}, [['externalId', 'candidate-7']]));
  await waitUntilFinished(at, runId);
  const recruiter = await loggedInBrowser(at);
  const response = await recruiter.send(`/speech/analyze/${runId}/shares`, {
    method: 'POST',
    json: { audience, expiresInDays: 1 },
  });
  const { token, id: shareId } = await expectBody(response, 201, createdShareSchema);
  return { runId, recruiter, token, shareId };
}

const askFor = (at: TestServer, token: string, json: object) =>
  newBrowser(at).send(`/shared/${token}/requests`, { method: 'POST', json });
const make = async (at: TestServer, token: string, json: object): Promise<OwnRequest> =>
  expectBody(await askFor(at, token, json), 201, ownRequestSchema);
const own = async (at: TestServer, token: string): Promise<OwnRequest[]> =>
  (await expectBody(await newBrowser(at).send(`/shared/${token}/requests`), 200, ownRequestListSchema))
    .requests;
const list = async (by: TestBrowser, query = ''): Promise<CandidateRequestList> =>
  expectBody(await by.send(`/candidate-requests${query}`), 200, candidateRequestListSchema);
const post = (by: TestBrowser, { id }: { id: string }, what: string, json?: object) =>
  by.send(`/candidate-requests/${id}/${what}`, { method: 'POST', json });
const answered = async (by: TestBrowser, request: { id: string }, json: object): Promise<CandidateRequest> =>
  expectBody(await post(by, request, 'answer', json), 200, candidateRequestSchema);

const auditActions = async (at: TestServer, targetId: string) =>
  (await listAuditEntries(at.store.db, at.tenantId, { targetId }, { afterId: null, limit: 100 })).entries
    .toReversed()
    .filter(({ target }) => target.candidateRequestId !== undefined)
    .map(({ action }) => action);

describe('a request of a candidate', () => {
  it('has a clock, an owner and an answer that the candidate reads, each step in the audit log', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const { runId, recruiter, token } = await sharedRun(at);
    await at.store.db.updateTable('clients').set({ request_days: 14 }).execute();
    const wanted = { kind: 'contest', score: 'accent', atMs: 61_000, message: 'The line was bad here.' };
    // A double click and a lost answer make no second request.
    const [made, again] = await Promise.all([make(at, token, wanted), make(at, token, wanted)]);
    assert.equal(made.id, again.id);
    assert.equal(Date.parse(made.dueAt) - Date.parse(made.requestedAt), 14 * DAY_MS);
    assert.equal(made.state, 'open');
    const { requests, members } = await list(recruiter, '?state=open');
    assert.deepEqual(
      requests.map(({ kind, score, atMs, message, externalId, owner }) => [
        kind,
        score,
        atMs,
        message,
        externalId,
        owner,
      ]),
      [['contest', 'accent', 61_000, 'The line was bad here.', 'candidate-7', null]],
    );
    assert.deepEqual(members, [{ id: recruiter.user.id, name: 'recruiter' }]);
    const assign = (ownerId: string | null) =>
      recruiter.send(`/candidate-requests/${made.id}`, { method: 'PATCH', json: { ownerId } });
    const viewer = await loggedInBrowser(at, 'viewer');
    await expectRefusal(await assign(viewer.user.id), 'INVALID_PARAMETERS');
    const assigned = await expectBody(await assign(recruiter.user.id), 200, candidateRequestSchema);
    assert.equal(assigned.owner?.id, recruiter.user.id);
    await expectRefusal(await post(recruiter, made, 'answer', { decision: 'granted' }), 'INVALID_PARAMETERS');
    await expectRefusal(await post(recruiter, made, 'close'), 'NOT_FOUND');
    await answered(recruiter, made, { decision: 'granted', answer: 'A colleague will listen to it.' });
    const [read] = await own(at, token);
    assert.deepEqual(
      [read?.state, read?.outcome, read?.answer],
      ['answered', 'granted', 'A colleague will listen to it.'],
    );
    const second = { decision: 'declined', answer: 'No.' };
    await expectRefusal(await post(recruiter, made, 'answer', second), 'NOT_FOUND');
    await expectBody(await post(recruiter, made, 'close'), 200, candidateRequestSchema);
    assert.equal((await own(at, token))[0]?.state, 'closed');
    assert.deepEqual(await auditActions(at, runId), [
      'candidate-request.make',
      'candidate-request.assign',
      'candidate-request.answer',
      'candidate-request.close',
    ]);
    assert.equal((await recruiter.send(`/speech/analyze/${runId}`)).status, 200);
  });
});

describe('requests of candidates', { concurrency: true }, () => {
  it('come in the order of their due dates, and can be withdrawn', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const { recruiter, token } = await sharedRun(at);
    const late = await make(at, token, { kind: 'person' });
    await at.store.db.updateTable('clients').set({ request_days: 7 }).execute();
    const soon = await make(at, token, { kind: 'correction', message: 'My name is Zoë.' });
    const declined = await make(at, token, { kind: 'objection' });
    await answered(recruiter, declined, { decision: 'declined', answer: 'The law obliges us to keep it.' });
    const ids = async (query = '') => (await list(recruiter, query)).requests.map(({ id }) => id);
    assert.deepEqual(await ids(), [soon.id, late.id, declined.id]);
    assert.deepEqual(await ids('?state=closed'), [declined.id]);
    const withdraw = () =>
      newBrowser(at).send(`/shared/${token}/requests/${soon.id}/withdraw`, { method: 'POST' });
    assert.equal((await expectBody(await withdraw(), 200, ownRequestSchema)).outcome, 'withdrawn');
    await expectRefusal(await withdraw(), 'NOT_FOUND');
    assert.deepEqual(await ids('?state=open'), [late.id]);
    await expectRefusal(await askFor(at, token, { kind: 'correction' }), 'INVALID_PARAMETERS');
    await expectRefusal(await askFor(at, token, { kind: 'person', score: 'accent' }), 'INVALID_PARAMETERS');
    for (let atMs = 1; atMs < 10; atMs++) await make(at, token, { kind: 'contest', atMs });
    await expectRefusal(await askFor(at, token, { kind: 'contest', atMs: 10 }), 'QUOTA_EXCEEDED');
  });

  it('are made by the candidate alone, and reached by their own organisation alone', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const colleague = await sharedRun(at, 'colleague');
    await expectRefusal(await askFor(at, colleague.token, { kind: 'erasure' }), 'MISSING_PERMISSION');
    const { token, shareId, runId, recruiter } = await sharedRun(at);
    const made = await make(at, token, { kind: 'person' });
    const stranger = await loggedInBrowser(at, 'owner', (await createTestTenant(at.store)).id);
    assert.deepEqual((await list(stranger)).requests, []);
    for (const by of [stranger, newBrowser(at)]) {
      const answer = await post(by, made, 'answer', { decision: 'granted', answer: 'x' });
      assert.ok(answer.status === 404 || answer.status === 401);
    }
    await expectRefusal(
      await (await loggedInBrowser(at, 'viewer')).send('/candidate-requests'),
      'MISSING_PERMISSION',
    );
    await recruiter.send(`/speech/analyze/${runId}/shares/${shareId}`, { method: 'DELETE' });
    await expectRefusal(await askFor(at, token, { kind: 'erasure' }), 'NOT_FOUND');
    await expectRefusal(await newBrowser(at).send(`/shared/${token}/requests`), 'NOT_FOUND');
  });
});

describe('a request for erasure', () => {
  it('erases when it is granted, and leaves that it was asked for, without its words', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const { runId, recruiter, token } = await sharedRun(at);
    const erasure = await make(at, token, { kind: 'erasure', message: 'I found another job.' });
    const contest = await make(at, token, { kind: 'contest' });
    const result = await answered(recruiter, erasure, { decision: 'granted' });
    assert.deepEqual(
      [result.state, result.outcome, result.message, result.externalId],
      ['closed', 'granted', null, null],
    );
    const { requests } = await list(recruiter);
    assert.deepEqual(
      requests.map(({ id, outcome }) => [id, outcome]).sort(),
      [
        [erasure.id, 'granted'],
        [contest.id, 'erased'],
      ].sort(),
    );
    await expectRefusal(await recruiter.send(`/speech/analyze/${runId}`), 'RUN_NOT_FOUND');
    await expectRefusal(await newBrowser(at).send(`/shared/${token}/requests`), 'NOT_FOUND');
  });
});

describe('the answer to a request', { concurrency: true }, () => {
  it('can be read from a link that has expired, and the report cannot', async (t) => {
    let now = Date.now();
    const at = await startTestServer(t, { workers: 1 }, {}, { now: () => new Date(now) });
    const [asked, silent] = [await sharedRun(at), await sharedRun(at)];
    const made = await make(at, asked.token, { kind: 'contest', score: 'overall' });
    now += 2 * DAY_MS;
    const open = (token: string, what = '') => newBrowser(at).send(`/shared/${token}${what}`);
    await expectRefusal(await open(asked.token), 'NOT_FOUND');
    await expectRefusal(await askFor(at, asked.token, { kind: 'person' }), 'NOT_FOUND');
    await expectRefusal(await open(silent.token, '/requests'), 'NOT_FOUND');
    assert.equal((await own(at, asked.token))[0]?.state, 'open');
    now += 50 * DAY_MS;
    const later = await loggedInBrowser(at);
    await answered(later, made, { decision: 'declined', answer: 'Two people have listened.' });
    assert.equal((await own(at, asked.token))[0]?.answer, 'Two people have listened.');
    now += 31 * DAY_MS;
    await expectRefusal(await open(asked.token, '/requests'), 'NOT_FOUND');
  });

  it('lies encrypted beside its request where there is a key', async (t) => {
    const secretKeys = [randomBytes(32).toString('base64')];
    const at = await startTestServer(t, { workers: 1, secretKeys });
    const { recruiter, token } = await sharedRun(at);
    const made = await make(at, token, { kind: 'contest', message: 'Zacharias Quill' });
    await answered(recruiter, made, { decision: 'declined', answer: 'Dear Mr Quill' });
    const { rows } = await sql`select * from candidate_requests`.execute(at.store.db);
    assert.ok(!JSON.stringify(rows).includes('Quill'));
    assert.equal((await own(at, token))[0]?.message, 'Zacharias Quill');
  });
});
