import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  creditsResponseSchema,
  errorEnvelopeSchema,
  healthResponseSchema,
  type PollResponse,
  pollResponseSchema,
  submitResponseSchema,
} from '@vivavoce/contract';
import { sampleInterview } from '@vivavoce/samples';
import { readConfig, type Server, startServer } from '@vivavoce/server';

const VIVAVOCE = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
const CREDITS = 20;
/** A loaded machine may take its time; nothing is judged by it. */
const LIMIT_MS = 300_000;
/** A little more than the server asks for: both count from another moment. */
const POLL_MS = 1200;

/** A whole installation: embedded database, API, one worker, a client with a key. */
interface Installation {
  readonly server: Server;
  readonly dataDir: string;
  readonly key: string;
}

test('an interview sent over HTTP comes back scored and is charged once, though its worker was killed', {
  timeout: 2 * LIMIT_MS,
}, async (t) => {
  const at = await install(t);
  assert.equal(healthResponseSchema.parse(await (await get(at, '/health')).json()).status, 'ok');

  const submitted = submitResponseSchema.parse(await (await submitSample(at)).json());
  await until(at, submitted.id, (state) => state.status === 'processing' && state.progress.percent >= 10);
  const [pid] = at.server.workerPids();
  assert.ok(pid);
  process.kill(pid, 'SIGKILL');

  const result = await until(at, submitted.id, isFinished);
  assert.equal(result.status, 'success');
  assertFilled(result);
  assert.equal(result.candidateDetection.speaker, 'speaker_1');
  assert.equal(result.audio.speakerCount, 2);
  assert.equal(result.externalId, 'candidate 7');
  assert.deepEqual(result.metadata, { role: 'planner' });
  assert.deepEqual(result.tags, ['batch-3']);

  const minutes = Math.ceil(result.audio.durationMs / 60_000);
  assert.equal(result.credits?.deducted, minutes);
  const credits = creditsResponseSchema.parse(await (await get(at, '/credits')).json());
  assert.equal(credits.balance, CREDITS - minutes);
  assert.equal(credits.held, 0);
  const charges = credits.transactions.filter(({ runId }) => runId === submitted.id);
  assert.equal(charges.length, 1, 'the run is in the ledger once');

  const other = await keyOfNewClient(at.dataDir, 'Another client');
  const hidden = await get({ ...at, key: other }, `/speech/analyze/${submitted.id}`);
  assert.equal(errorEnvelopeSchema.parse(await hidden.json()).error.code, 'RUN_NOT_FOUND');
});

/** Starts an installation in a folder of its own; the client and its key are made beside the running server. */
async function install(t: TestContext): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-installation-'));
  const config = readConfig({
    VIVAVOCE_DATA_DIR: dataDir,
    VIVAVOCE_PORT: '0',
    VIVAVOCE_POLL_INTERVAL_SECONDS: '1',
    VIVAVOCE_LEASE_SECONDS: '3',
    VIVAVOCE_LOG_LEVEL: 'error',
  });
  const server = await startServer(config);
  t.after(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { server, dataDir, key: await keyOfNewClient(dataDir, 'Acme Recruiting') };
}

async function keyOfNewClient(dataDir: string, name: string): Promise<string> {
  await vivavoce(dataDir, ['clients', 'create', name, '--credits', `${CREDITS}`]);
  const { key } = JSON.parse(await vivavoce(dataDir, ['keys', 'create', '--client', name, '--json']));
  return key;
}

async function vivavoce(dataDir: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [VIVAVOCE, ...args], {
    env: { ...process.env, VIVAVOCE_DATA_DIR: dataDir },
  });
  return stdout;
}

function get({ server, key }: Installation, path: string): Promise<Response> {
  return fetch(`${server.url}/api/v1${path}`, { headers: { 'x-api-key': key } });
}

async function submitSample({ server, key }: Installation): Promise<Response> {
  const form = new FormData();
  form.append('externalId', 'candidate 7');
  form.append('metadata', JSON.stringify({ role: 'planner' }));
  form.append('tags', 'batch-3');
  form.append('audio', await openAsBlob(sampleInterview.audio), 'interview.opus');
  return fetch(`${server.url}/api/v1/speech/analyze`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${key}` },
  });
}

function isFinished({ status }: PollResponse): boolean {
  return status !== 'queued' && status !== 'processing';
}

async function until(
  at: Installation,
  id: string,
  reached: (state: PollResponse) => boolean,
): Promise<PollResponse> {
  const deadline = Date.now() + LIMIT_MS;
  while (Date.now() < deadline) {
    await sleep(POLL_MS);
    const state = pollResponseSchema.parse(await (await get(at, `/speech/analyze/${id}`)).json());
    if (reached(state)) return state;
    assert.ok(!isFinished(state), `the run ended as ${state.status}`);
  }
  throw new Error('The run did not get there in time');
}

type Finished = Extract<PollResponse, { status: 'success' | 'partial' }>;

/** Every field of the answer that the contract was grown from holds something. */
function assertFilled(result: Finished): void {
  const { scores, explainability, transcript, audio, candidateDetection } = result;
  for (const [name, value] of Object.entries(scores)) assert.notEqual(value, null, name);
  const texts = [
    ...Object.values(explainability),
    result.hrRecommendation,
    result.candidateFeedback,
    transcript.candidateText,
    audio.durationFormatted,
    candidateDetection.reason,
  ];
  for (const text of texts) assert.ok(text.length > 0);
  assert.ok(result.processingTimeMs > 0);
  assert.equal(result.scoringMethod, 'ml_hybrid');
  assert.equal(audio.languageCode, 'en');
  assert.ok(candidateDetection.wordCount > 300);
  assert.equal(transcript.candidateSpeaker, candidateDetection.speaker);
  assert.deepEqual(
    transcript.speakers.map(({ role }) => role),
    ['interviewer', 'candidate'],
  );
  assert.ok(transcript.segments.every(({ words }) => words.length > 0));
}
