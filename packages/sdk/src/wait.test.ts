import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { createVivavoce, VivavoceConnectionError, VivavoceTimeoutError } from './index.ts';
import { type Answer, breakOff, json, refusal, serve } from './testing/failing-server.ts';

const processing = (percent: number, pollIntervalSeconds = 0) => ({
  status: 'processing',
  pollIntervalSeconds,
  progress: { stage: 'words', percent },
});
const PROCESSING = json(200, processing(50));
const FAILED = json(200, {
  status: 'failed',
  error: { code: 'NO_SPEECH_DETECTED', message: 'Nobody speaks.' },
});
const NO_EVENTS = refusal(404, 'NOT_FOUND');

/** A server that answers polls in turn, the last answer repeats; and requests for events always in one way. */
async function serveRun(t: TestContext, events: Answer, ...polls: Answer[]) {
  let polled = 0;
  const { baseUrl, seen } = await serve(t, (request, response) => {
    if (request.url?.endsWith('/events')) return events(request, response);
    polls[Math.min(polled++, polls.length - 1)]?.(request, response);
  });
  const client = createVivavoce({ baseUrl, apiKey: 'k', maxRetries: 0 });
  return { client, seen, polls: () => polled };
}

/** Sends events in pieces as they are given. */
const eventStream =
  (write: (response: ServerResponse) => void): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    write(response);
  };
const event = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

test('without events a run is polled, every state is reported once, and failed runs are returned too', async (t) => {
  const { client, polls, seen } = await serveRun(t, NO_EVENTS, PROCESSING, PROCESSING, FAILED);
  const states: string[] = [];
  const result = await client.waitForResult('run', { onState: ({ status }) => states.push(status) });
  assert.equal(result.status, 'failed');
  assert.deepEqual([states, polls()], [['processing', 'failed'], 3]);
  assert.equal(seen.filter((line) => line.includes('/events')).length, 1, 'events are asked for once');
});

test('words are told in order of time while they are recognised, from polls and from events', async (t) => {
  const passage = (startMs: number, text: string) => ({
    speaker: 'speaker_0',
    startMs,
    endMs: startMs + 900,
    text,
  });
  const [first, second, third] = [
    passage(0, 'Good morning.'),
    passage(1000, 'Sit down.'),
    passage(2000, 'So.'),
  ];
  const events = eventStream((response) => {
    response.write(event('state', processing(50)));
    response.write(event('transcript', { from: 0, passages: [second, first] }));
    response.write(event('transcript', { from: 2, passages: [third] }));
    response.write(event('transcript', { from: 0, passages: [third] }));
    response.end(event('end', { id: 'run', status: 'failed' }));
  });
  const polled = json(200, { ...processing(50), partialTranscript: [second] });
  const { client } = await serveRun(t, events, polled, FAILED);
  const seen: string[][] = [];
  const states: string[] = [];
  await client.waitForResult('run', {
    onState: ({ status }) => states.push(status),
    onTranscript: (passages) => seen.push(passages.map(({ text }) => text)),
  });
  assert.deepEqual(seen, [
    ['Sit down.'],
    ['Good morning.', 'Sit down.'],
    ['Good morning.', 'Sit down.', 'So.'],
    ['So.'],
  ]);
  assert.deepEqual(states, ['processing', 'failed'], 'words alone are no other state');
});

test('events are listened to, in whatever pieces they come, and the run is polled when they end', async (t) => {
  const text = [
    ':\n\n',
    event('state', processing(50, 60)),
    event('new-kind', {}),
    event('state', processing(75, 60)),
    event('end', { id: 'run', status: 'failed' }).replaceAll('\n', '\r\n'),
  ].join('');
  const events = eventStream(async (response) => {
    for (let at = 0; at < text.length; at += 7) {
      response.write(text.slice(at, at + 7));
      await new Promise(setImmediate);
    }
  });
  const { client, polls } = await serveRun(t, events, json(200, processing(50, 60)), FAILED);
  const percents: (number | null)[] = [];
  await client.waitForResult('run', {
    onState: (state) => percents.push(state.status === 'processing' ? state.progress.percent : null),
  });
  assert.deepEqual([percents, polls()], [[50, 75, null], 2]);
});

test('a stream that breaks off, or that is none, is no reason to stop waiting', async (t) => {
  const cutOff = eventStream((response) => {
    response.write(event('state', processing(60)), () => response.destroy());
  });
  for (const events of [cutOff, breakOff, json(200, {}), refusal(429, 'RATE_LIMIT_EXCEEDED')]) {
    const { client, polls } = await serveRun(t, events, PROCESSING, FAILED);
    assert.equal((await client.waitForResult('run')).status, 'failed');
    assert.equal(polls(), 2);
  }
});

test('a poll that came too early, or to a busy API, means "not yet"', async (t) => {
  const early = refusal(429, 'POLL_RATE_LIMITED', { retryAfterSeconds: 0 });
  const busy = refusal(503, 'SERVICE_WARMING_UP', { retryAfterSeconds: 0 });
  const { client, polls } = await serveRun(t, NO_EVENTS, early, early, busy, PROCESSING, early, FAILED);
  assert.equal((await client.waitForResult('run')).status, 'failed');
  assert.equal(polls(), 6);
});

test('an API that goes away for a while is waited for, one that was never there is not', async (t) => {
  const away = json(502, { message: 'a proxy', retryAfterSeconds: 0 });
  const restarting: Answer = (_, response) =>
    response.writeHead(502, { 'retry-after': '0' }).end('Bad gateway');
  const back = await serveRun(t, NO_EVENTS, PROCESSING, restarting, restarting, FAILED);
  assert.equal((await back.client.waitForResult('run')).status, 'failed');
  const never = await serveRun(t, NO_EVENTS, away);
  await assert.rejects(never.client.waitForResult('run'), VivavoceConnectionError);
  const unknown = await serveRun(t, NO_EVENTS, refusal(404, 'RUN_NOT_FOUND'));
  await assert.rejects(unknown.client.waitForResult('run'), { code: 'RUN_NOT_FOUND' });
});

test('waiting times out or is aborted between polls, during one, and while listening', async (t) => {
  const silent: Answer = () => undefined;
  const slow = json(200, processing(50, 60));
  const listening = eventStream((response) => response.write(':\n\n'));
  const servers = [
    await serveRun(t, NO_EVENTS, slow),
    await serveRun(t, NO_EVENTS, silent),
    await serveRun(t, listening, slow),
    await serveRun(t, silent, slow),
  ];
  for (const { client } of servers) {
    await assert.rejects(client.waitForResult('run', { timeoutMs: 100 }), VivavoceTimeoutError);
    const stop = new AbortController();
    const waiting = client.waitForResult('run', { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 100);
    await assert.rejects(waiting, /enough/);
  }
});

test('when the wait is over no connection stays open, and an error of the caller’s own is passed on', async (t) => {
  const closed = Promise.withResolvers<unknown>();
  const events = eventStream((response) => {
    void once(response, 'close').then(closed.resolve);
    response.write(event('state', processing(60)));
  });
  const { client } = await serveRun(t, events, PROCESSING);
  const waiting = client.waitForResult('run', {
    onState(state) {
      if (state.status === 'processing' && state.progress.percent === 60) throw new Error('mine');
    },
  });
  await assert.rejects(waiting, /mine/);
  await closed.promise;
});
