import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it, test } from 'node:test';
import { processingPollSchema, type RunEvent, runEventSchema } from '@vivavoce/contract';
import { createApiKey } from '../tenants/create-api-key.ts';
import { FIRST_PASSAGE } from '../testing/fake-engine.ts';
import {
  expectRefusal,
  poll,
  send,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
} from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';
import { loggedInBrowser } from '../testing/test-users.ts';

/** Listens to a run until the stream ends; `onEvent` hears each event as it comes. */
async function listen(at: TestServer, id: string, onEvent: (event: RunEvent) => unknown = () => {}) {
  const response = await send(at, `/speech/analyze/${id}/events`);
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(response.headers.get('x-accel-buffering'), 'no');
  assert.ok(response.body);
  const events: RunEvent[] = [];
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks.filter((found) => !found.startsWith(':'))) {
      const [, event, data] = /^event: (.+)\ndata: (.+)$/.exec(block) ?? [];
      const runEvent = runEventSchema.parse({ event, data: JSON.parse(data ?? '') });
      events.push(runEvent);
      await onEvent(runEvent);
    }
  }
  return events;
}

describe('the events of a run', { concurrency: true }, () => {
  it('tell each state once, from the queue to the end', async (t) => {
    const at = await startTestServer(t, { workers: 1, maxActiveRuns: 1 });
    await submit(at, submitForm({ takesMs: 800 }));
    const { id } = await submit(at, submitForm({ takesMs: 600 }));
    const events = await listen(at, id);
    const [first] = events;
    assert.ok(first?.event === 'state' && first.data.status === 'queued' && first.data.queuePosition === 1);
    const stages = events.flatMap(({ data }) => ('progress' in data ? [data.progress.stage] : []));
    assert.deepEqual([...new Set(stages)], ['decode', 'words']);
    assert.deepEqual(events.at(-1), { event: 'end', data: { id, status: 'success' } });
    assert.equal(new Set(events.map((runEvent) => JSON.stringify(runEvent))).size, events.length);
    assert.deepEqual(await listen(at, id), events.slice(-1));
  });

  it('stop when the run is erased, and when the server stops', async (t) => {
    const at = await startTestServer(t);
    const { id } = await submit(at, submitForm({}));
    const erased = await listen(at, id, () => send(at, `/speech/analyze/${id}`, { method: 'DELETE' }));
    assert.deepEqual(
      erased.map(({ event }) => event),
      ['state'],
    );
    const { id: other } = await submit(at, submitForm({}));
    let stopping: Promise<void> | undefined;
    const stopped = await listen(at, other, () => {
      stopping = at.server.stop();
    });
    assert.deepEqual(
      stopped.map(({ event }) => event),
      ['state'],
    );
    await stopping;
  });

  it('end with the key, the session, the user or the client behind them', async (t) => {
    const at = await startTestServer(t);
    const { id } = await submit(at, submitForm({}));
    const { db } = at.store;
    const past = new Date(0);
    const ends: ((browser: Awaited<ReturnType<typeof loggedInBrowser>>) => Promise<unknown>)[] = [
      ({ user }) => db.deleteFrom('sessions').where('user_id', '=', user.id).execute(),
      ({ user }) => db.updateTable('users').set({ disabled_at: past }).where('id', '=', user.id).execute(),
    ];
    for (const end of ends) {
      const browser = await loggedInBrowser(at);
      const stream = await browser.send(`/speech/analyze/${id}/events`);
      await end(browser);
      assert.equal((await stream.text()).match(/^event: /gm)?.length, 1);
    }
    await listen(at, id, () => db.updateTable('api_keys').set({ revoked_at: past }).execute());
    await db.updateTable('api_keys').set({ revoked_at: null }).execute();
    const states = await listen(at, id, () => db.updateTable('clients').set({ active: false }).execute());
    assert.equal(states.length, 1);
  });

  it('are nobody else’s', async (t) => {
    const at = await shareTestServer(t);
    const { id } = await submit(at, submitForm({}));
    const { key } = await createApiKey(at.store, (await createTestTenant(at.store)).name);
    await expectRefusal(await send({ ...at, apiKey: key }, `/speech/analyze/${id}/events`), 'RUN_NOT_FOUND');
    await expectRefusal(await send(at, '/speech/analyze/x/events'), 'RUN_NOT_FOUND');
  });
});

test('words are told once, as they are recognised; a poll tells all of them, and none stay when the run has ended', async (t) => {
  const at = await startTestServer(t, { workers: 1, secretKeys: [randomBytes(32).toString('base64')] });
  const { id } = await submit(at, submitForm({ takesMs: 6000 }));
  const stored = () => at.store.db.selectFrom('run_passages').selectAll().where('run_id', '=', id).execute();
  let polled: unknown;
  let rows: Awaited<ReturnType<typeof stored>> = [];
  const events = await listen(at, id, async ({ event }) => {
    if (event !== 'transcript') return;
    polled = await poll(at, id);
    rows = await stored();
  });
  const update = { from: 0, passages: [FIRST_PASSAGE] };
  assert.deepEqual(
    events.filter(({ event }) => event === 'transcript'),
    [{ event: 'transcript', data: update }],
  );
  assert.ok(events.every((heard) => heard.event !== 'state' || !('partialTranscript' in heard.data)));
  assert.deepEqual(processingPollSchema.parse(polled).partialTranscript, [FIRST_PASSAGE]);
  assert.equal(rows.length, 1);
  assert.doesNotMatch(rows[0]?.passages ?? '', /books/);
  assert.deepEqual(await stored(), []);
});
