import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it, type TestContext } from 'node:test';
import { EngineError } from '../errors.ts';
import { type Behaviour, type FakeEndpoint, startFakeEndpoint } from '../testing/fake-endpoint.ts';
import { type ChatQuestion, endpointLanguageModel } from './chat.ts';
import { Circuit, type CircuitState } from './circuit-breaker.ts';
import { createEndpointClient, DEFAULT_RETRY_POLICY, type RetryPolicy } from './endpoint-client.ts';
import { languageCodeOf } from './language-names.ts';
import { endpointTranscriber } from './transcription.ts';

const CHAT = '/v1/chat/completions';
const WORDS = '/v1/audio/transcriptions';
const QUICK: RetryPolicy = {
  ...DEFAULT_RETRY_POLICY,
  waitMs: 30_000,
  attemptMs: 10_000,
  firstBackoffMs: 5,
  maxBackoffMs: 20,
  parallel: 2,
  failures: 3,
  openMs: 60,
};

async function aServer(t: TestContext): Promise<FakeEndpoint> {
  const at = await startFakeEndpoint();
  t.after(() => at.close());
  return at;
}

/** The client of a server, and the states of its circuit. */
function clientOf(url: string, patience: Partial<RetryPolicy> = {}) {
  const states: CircuitState[] = [];
  const endpoint = { url, key: 'secret', model: 'any' };
  const client = createEndpointClient(endpoint, { ...QUICK, ...patience }, (state) => states.push(state));
  return { client, states };
}

const turn = {
  text: 'J’ai travaillé longtemps dans une clinique à la campagne',
  startMs: 0,
  endMs: 4000,
  pausesMs: [],
};
const question: ChatQuestion = {
  messages: [
    { role: 'system', content: 'Rate.' },
    { role: 'user', content: JSON.stringify({ figures: { syllablesBetweenPauses: 6 }, turns: [turn] }) },
  ],
  seed: 7,
  schema: { name: 'rating', schema: { type: 'object' } },
};
const ask = (url: string, patience: Partial<RetryPolicy> = {}) =>
  endpointLanguageModel(clientOf(url, patience).client).answer(question);
const answerWithStatus = (status: number, headers: Record<string, string> = {}): Behaviour => ({
  kind: 'status',
  status,
  headers,
});
const unavailable = (what: RegExp) => (error: unknown) =>
  error instanceof EngineError && error.code === 'SCORING_FAILED' && what.test(error.message);

describe('a request to an endpoint', { concurrency: true }, () => {
  it('carries the key, the model, a seed, no chance and the schema', async (t) => {
    const at = await aServer(t);
    assert.ok(JSON.parse(await ask(at.url)).fluency);
    const [{ authorization, fields } = assert.fail('no request')] = at.requests;
    assert.equal(authorization, 'Bearer secret');
    const { model, temperature, seed, response_format: format } = fields as Record<string, unknown>;
    assert.deepEqual([model, temperature, seed], ['any', 0, 7]);
    const schema = { name: 'rating', schema: { type: 'object' }, strict: true };
    assert.deepEqual(format, { type: 'json_schema', json_schema: schema });
  });

  it('is made again after failures that pass: outages, hang-ups, answers too late, nonsense', async (t) => {
    const failures: Behaviour[] = [
      answerWithStatus(503),
      { kind: 'hang-up' },
      { kind: 'slow', ms: 600 },
      { kind: 'malformed' },
    ];
    for (const failure of failures) {
      const at = await aServer(t);
      at.behave(CHAT, [failure]);
      assert.ok(await ask(at.url, failure.kind === 'slow' ? { attemptMs: 300 } : {}), failure.kind);
    }
  });

  it('waits as long as the server asks when it has had too many', async (t) => {
    const at = await aServer(t);
    at.behave(CHAT, [answerWithStatus(429, { 'retry-after': '1' })]);
    const startedAt = performance.now();
    assert.ok(await ask(at.url));
    assert.ok(performance.now() - startedAt >= 1000);
    at.behave(CHAT, [answerWithStatus(429, { 'retry-after': '3600' })]);
    await assert.rejects(ask(at.url), unavailable(/status 429/));
  });
});

describe('a request that cannot be answered', { concurrency: true }, () => {
  it('is given up at once when it is refused, and says neither key nor address', async (t) => {
    for (const status of [400, 401, 404, 422]) {
      const at = await aServer(t);
      at.behave(CHAT, [], answerWithStatus(status));
      await assert.rejects(ask(at.url), (error: EngineError) => {
        assert.match(error.message, new RegExp(`refused the request with status ${status}`));
        assert.doesNotMatch(error.message, /secret|127\.0\.0\.1/);
        return true;
      });
      assert.equal(at.requests.length, 1);
    }
  });

  it('is given up when the patience ends, when all answers are nonsense, and when nobody is there', async (t) => {
    const at = await aServer(t);
    at.behave(CHAT, [], answerWithStatus(500));
    await assert.rejects(ask(at.url, { waitMs: 1500 }), unavailable(/status 500|in time/));
    at.behave(CHAT, [], { kind: 'malformed' });
    await assert.rejects(ask(at.url), unavailable(/no JSON/));
    at.behave(CHAT, [], { kind: 'malformed', body: '{"choices":[]}' });
    await assert.rejects(ask(at.url), unavailable(/no chat completion/));
    await at.close();
    await assert.rejects(ask(at.url, { waitMs: 300 }), unavailable(/could not be reached/));
  });

  it('reads no endless answer and follows no redirect', async (t) => {
    const at = await aServer(t);
    at.behave(CHAT, [], { kind: 'endless' });
    await assert.rejects(ask(at.url), unavailable(/too long/));
    const other = await aServer(t);
    at.behave(CHAT, [], answerWithStatus(307, { location: `${other.url}/chat/completions` }));
    await assert.rejects(ask(at.url, { waitMs: 1000 }), unavailable(/could not be reached|in time/));
    assert.equal(other.requests.length, 0);
  });

  it('ends with the run that it is for', async (t) => {
    const at = await aServer(t);
    at.behave(CHAT, [], answerWithStatus(503));
    const signal = AbortSignal.timeout(50);
    const { client } = clientOf(at.url);
    const asked = endpointLanguageModel(client).answer(question, signal);
    await assert.rejects(asked, { name: 'TimeoutError' });
  });
});

describe('the engine', () => {
  it('opens connections in two files alone: to endpoints, and for models that an operator adds', async () => {
    const root = new URL('../', import.meta.url);
    const files = (await readdir(root, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name));
    const callers: string[] = [];
    for (const name of files) {
      const source = await readFile(new URL(name, root), 'utf8');
      if (/\bfetch\(|node:(https?|net|tls|dgram)'/.test(source)) callers.push(name);
    }
    assert.deepEqual(callers.filter((name) => !name.startsWith('testing/')).sort(), [
      'endpoints/endpoint-client.ts',
      'endpoints/model-download.ts',
    ]);
  });
});

describe('an endpoint that fails', () => {
  it('is not called after failures in a row, tested once, and called again when it is back', async (t) => {
    const at = await aServer(t);
    at.behave(CHAT, [
      answerWithStatus(500),
      answerWithStatus(500),
      answerWithStatus(500),
      answerWithStatus(500),
    ]);
    const { client, states } = clientOf(at.url);
    const model = endpointLanguageModel(client);
    await Promise.all([model.answer(question), model.answer(question)]);
    assert.deepEqual(states, ['open', 'closed']);
  });

  it('is tested by a single request when the circuit has been open for long enough', async (t) => {
    t.mock.timers.enable({ apis: ['Date'] });
    const states: CircuitState[] = [];
    const onChange = (state: CircuitState) => states.push(state);
    const circuit = new Circuit({ failures: 2, openMs: 100, onChange });
    const fail = async () => ({ isFailure: true });
    await circuit.send(fail);
    assert.equal(circuit.waitMs(), 0);
    await circuit.send(fail);
    assert.equal(circuit.waitMs(), 100);
    t.mock.timers.tick(100);
    assert.equal(circuit.waitMs(), 0);
    const failing = circuit.send(fail);
    assert.ok(circuit.waitMs() > 0, 'the others wait for the test');
    await failing;
    assert.equal(circuit.waitMs(), 100);
    t.mock.timers.tick(100);
    const aborted = circuit.send(() => Promise.reject(new Error('aborted')));
    await assert.rejects(aborted, /aborted/);
    assert.deepEqual(states, ['open'], 'an aborted test does not close the circuit');
    t.mock.timers.tick(100);
    await circuit.send(async () => ({ isFailure: false }));
    assert.equal(circuit.waitMs(), 0);
    assert.deepEqual(states, ['open', 'closed']);
  });

  it('is not given up for requests that runs abort', async () => {
    const states: CircuitState[] = [];
    const circuit = new Circuit({ failures: 1, openMs: 100, onChange: (state) => states.push(state) });
    await assert.rejects(
      circuit.send(() => Promise.reject(new Error('aborted'))),
      /aborted/,
    );
    assert.deepEqual([circuit.waitMs(), states], [0, []]);
  });
});

/** What is made of a body that a server answers with. */
async function written(t: TestContext, body: object, seconds = 10) {
  const at = await aServer(t);
  at.behave(WORDS, [], { kind: 'malformed', body: JSON.stringify(body) });
  return endpointTranscriber(clientOf(at.url).client).transcribe(new Float32Array(16_000 * seconds), {});
}
const texts = ({ words }: { readonly words: readonly { readonly text: string }[] }) =>
  words.map(({ text }) => text);

describe('a transcription', { concurrency: true }, () => {
  it('has the punctuation of the text and the times of the words', async (t) => {
    const words = [
      { word: 'Bonjour', start: 0.1, end: 0.5 },
      { word: 'j', start: 0.6, end: 0.65 },
      { word: 'ai', start: 0.65, end: 0.8 },
    ];
    const said = await written(t, { text: 'Bonjour, j’ai…', language: 'french', words });
    assert.deepEqual(said, {
      language: 'fr',
      words: [
        { text: 'Bonjour,', confidence: 1, startMs: 100, endMs: 500 },
        { text: 'j’ai…', confidence: 1, startMs: 600, endMs: 800 },
      ],
    });
  });

  it('keeps the marks that French sets apart, without which a question would be none', async (t) => {
    const words = [
      { word: 'Et', start: 0, end: 0.2 },
      { word: 'vous', start: 0.2, end: 0.6 },
    ];
    const said = await written(t, { text: 'Et vous ? « Bien » !', words: [] });
    assert.deepEqual(texts(said), ['Et', 'vous\u202f?', 'Bien\u202f»\u202f!']);
    assert.deepEqual(texts(await written(t, { text: 'Et vous ?', words })), ['Et', 'vous\u202f?']);
  });

  it('has no times where the server gives none, and trusts its own doubts', async (t) => {
    const segments = [{ text: ' Guten Tag.', avg_logprob: Math.log(0.5) }];
    const { words } = await written(t, { text: 'Guten Tag.', segments });
    assert.deepEqual(texts({ words }), ['Guten', 'Tag.']);
    assert.ok(
      words.every(({ confidence, startMs }) => startMs === null && Math.abs(confidence - 0.5) < 1e-9),
    );
  });

  it('leaves out what was made up: silence that was written down, loops, more than anybody says', async (t) => {
    const segments = [
      { text: 'Danke fürs Zuschauen', no_speech_prob: 0.9, avg_logprob: -1.4 },
      { text: 'ja ja ja ja ja', compression_ratio: 5 },
      { text: 'Guten Tag' },
    ];
    assert.deepEqual(texts(await written(t, { text: 'all', segments })), ['Guten', 'Tag']);
    assert.deepEqual(texts(await written(t, { text: 'la '.repeat(40) }, 2)), []);
    assert.deepEqual(texts(await written(t, { text: `${'x'.repeat(900)} oui\u0000non` })), ['oui', 'non']);
  });

  it('of another form is refused', async (t) => {
    await assert.rejects(written(t, { text: 7 }), /no verbose_json/);
  });

  it('tells languages by name and by code', () => {
    assert.deepEqual(
      ['French', 'fr', 'de-DE', 'Hebrew', 'jw', 'haitian creole', 'klingon', ''].map(languageCodeOf),
      ['fr', 'fr', 'de', 'he', 'jv', 'ht', null, null],
    );
  });
});
