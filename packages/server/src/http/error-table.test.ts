import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import {
  errorEnvelopeSchema,
  errorsOf,
  OPERATIONS,
  REQUEST_ERRORS,
  type RequestErrorCode,
  RUN_ERROR_CODES,
} from '@vivavoce/contract';
import { recordGrant } from '../credits/ledger.ts';
import type { Script } from '../testing/fake-engine.ts';
import { submit, submitForm, waitUntilFinished } from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';
import {
  ask,
  createTestApiKey,
  ERROR_REQUESTS,
  type FixtureRequest,
  type Scenario,
  setUpScenario,
  submission,
} from './error-table.fixture.ts';

/** The rows of the contract's table: clients were promised these. The server has more, of its own. */
const DOCUMENTED: Readonly<Record<number, readonly RequestErrorCode[]>> = {
  400: [
    'MISSING_AUDIO_FILE',
    'UNSUPPORTED_FORMAT',
    'AUDIO_TOO_SHORT',
    'AUDIO_TOO_LONG',
    'FILE_TOO_LARGE',
    'AUDIO_DURATION_UNAVAILABLE',
    'INVALID_LANGUAGE_CODE',
    'INVALID_EXTERNAL_ID',
    'INVALID_METADATA',
    'INVALID_TAGS',
    'INVALID_WEBHOOK_URL',
    'INVALID_STATUS',
    'INVALID_SERVICE_TYPE',
    'INVALID_DATE',
    'CONSENT_REQUIRED',
    'INVALID_PARAMETERS',
  ],
  401: ['MISSING_API_KEY', 'INVALID_API_KEY', 'API_KEY_EXPIRED', 'CLIENT_INACTIVE'],
  402: ['INSUFFICIENT_CREDITS'],
  403: ['MISSING_PERMISSION', 'MULTILINGUAL_NOT_ENABLED', 'IP_NOT_ALLOWED'],
  404: ['RUN_NOT_FOUND', 'NOT_FOUND'],
  405: ['METHOD_NOT_ALLOWED'],
  409: ['IDEMPOTENCY_KEY_REUSED'],
  429: ['RATE_LIMIT_EXCEEDED', 'POLL_RATE_LIMITED'],
  500: ['INTERNAL_ERROR'],
  503: ['SERVICE_WARMING_UP', 'MULTILINGUAL_NOT_CONFIGURED'],
};

/** How a recording makes a run fail with each code; null: needs a server in a hurry, and is in `worker/worker.test.ts`. */
const FAILING: Readonly<Record<(typeof RUN_ERROR_CODES)[number], Partial<Script> | null>> = {
  NO_SPEECH_DETECTED: { refusal: 'NO_SPEECH_DETECTED' },
  CANDIDATE_SPEECH_INSUFFICIENT: { refusal: 'CANDIDATE_SPEECH_INSUFFICIENT' },
  AUDIO_DECODE_FAILED: { refusal: 'AUDIO_DECODE_FAILED' },
  TRANSCRIPTION_FAILED: { refusal: 'TRANSCRIPTION_FAILED' },
  SCORING_FAILED: { refusal: 'SCORING_FAILED' },
  PROCESSING_TIMEOUT: null,
  INTERNAL_ERROR: { ends: 'bug' },
};

/** Expects the whole form of an error answer. */
async function expectError(response: Response, code: RequestErrorCode): Promise<void> {
  const text = await response.text();
  assert.equal(response.status, REQUEST_ERRORS[code], `${code}: ${response.status} ${text}`);
  const body: unknown = JSON.parse(text);
  const envelope = errorEnvelopeSchema.parse(body);
  assert.deepEqual(body, envelope, 'nothing but what the schema names');
  const { error } = envelope;
  assert.equal(error.code, code, text);
  assert.ok(error.message.length > 10, text);
  assert.ok(Math.abs(Date.now() - Date.parse(error.timestamp)) < 60_000, text);
  assert.equal(error.requestId, response.headers.get('x-request-id'));
  const waits = [429, 503, 507].includes(response.status) ? String(error.retryAfterSeconds) : null;
  assert.equal(response.headers.get('retry-after'), waits);
  assert.equal(error.retryAfterSeconds !== undefined, waits !== null, text);
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
}

/** Whether the document says that a request can be answered with a code. */
function isDocumented({ path, method = 'GET' }: FixtureRequest, code: RequestErrorCode): boolean {
  const [plain = ''] = path.split('?');
  const operation = OPERATIONS.find(
    (one) =>
      one.method === method.toLowerCase() &&
      new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  );
  return operation !== undefined && errorsOf(operation).includes(code);
}

async function walkRequestErrors(t: TestContext, scene: Scenario): Promise<void> {
  for (const code of Object.keys(REQUEST_ERRORS) as RequestErrorCode[]) {
    await t.test(`a request is answered with ${code}`, async () => {
      const asked = await ERROR_REQUESTS[code](scene);
      await expectError(await ask(scene, asked), code);
      if (code !== 'METHOD_NOT_ALLOWED') assert.ok(isDocumented(asked, code), `${asked.path}: ${code}`);
    });
  }
}

async function walkRunErrors(t: TestContext, scene: Scenario): Promise<void> {
  for (const code of RUN_ERROR_CODES) {
    const script = FAILING[code];
    if (script === null) continue;
    await t.test(`a run fails with ${code}`, async () => {
      const { id } = await submit(scene.at, submitForm(script));
      const run = await waitUntilFinished(scene.at, id);
      assert.equal(run.status, 'failed');
      assert.equal(run.status === 'failed' && run.error.code, code);
    });
  }
}

/** Puts one thing after the other right that is wrong with a submit, and expects the next one to be named. */
async function walkOrderOfChecks(scene: Scenario): Promise<void> {
  const { store } = scene.at;
  const { name, id: tenantId } = await createTestTenant(store, 2);
  const setClient = (values: { speech?: boolean; multilingual?: boolean }) =>
    store.db.updateTable('clients').set(values).where('name', '=', name).execute();
  await setClient({ speech: false });
  const slow = { requestsPerMinute: 1 };
  const elsewhere = await createTestApiKey(scene, { ...slow, allowedNetworks: ['10.0.0.0/8'] }, name);
  const spent = await createTestApiKey(scene, slow, name);
  const { key } = await createTestApiKey(scene, {}, name);
  const wrong = submitForm(null, [
    ['externalId', ''],
    ['language', 'de'],
  ]);
  const german: [string, string][] = [['language', 'de']];
  const expect = async (code: RequestErrorCode, body: FormData, by = key) =>
    expectError(await ask(scene, submission(scene, body, by)), code);

  await expect('INVALID_API_KEY', wrong, 'x');
  await expect('IP_NOT_ALLOWED', wrong, elsewhere.key);
  await expect('MISSING_PERMISSION', wrong, spent.key);
  await expect('RATE_LIMIT_EXCEEDED', wrong, spent.key);
  await expect('MISSING_PERMISSION', wrong);
  await setClient({ speech: true });
  await expect('INVALID_EXTERNAL_ID', wrong);
  await expect('MISSING_AUDIO_FILE', submitForm(null, german));
  await expect('UNSUPPORTED_FORMAT', submitForm('no recording', german));
  // Nothing is decoded for whoever may not have it analysed, or cannot pay for the shortest run.
  await expect('MULTILINGUAL_NOT_ENABLED', submitForm({ durationMs: 1000 }, german));
  await setClient({ multilingual: true });
  await expect('MULTILINGUAL_NOT_CONFIGURED', submitForm({ durationMs: 1000 }, german));
  await expect('INSUFFICIENT_CREDITS', submitForm({ durationMs: 1000 }));
  await recordGrant(store.db, tenantId, 2);
  await expect('AUDIO_TOO_SHORT', submitForm({ durationMs: 1000 }));
  await expect('INSUFFICIENT_CREDITS', submitForm({ durationMs: 10 * 60_000 }));
}

it('the table of errors', async (t) => {
  const scene = await setUpScenario(t);
  await t.test('holds what clients were promised', () => {
    for (const [status, codes] of Object.entries(DOCUMENTED)) {
      for (const code of codes) assert.equal(REQUEST_ERRORS[code], Number(status), code);
    }
  });
  await walkRunErrors(t, scene);
  await walkRequestErrors(t, scene);
  await t.test('is asked in the order of the contract when much is wrong with a submit', () =>
    walkOrderOfChecks(scene),
  );
});
