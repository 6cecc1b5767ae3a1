import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { submitResponseSchema } from '@vivavoce/contract';
import { sql } from 'kysely';
import { runOfKey } from '../store/objects/object-store.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { scriptedRecording } from '../testing/fake-engine.ts';
import { type Answer, HOST_NETWORKS, leadsTo, sends, startRecordingHost } from '../testing/recording-host.ts';
import {
  expectRefusal,
  send,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { createTestTenant, objectKeys } from '../testing/test-store.ts';

const RECORDING = scriptedRecording({ durationMs: 200_000 });

/** A server that may fetch from the host of a test, which has a recording and what the test adds. */
async function setUp(
  t: TestContext,
  answers: Readonly<Record<string, Answer>> = {},
  { credits = 1000, workers = 0 } = {},
) {
  const host = await startRecordingHost(t, { '/interview.mp3': sends(RECORDING), ...answers });
  const at = await startTestServer(t, { workers, audioNetworks: HOST_NETWORKS }, { credits });
  const post = (
    path: string,
    fields: [string, string][] = [],
    headers: Record<string, string> = {},
    signal: AbortSignal | null = null,
  ) => {
    const body = submitForm(null, [['audioUrl', URL.parse(path, host.url)?.href ?? path], ...fields]);
    return send(at, '/speech/analyze', { method: 'POST', body, headers, signal });
  };
  return { ...host, at, post };
}

const bodyOf = async (response: Response) => submitResponseSchema.parse(await response.json());

/** The ids of the runs, whose recordings are all that is kept. */
async function runsOf({ store, config }: TestServer): Promise<string[]> {
  const runs = await store.db.selectFrom('runs').select('id').execute();
  const ids = runs.map(({ id }) => id).sort();
  const kept = new Set((await objectKeys(store.objects)).map(runOfKey));
  assert.deepEqual([...kept].sort(), ids);
  assert.deepEqual(await readdir(config.scratchDir), []);
  return ids;
}

describe('a submit with audioUrl', { concurrency: true }, () => {
  it('is analysed and charged like an upload of the same recording, and its address is not kept', async (t) => {
    const { at, post } = await setUp(
      t,
      { '/share': leadsTo('/interview.mp3?signature=q7Zk2') },
      { workers: 1 },
    );
    const response = await post('/share?token=q7Zk2', [['externalId', '7']]);
    assert.equal(response.status, 202);
    const fetched = await bodyOf(response);
    const sent = await submit(at, submitForm(RECORDING));
    const ends = await Promise.all([fetched, sent].map(({ id }) => waitUntilFinished(at, id)));
    for (const end of ends) {
      assert.ok(end.status === 'success', end.status);
      assert.equal(end.credits?.deducted, 4);
    }
    const audio = await send(at, `/speech/analyze/${fetched.id}/audio`);
    assert.equal(await audio.text(), RECORDING);
    await runsOf(at);
    const { rows } = await sql<{ text: string }>`
      select r::text as text from runs r
      union all select a::text from audit_entries a
      union all select i::text from idempotency_keys i`.execute(at.store.db);
    assert.ok(rows.every(({ text }) => !text.includes('q7Zk2')));
    const log = await at.store.db
      .selectFrom('audit_entries')
      .select('details')
      .where('action', '=', 'run.submit')
      .orderBy('id')
      .execute();
    assert.deepEqual(
      log.map(({ details }) => details),
      [{ fetched: true }, {}],
    );
  });

  it('is one submit with its repetitions, whether the link or the recording is the same', async (t) => {
    const { at, post, paths } = await setUp(
      t,
      { '/other.mp3': sends(scriptedRecording({ durationMs: 1e6 })) },
      { credits: 4, workers: 1 },
    );
    const key = { 'idempotency-key': 'a' };
    const first = await bodyOf(await post('/interview.mp3?signature=1', [], key));
    await waitUntilFinished(at, first.id);
    assert.equal(paths.length, 1);
    const again = await bodyOf(await post('/interview.mp3?signature=1', [], key));
    assert.deepEqual(again, { ...first, idempotentReplay: true });
    assert.equal(paths.length, 1, 'the link is known: it may have expired by now');
    const signedAnew = await bodyOf(await post('/interview.mp3?signature=2', [], key));
    assert.deepEqual(signedAnew, { ...first, idempotentReplay: true });
    await expectRefusal(await post('/other.mp3', [], key), 'IDEMPOTENCY_KEY_REUSED');
    const changed = await post('/interview.mp3?signature=1', [['externalId', '8']], key);
    await expectRefusal(changed, 'IDEMPOTENCY_KEY_REUSED');
    const upload = await send(at, '/speech/analyze', {
      method: 'POST',
      body: submitForm(RECORDING),
      headers: key,
    });
    assert.equal((await bodyOf(upload)).id, first.id);
    assert.deepEqual(await runsOf(at), [first.id]);
  });
});

describe('a recording at audioUrl', { concurrency: true }, () => {
  it('is refused before anything is fetched where it can be, and leaves nothing', async (t) => {
    const { at, post, paths } = await setUp(t, {}, { credits: 2 });
    await expectRefusal(await post('/interview.mp3'), 'INSUFFICIENT_CREDITS');
    await expectRefusal(await post('/interview.mp3', [['language', 'de']]), 'MULTILINGUAL_NOT_ENABLED');
    await expectRefusal(await post('/interview.mp3', [['consent', '{}']]), 'INVALID_PARAMETERS');
    for (const url of ['', 'interview.mp3', 'ftp://example.com/x.mp3', 'https://10.0.0.1/x.mp3']) {
      const refused = send(at, '/speech/analyze', {
        method: 'POST',
        body: submitForm(null, [['audioUrl', url]]),
      });
      await expectRefusal(await refused, 'INVALID_AUDIO_URL');
    }
    const both = submitForm(RECORDING, [['audioUrl', 'https://example.com/x.mp3']]);
    const refused = await send(at, '/speech/analyze', { method: 'POST', body: both });
    const { details } = await expectRefusal(refused, 'INVALID_PARAMETERS');
    assert.deepEqual(details, { field: 'audioUrl' });
    assert.deepEqual([await runsOf(at), paths], [[], []]);
  });

  it('is checked like an upload once it is fetched', async (t) => {
    const { at, post } = await setUp(t, {
      '/short.mp3': sends(scriptedRecording({ durationMs: 1000 })),
      '/text': sends('Dear Sir or Madam', { 'content-type': 'text/plain' }),
      '/player': sends('<!doctype html>', { 'content-type': 'text/html' }),
    });
    await expectRefusal(await post('/short.mp3'), 'AUDIO_TOO_SHORT');
    const text = await expectRefusal(await post('/text'), 'UNSUPPORTED_FORMAT');
    assert.doesNotMatch(text.message, /web page/);
    const page = await expectRefusal(await post('/player'), 'UNSUPPORTED_FORMAT');
    assert.match(page.message, /leads to a web page/);
    const gone = await expectRefusal(await post('/gone'), 'AUDIO_DOWNLOAD_FAILED');
    assert.deepEqual(gone.details, { field: 'audioUrl' });
    assert.deepEqual(await runsOf(at), []);
  });

  it('takes no place of another client while its host is silent', { timeout: 60_000 }, async (t) => {
    const { at, post, paths } = await setUp(t, { '/silent': () => {} });
    const gone = new AbortController();
    const waiting = Array.from({ length: 12 }, () => post('/silent', [], {}, gone.signal));
    while (paths.length < 8) await sleep(20);
    const other = await createTestTenant(at.store);
    const { key } = await createApiKey(at.store, other.name);
    const response = await post('/interview.mp3', [], { 'x-api-key': key });
    assert.equal(response.status, 202);
    assert.equal(paths.filter((path) => path === '/silent').length, 8, 'the others wait for their turn');
    gone.abort();
    for (const { status } of await Promise.allSettled(waiting)) assert.equal(status, 'rejected');
    assert.equal((await post('/interview.mp3')).status, 202, 'who hangs up leaves the places');
  });
});
