import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createdShareSchema, sharedReportSchema, shareListSchema } from '@vivavoce/contract';
import { createApiKey } from '../../tenants/create-api-key.ts';
import { newBrowser, type TestBrowser } from '../../testing/browser.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../../testing/test-server.ts';
import { createTestTenant } from '../../testing/test-store.ts';
import { loggedInBrowser } from '../../testing/test-users.ts';

const SECRET = 'Zacharias Quill';
const DAY_MS = 24 * 60 * 60_000;

/** A finished run with everything that only its organisation is to see. */
async function aRun(at: TestServer): Promise<string> {
  const { id } = await submit(
    at,
    submitForm({}, [
      ['externalId', 'candidate-7'],
      ['metadata', JSON.stringify({ salary: SECRET })],
      ['tags', 'shortlist'],
    ]),
  );
  await waitUntilFinished(at, id);
  return id;
}

/** Makes a link as a user. */
async function share(by: TestBrowser, runId: string, wanted: object) {
  const response = await by.send(`/speech/analyze/${runId}/shares`, { method: 'POST', json: wanted });
  assert.equal(response.status, 201);
  return createdShareSchema.parse(await response.json());
}

const follow = (at: TestServer, token: string) => newBrowser(at).send(`/shared/${token}`);

describe('a shared report', { concurrency: true }, () => {
  it('shows each audience its own part and nothing else', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const runId = await aRun(at);
    const recruiter = await loggedInBrowser(at);
    const forCandidate = await share(recruiter, runId, { audience: 'candidate' });
    assert.equal(forCandidate.url, `${at.server.url}/shared#token=${forCandidate.token}`);
    const text = await (await follow(at, forCandidate.token)).text();
    const candidate = sharedReportSchema.parse(JSON.parse(text));
    assert.deepEqual(Object.keys(candidate.report).sort(), [
      'analysis',
      'audio',
      'candidateDetection',
      'candidateFeedback',
      'explainability',
      'scores',
      'scoringMethod',
      'status',
      'timestamp',
      'transcript',
    ]);
    for (const hidden of [SECRET, 'shortlist', 'candidate-7', 'hrRecommendation', 'credits', runId]) {
      assert.ok(!text.includes(hidden), hidden);
    }
    const forColleague = await share(recruiter, runId, { audience: 'colleague', expiresInDays: 1 });
    const shown = await (await follow(at, forColleague.token)).text();
    assert.ok(shown.includes('hrRecommendation') && shown.includes('shortlist'));
    for (const hidden of [SECRET, 'remainingBalance']) assert.ok(!shown.includes(hidden));
    const list = await (await recruiter.send(`/speech/analyze/${runId}/shares`)).text();
    assert.ok(!list.includes(forColleague.token) && !list.includes(forCandidate.token));
    const { shares } = shareListSchema.parse(JSON.parse(list));
    assert.deepEqual(
      shares.map(({ audience, createdBy }) => [audience, createdBy]),
      [
        ['colleague', 'recruiter'],
        ['candidate', 'recruiter'],
      ],
    );
    assert.ok(shares.every(({ lastOpenedAt }) => lastOpenedAt !== null));
  });

  it('plays the recording only where the link was made with it', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const runId = await aRun(at);
    const recruiter = await loggedInBrowser(at);
    const silent = await share(recruiter, runId, { audience: 'candidate' });
    const heard = await share(recruiter, runId, { audience: 'candidate', withAudio: true });
    const hasAudio = async (token: string) =>
      sharedReportSchema.parse(await (await follow(at, token)).json()).hasAudio;
    assert.deepEqual([await hasAudio(silent.token), await hasAudio(heard.token)], [false, true]);
    await expectRefusal(await newBrowser(at).send(`/shared/${silent.token}/audio`), 'NOT_FOUND');
    await expectRefusal(await newBrowser(at).send(`/shared/${silent.token}/waveform`), 'NOT_FOUND');
    const part = await newBrowser(at).send(`/shared/${heard.token}/audio`, {
      headers: { range: 'bytes=0-9' },
    });
    assert.equal(part.status, 206);
    assert.equal((await part.arrayBuffer()).byteLength, 10);
  });
});

describe('a shared report as a file', { concurrency: true }, () => {
  it('holds no more than its audience is shown', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const runId = await aRun(at);
    const recruiter = await loggedInBrowser(at);
    const file = async (audience: string, format: string) => {
      const { token } = await share(recruiter, runId, { audience });
      const path = `/shared/${token}/report?format=${format}`;
      const response = await newBrowser(at).send(path);
      assert.equal(response.status, 200);
      const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
      await expectRefusal(
        await newBrowser(at).send(`/shared/${token}/report?format=docx`),
        'INVALID_PARAMETERS',
      );
      const { shares } = shareListSchema.parse(
        await (await recruiter.send(`/speech/analyze/${runId}/shares`)).json(),
      );
      assert.notEqual(shares[0]?.lastOpenedAt, null, 'that it was opened is noted');
      return { text, name: response.headers.get('content-disposition') ?? '' };
    };
    const own = await file('candidate', 'html');
    assert.match(own.text, /<h1>Your spoken English<\/h1>/);
    const whole = await file('colleague', 'html');
    const recommendation = 'What this means at work';
    assert.ok(whole.text.includes(recommendation) && whole.text.includes('candidate-7'));
    for (const hidden of [recommendation, 'shortlist', 'candidate-7', runId]) {
      assert.ok(!`${own.name} ${own.text}`.includes(hidden), hidden);
    }
    for (const { text } of [own, whole]) assert.ok(!text.includes(SECRET));
    const pdf = await file('candidate', 'pdf');
    assert.match(pdf.text, /^%PDF/);
    assert.ok(!pdf.name.includes('candidate-7'));
  });
});

describe('a link to a report', { concurrency: true }, () => {
  it('is void with its time, its run, its client, and when it is taken back', async (t) => {
    let now = Date.now();
    const at = await startTestServer(t, { workers: 1 }, {}, { now: () => new Date(now) });
    const [first, second] = [await aRun(at), await aRun(at)];
    const recruiter = await loggedInBrowser(at);
    const revoked = await share(recruiter, first, { audience: 'candidate' });
    const path = `/speech/analyze/${first}/shares/${revoked.id}`;
    assert.equal((await recruiter.send(path, { method: 'DELETE' })).status, 204);
    const short = await share(recruiter, first, { audience: 'colleague', expiresInDays: 2 });
    const erased = await share(recruiter, second, { audience: 'candidate' });
    await recruiter.send(`/speech/analyze/${second}`, { method: 'DELETE' });
    for (const token of [revoked.token, erased.token, 'x', 'x'.repeat(43)]) {
      await expectRefusal(await follow(at, token), 'NOT_FOUND');
    }
    assert.equal((await follow(at, short.token)).status, 200);
    await at.store.db.updateTable('clients').set({ active: false }).execute();
    await expectRefusal(await follow(at, short.token), 'NOT_FOUND');
    await at.store.db.updateTable('clients').set({ active: true }).execute();
    now += 2 * DAY_MS;
    await expectRefusal(await follow(at, short.token), 'NOT_FOUND');
  });

  it('is made, seen and taken back by the run’s own client alone, and by no viewer', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const runId = await aRun(at);
    const made = await share(await loggedInBrowser(at), runId, { audience: 'candidate' });
    const { key } = await createApiKey(at.store, (await createTestTenant(at.store)).name);
    const path = `/speech/analyze/${runId}/shares`;
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ audience: 'candidate' }),
    };
    const stranger = { ...at, apiKey: key };
    await expectRefusal(await send(stranger, path, init), 'RUN_NOT_FOUND');
    await expectRefusal(await send(stranger, path), 'RUN_NOT_FOUND');
    await expectRefusal(await send(stranger, `${path}/${made.id}`, { method: 'DELETE' }), 'RUN_NOT_FOUND');
    const viewer = await loggedInBrowser(at, 'viewer');
    await expectRefusal(await viewer.send(path, { method: 'POST', json: {} }), 'MISSING_PERMISSION');
    const waiting = await submit(at, submitForm({ ends: 'hang' }));
    const early = await send(at, `/speech/analyze/${waiting.id}/shares`, init);
    await expectRefusal(early, 'RUN_NOT_FINISHED');
    const asked = await at.store.db
      .selectFrom('shares')
      .select('id')
      .where('run_id', 'in', [runId, waiting.id])
      .execute();
    assert.deepEqual(asked, [{ id: made.id }]);
  });
});
