import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { CANDIDATE_TEXT } from '../testing/fake-engine.ts';
import { startTestServer, submit, submitForm, waitUntilFinished } from '../testing/test-server.ts';

const NAME = 'Zacharias Quill';
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}

/** A receiver of traces: OTLP over HTTP with JSON. */
async function receiver(t: TestContext) {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (request.url === '/v1/traces') bodies.push(body);
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const spans = (): Span[] =>
    bodies.flatMap((body) => {
      const { resourceSpans } = JSON.parse(body) as {
        readonly resourceSpans: { readonly scopeSpans: { readonly spans: Span[] }[] }[];
      };
      return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, bodies };
}

it('traces tell of requests and of the stages of runs, and of no person', async (t) => {
  const received = await receiver(t);
  const at = await startTestServer(t, { workers: 1, tracesUrl: received.url });
  const { id } = await submit(at, submitForm({ takesMs: 60 }, [['externalId', NAME]]));
  await waitUntilFinished(at, id);
  const headers = { 'x-api-key': at.apiKey, traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01` };
  const path = `/api/v1/speech/runs?externalId=${encodeURIComponent(NAME)}`;
  assert.equal((await fetch(`${at.server.url}${path}`, { headers })).status, 200);
  await at.server.stop();

  const spans = received.spans();
  const run = spans.find(({ name }) => name === 'run');
  assert.ok(run, JSON.stringify(spans));
  const words = spans.find(({ name }) => name === 'words');
  assert.deepEqual([words?.traceId, words?.parentSpanId], [run.traceId, run.spanId]);
  assert.ok(BigInt(words?.startTimeUnixNano ?? 0) >= BigInt(run.startTimeUnixNano));
  assert.ok(BigInt(words?.endTimeUnixNano ?? 0) <= BigInt(run.endTimeUnixNano));
  assert.ok(spans.some(({ name }) => name === 'POST /api/v1/speech/analyze'));
  const listing = spans.find(({ name }) => name === 'GET /api/v1/speech/runs');
  assert.deepEqual([listing?.traceId, listing?.parentSpanId], [TRACE_ID, 'b7ad6b7169203331']);
  const sent = received.bodies.join('');
  assert.ok(sent.includes(id));
  for (const secret of [NAME, 'Quill', encodeURIComponent(NAME), CANDIDATE_TEXT, at.apiKey, at.tenantId]) {
    assert.ok(!sent.includes(secret), `the traces tell ${secret}`);
  }
});

it('a receiver of traces that is not there hinders nothing', async (t) => {
  const at = await startTestServer(t, { workers: 1, tracesUrl: 'http://127.0.0.1:9' });
  const { id } = await submit(at, submitForm({}));
  await waitUntilFinished(at, id);
  await at.server.stop();
});
