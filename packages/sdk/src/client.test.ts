import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVivavoce, VivavoceConnectionError, VivavoceError, VivavoceTimeoutError } from './index.ts';
import { type Answer, breakOff, json, refusal, serve } from './testing/failing-server.ts';

const OK = json(200, { status: 'ok' });

test('requests carry the key and stay below the base path', async (t) => {
  const { seen, baseUrl } = await serve(t, OK);
  await createVivavoce({ baseUrl, apiKey: 'vv_live_x' }).poll('a/../b');
  assert.deepEqual(seen, ['GET /api/v1/speech/analyze/a%2F..%2Fb vv_live_x']);
});

test('results, revisions, reports and transcripts are read in a language', async (t) => {
  const { seen, baseUrl } = await serve(t, OK, OK, OK, OK, OK);
  const client = createVivavoce({ baseUrl, apiKey: 'k' });
  const reportLanguage = 'de';
  await client.poll('r', { reportLanguage });
  await client.revision('r', 2, { reportLanguage });
  await client.report('r', { reportLanguage, audience: 'candidate' });
  await client.transcript('r', 'srt', { reportLanguage });
  await client.report('r');
  assert.deepEqual(seen, [
    'GET /api/v1/speech/analyze/r?reportLanguage=de k',
    'GET /api/v1/speech/analyze/r/history/2?reportLanguage=de k',
    'GET /api/v1/speech/analyze/r/report?format=pdf&audience=candidate&reportLanguage=de k',
    'GET /api/v1/speech/analyze/r/transcript?format=srt&reportLanguage=de k',
    'GET /api/v1/speech/analyze/r/report?format=pdf&audience=recruiter k',
  ]);
});

test('an error response is thrown with the code, details and request id of the API', async (t) => {
  const { baseUrl, seen } = await serve(
    t,
    refusal(402, 'INSUFFICIENT_CREDITS', { requestId: 'r1', details: { cost: 5 } }),
  );
  await assert.rejects(createVivavoce({ baseUrl, apiKey: 'k' }).credits(), (error) => {
    assert.ok(error instanceof VivavoceError);
    assert.equal(error.code, 'INSUFFICIENT_CREDITS');
    assert.equal(error.status, 402);
    assert.equal(error.requestId, 'r1');
    assert.deepEqual(error.details, { cost: 5 });
    return true;
  });
  assert.equal(seen.length, 1, 'an error that waiting cannot fix is not retried');
});

test('a request that came too early is retried when the API says so', async (t) => {
  const early = refusal(429, 'POLL_RATE_LIMITED', { retryAfterSeconds: 0 });
  const { baseUrl, seen } = await serve(t, early, early, OK);
  await createVivavoce({ baseUrl, apiKey: 'k' }).poll('run');
  assert.equal(seen.length, 3);
});

test('reads are retried when the connection breaks, until the retries are used up', async (t) => {
  const once = await serve(t, breakOff, OK);
  await createVivavoce({ baseUrl: once.baseUrl, apiKey: 'k' }).credits();
  assert.equal(once.seen.length, 2);
  const always = await serve(t, breakOff);
  const client = createVivavoce({ baseUrl: always.baseUrl, apiKey: 'k', maxRetries: 1 });
  await assert.rejects(client.credits(), VivavoceConnectionError);
  assert.equal(always.seen.length, 2);
});

test('a submit is retried under one idempotency key, so that it creates one run', async (t) => {
  const keys: unknown[] = [];
  const noting =
    (answer: Answer): Answer =>
    (request, response) => {
      keys.push(request.headers['idempotency-key']);
      answer(request, response);
    };
  const { baseUrl } = await serve(t, noting(breakOff), noting(refusal(500, 'INTERNAL_ERROR')), noting(OK));
  const client = createVivavoce({ baseUrl, apiKey: 'k' });
  await client.submit(new Blob(['x']));
  await client.submit(new Blob(['x']), {}, { idempotencyKey: 'mine' });
  const [first, second, third, fourth] = keys;
  assert.ok(typeof first === 'string' && first.length >= 32);
  assert.deepEqual([second, third, fourth], [first, first, 'mine']);
});

test('runs are listed page after page, with every filter in the query', async (t) => {
  const { baseUrl, seen } = await serve(
    t,
    json(200, { runs: [{ id: 'a' }, { id: 'b' }], nextCursor: 'next' }),
    json(200, { runs: [{ id: 'c' }], nextCursor: null }),
  );
  const ids: string[] = [];
  const filter = { tags: ['x', 'y'], metadata: { role: 'a b' }, createdAfter: new Date(0) };
  for await (const run of createVivavoce({ baseUrl, apiKey: 'k' }).runs(filter)) ids.push(run.id);
  assert.deepEqual(ids, ['a', 'b', 'c']);
  const queries = seen.map((line) => new URLSearchParams(line.split(' ')[1]?.split('?')[1]));
  assert.deepEqual(queries[0]?.getAll('tag'), ['x', 'y']);
  assert.equal(queries[0]?.get('metadata[role]'), 'a b');
  assert.equal(queries[0]?.get('createdAfter'), '1970-01-01T00:00:00.000Z');
  assert.deepEqual([queries[0]?.get('cursor'), queries[1]?.get('cursor')], [null, 'next']);
});

test('erasing accepts a response without a body', async (t) => {
  const { baseUrl, seen } = await serve(t, (_, response) => response.writeHead(204).end());
  await createVivavoce({ baseUrl, apiKey: 'k' }).erase('run');
  assert.deepEqual(seen, ['DELETE /api/v1/speech/analyze/run k']);
});

test('a request to a silent server times out', async (t) => {
  const { baseUrl } = await serve(t, () => undefined);
  const client = createVivavoce({ baseUrl, apiKey: 'k', timeoutMs: 50, maxRetries: 0 });
  await assert.rejects(client.credits(), VivavoceTimeoutError);
});

test('Retry-After is honoured without a body, from the API and from a proxy in front of it', async (t) => {
  const bare =
    (status: number, after: string, body: string): Answer =>
    (_, response) => {
      response.writeHead(status, { 'retry-after': after }).end(body);
    };
  const limited = JSON.stringify({ error: { code: 'RATE_LIMIT_EXCEEDED', message: 'No.' } });
  const soon = new Date(Date.now() + 1000).toUTCString();
  const { baseUrl, seen } = await serve(t, bare(503, '0', '<h1>Busy</h1>'), bare(429, soon, limited), OK);
  await createVivavoce({ baseUrl, apiKey: 'k' }).health();
  assert.equal(seen.length, 3);
  for (const body of [limited, '<h1>Busy</h1>']) {
    const busy = await serve(t, bare(503, '3600', body));
    const client = createVivavoce({ baseUrl: busy.baseUrl, apiKey: 'k' });
    await assert.rejects(client.health(), { retryAfterSeconds: 3600 });
    assert.equal(busy.seen.length, 1, 'nobody expects a call to sleep for an hour');
  }
});

test('a response that is not one of the API is reported as such', async (t) => {
  const { baseUrl } = await serve(t, json(404, { message: 'a proxy' }));
  const client = createVivavoce({ baseUrl, apiKey: 'k', maxRetries: 0 });
  await assert.rejects(client.credits(), /not a response of the API/);
});

test('files are returned unchanged, error responses are thrown with their code', async (t) => {
  const seen: string[] = [];
  const { baseUrl } = await serve(
    t,
    (request, response) => {
      seen.push(`${request.url}`);
      response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF');
    },
    (request, response) => {
      seen.push(`${request.url} ${request.headers.range}`);
      response.writeHead(206, { 'content-type': 'audio/ogg' }).end('ggS');
    },
    (request, response) => {
      seen.push(`${request.url}`);
      response.writeHead(200, { 'content-type': 'text/vtt' }).end('WEBVTT\n');
    },
    refusal(404, 'NOT_FOUND'),
  );
  const vivavoce = createVivavoce({ baseUrl, apiKey: 'k' });
  const report = await vivavoce.report('1', { audience: 'candidate' });
  assert.equal(await report.text(), '%PDF');
  assert.equal(report.type, 'application/pdf');
  assert.equal(await (await vivavoce.audio('1', { start: 1, end: 4 })).text(), 'ggS');
  assert.equal(await vivavoce.transcript('1', 'vtt'), 'WEBVTT\n');
  assert.deepEqual(seen, [
    '/api/v1/speech/analyze/1/report?format=pdf&audience=candidate',
    '/api/v1/speech/analyze/1/audio bytes=1-3',
    '/api/v1/speech/analyze/1/transcript?format=vtt',
  ]);
  await assert.rejects(
    vivavoce.audio('1'),
    (error) => error instanceof VivavoceError && error.code === 'NOT_FOUND',
  );
});

test('a recording by URL is sent as its address, without a file', async (t) => {
  let form = '';
  const { baseUrl } = await serve(t, OK);
  const client = createVivavoce({
    baseUrl,
    apiKey: 'k',
    fetch: async (input, init) => {
      form = await new Response(init?.body ?? null).text();
      return fetch(input, init);
    },
  });
  await client.submit(new URL('https://example.com/a b.mp3?x=1'), { externalId: '7' });
  assert.match(form, /name="externalId"\r\n\r\n7\r\n/);
  assert.match(form, /name="audioUrl"\r\n\r\nhttps:\/\/example\.com\/a%20b\.mp3\?x=1\r\n--/);
  assert.doesNotMatch(form, /filename/);
  const links = [1, 2].map((n) => new URL(`https://example.com/${n}.mp3`));
  await client.submit(links);
  assert.deepEqual(
    [...form.matchAll(/name="audioUrl"\r\n\r\n(\S+)/g)].map(([, link]) => link),
    links.map(({ href }) => href),
  );
  await assert.rejects(client.submit([...links, new Blob(['x'])]), /all files or all URLs/);
});
