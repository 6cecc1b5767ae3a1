import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { creditsResponseSchema, healthResponseSchema, pollResponseSchema } from '@vivavoce/contract';
import { type FakeEndpoint, startFakeEndpoint } from '@vivavoce/engine/fake-endpoint';
import { sampleInterview, twoChannelCall } from '@vivavoce/samples';
import {
  createVivavoce,
  createVivavoceOperator,
  type FinishedRun,
  type Vivavoce,
  VivavoceError,
} from '@vivavoce/sdk';
import { readConfig, type Server, startServer } from '@vivavoce/server';

const VIVAVOCE = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
const SHORT_SPEECH = fileURLToPath(new URL('../samples/fixtures/speech.opus', import.meta.url));
const CREDITS = 20;
const OPERATOR_TOKEN = 'the operator of this installation'.replaceAll(' ', '-');
/** A loaded machine may take its time; nothing is judged by it. */
const LIMIT_MS = 600_000;

/** Time for an endpoint to be found failing: three requests at once, and again after a second. */
const ENDPOINT_WAIT_MINUTES = 0.1;

/** A whole installation: embedded database, API, one worker, a client with a key, an endpoint for other languages. */
interface Installation {
  readonly server: Server;
  readonly dataDir: string;
  readonly vivavoce: Vivavoce;
  readonly endpoint: FakeEndpoint;
}

test('an interview sent over HTTP comes back scored and is charged once, though its worker was killed', {
  timeout: LIMIT_MS,
}, async (t) => {
  const { server, dataDir, vivavoce, endpoint } = await install(t);
  assert.equal(healthResponseSchema.parse(await vivavoce.health()).status, 'ok');

  const { id } = await vivavoce.submit(sampleInterview.audio, {
    externalId: 'candidate 7',
    metadata: { role: 'planner' },
    tags: ['batch-3'],
  });
  const killed = new Set<number>();
  const result = await vivavoce.waitForResult(id, {
    onState(state) {
      assert.deepEqual(pollResponseSchema.parse(state), state);
      const [pid] = server.workerPids();
      if (state.status !== 'processing' || state.progress.percent < 10 || killed.size > 0 || !pid) return;
      process.kill(pid, 'SIGKILL');
      killed.add(pid);
    },
  });
  assert.equal(killed.size, 1, 'the worker was killed in the middle');
  assert.ok(!killed.has(server.workerPids()[0] ?? 0), 'another worker stands in its place');

  assert.ok(result.status === 'success');
  assertFilled(result);
  assert.equal(result.externalId, 'candidate 7');
  assert.deepEqual(result.metadata, { role: 'planner' });
  assert.deepEqual(result.tags, ['batch-3']);
  await assertChargedOnce(vivavoce, result);
  await assertDownloads(vivavoce, result);

  const stranger = await clientOf(server, dataDir, 'Another client');
  await assert.rejects(
    stranger.poll(id),
    (error) => error instanceof VivavoceError && error.code === 'RUN_NOT_FOUND',
  );

  await assertShared(vivavoce, result);
  await assertRevised(vivavoce, result);
  await assertAccommodated(vivavoce);
  await assertOutage(server, await clientOf(server, dataDir, 'Abroad', ['--multilingual']), endpoint);
  await assertAdministered(server, vivavoce);
});

/** What people take away from the run: report, transcript, sound and waveform. */
async function assertDownloads(vivavoce: Vivavoce, { id, audio }: Scored): Promise<void> {
  const textOf = async (blob: Blob): Promise<string> =>
    Buffer.from(await blob.arrayBuffer()).toString('latin1');
  assert.match(await textOf(await vivavoce.report(id)), /^%PDF-1\.7/);
  const own = await vivavoce.report(id, { format: 'html', audience: 'candidate' });
  assert.match(await textOf(own), /<h1>Your spoken English<\/h1>/);
  assert.match(await vivavoce.transcript(id, 'vtt'), /^WEBVTT\n\n00:00:00\.\d{3} --> /);
  const recording = await readFile(sampleInterview.audio);
  assert.deepEqual(Buffer.from(await (await vivavoce.audio(id)).arrayBuffer()), recording);
  const part = await vivavoce.audio(id, { start: 4, end: 8 });
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), recording.subarray(4, 8));
  const { peaks, peaksPerSecond } = await vivavoce.waveform(id);
  assert.equal(peaks.length, Math.ceil((audio.durationMs * peaksPerSecond) / 1000));
  assert.ok(Math.max(...peaks) > 40);
}

/** Starts an installation in a folder of its own; the client and its key are made beside the running server. */
async function install(t: TestContext): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-installation-'));
  const endpoint = await startFakeEndpoint();
  const config = readConfig({
    VIVAVOCE_DATA_DIR: dataDir,
    VIVAVOCE_PORT: '0',
    VIVAVOCE_POLL_INTERVAL_SECONDS: '1',
    VIVAVOCE_MIN_MINUTES: '0',
    VIVAVOCE_LEASE_SECONDS: '3',
    VIVAVOCE_OPERATOR_TOKEN: OPERATOR_TOKEN,
    VIVAVOCE_METRICS_PORT: '0',
    VIVAVOCE_TRANSCRIPTION_URL: endpoint.url,
    VIVAVOCE_TRANSCRIPTION_MODEL: 'stand-in',
    VIVAVOCE_CHAT_URL: endpoint.url,
    VIVAVOCE_CHAT_MODEL: 'stand-in',
    VIVAVOCE_ENDPOINT_WAIT_MINUTES: `${ENDPOINT_WAIT_MINUTES}`,
    VIVAVOCE_LOG_LEVEL: 'silent',
  });
  const server = await startServer(config);
  t.after(async () => {
    await server.stop();
    await endpoint.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { server, dataDir, vivavoce: await clientOf(server, dataDir, 'Acme Recruiting'), endpoint };
}

async function clientOf(
  server: Server,
  dataDir: string,
  name: string,
  options: readonly string[] = [],
): Promise<Vivavoce> {
  await command(dataDir, ['clients', 'create', name, '--credits', `${CREDITS}`, ...options]);
  const { key } = JSON.parse(await command(dataDir, ['keys', 'create', '--client', name, '--json']));
  return createVivavoce({ baseUrl: server.url, apiKey: key });
}

async function command(dataDir: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [VIVAVOCE, ...args], {
    env: { ...process.env, VIVAVOCE_DATA_DIR: dataDir },
  });
  return stdout;
}

type Scored = Extract<FinishedRun, { status: 'success' | 'partial' }>;

async function assertChargedOnce(vivavoce: Vivavoce, result: Scored): Promise<void> {
  const minutes = Math.ceil(result.audio.durationMs / 60_000);
  assert.equal(result.credits?.deducted, minutes);
  const credits = creditsResponseSchema.parse(await vivavoce.credits());
  assert.equal(credits.balance, CREDITS - minutes);
  assert.equal(credits.held, 0);
  assert.equal(credits.transactions.filter(({ runId }) => runId === result.id).length, 1);
}

/** Another speaker and corrected words are scored without the sound; the results before stay, and go with the run. */
async function assertRevised(vivavoce: Vivavoce, result: Scored): Promise<void> {
  const { id, scores, transcript } = result;
  const interviewer = await vivavoce.rescore(id, 'speaker_0');
  assert.equal(interviewer.transcript.candidateSpeaker, 'speaker_0');
  assert.notDeepEqual(interviewer.scores, scores);
  const again = await vivavoce.rescore(id, 'speaker_1');
  assert.deepEqual(again.scores, scores, 'the same speaker has the same scores as when the sound was heard');
  const segment = transcript.segments.findIndex(({ speaker }) => speaker === 'speaker_1');
  const corrected = await vivavoce.correctTranscript(id, [{ segment, word: 0, text: 'Zanzibar' }]);
  assert.match(corrected.transcript.candidateText, /^Zanzibar /);
  assert.equal(corrected.scores.accent, scores.accent, 'how it sounded stays');
  const reviewed = await vivavoce.review(id, { decision: 'override', scores: { fluency: 3 } });
  assert.deepEqual((await vivavoce.poll(id)) as Scored, { ...corrected, review: reviewed });
  const { results } = await vivavoce.history(id);
  assert.deepEqual(
    results.map(({ number, reason }) => `${number} ${reason}`),
    ['4 correction', '3 rescore', '2 rescore', '1 analysis'],
  );
  assert.deepEqual(await vivavoce.revision(id, 1), result);
  const zip = await new Response(await vivavoce.exportCandidate('candidate 7')).bytes();
  assert.equal(Buffer.from(zip.subarray(0, 2)).toString(), 'PK');
  const { people } = await vivavoce.fairness({ groupBy: ['role'] });
  assert.equal(people, 1);
  await vivavoce.erase(id);
  await assert.rejects(vivavoce.history(id), (error) => error instanceof VivavoceError);
}

/** A link to the report, and the candidate's wish behind it. */
async function assertShared(vivavoce: Vivavoce, { id }: Scored): Promise<void> {
  const { id: shareId, token } = await vivavoce.createShare(id, { audience: 'candidate' });
  assert.deepEqual(
    (await vivavoce.shares(id)).map((share) => share.id),
    [shareId],
  );
  await vivavoce.revokeShare(id, shareId);
  assert.deepEqual(await vivavoce.shares(id), []);
  assert.ok(token.length > 20);
  assert.deepEqual(await vivavoce.erasureRequests(), []);
}

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const list: Row[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

/** The operator runs a client by the SDK, and the client sees what it has. */
async function assertAdministered({ url }: Server, vivavoce: Vivavoce): Promise<void> {
  const operator = createVivavoceOperator({ baseUrl: url, operatorToken: OPERATOR_TOKEN });
  const acme = (await all(operator.clients())).find(({ name }) => name === 'Acme Recruiting');
  assert.ok(acme);
  const client = operator.client(acme.id);
  const project = await client.createProject({ name: 'Planners' });
  assert.deepEqual(await vivavoce.projects(), [project]);
  assert.equal((await client.changeProject(project.id, { requiresConsent: true })).requiresConsent, true);
  const made = await client.createKey({ projectId: project.id });
  const next = await client.rotateKey(made.id, { overlapHours: 0 });
  await client.revokeKey(next.id);
  assert.equal((await client.keys()).length, 3);
  const endpoint = await client.addWebhookEndpoint('https://hooks.example.com/vivavoce');
  assert.notEqual((await client.switchWebhookEndpoint(endpoint.id, false)).disabledAt, null);
  assert.equal((await client.webhookEndpoints()).length, 1);
  assert.deepEqual(await all(client.webhookDeliveries()), []);
  await client.removeWebhookEndpoint(endpoint.id);
  assert.match((await client.rotateWebhookSecret()).secret, /^whsec_/);
  assert.equal((await client.changeSettings({ audioDays: 30 })).audioDays, 30);
  assert.equal((await client.settings()).audioDays, 30);
  const { balance } = await client.grantCredits(5);
  assert.equal((await client.read()).balance, balance);
  const [newest] = await all(vivavoce.transactions());
  assert.equal(newest?.amount, 5);
  assert.deepEqual(await vivavoce.holds(), []);
  assert.equal((await vivavoce.statistics(1)).runsPerDay.length, 1);
  const rotations = await all(client.audit({ action: 'key.rotate' }));
  assert.equal(rotations.length, 1);
  assert.equal((await client.change({ active: false })).active, false);
  await assert.rejects(vivavoce.credits(), { code: 'CLIENT_INACTIVE' });
  assert.equal((await operator.createClient({ name: 'Third' })).name, 'Third');
}

/** A recording is transcribed and nobody scored, however little is said. */
async function assertAccommodated(vivavoce: Vivavoce): Promise<void> {
  const { id } = await vivavoce.submit(SHORT_SPEECH, { accommodation: true });
  const result = await vivavoce.waitForResult(id);
  assert.ok(result.status === 'success');
  assert.ok(Object.values(result.scores).every((score) => score === null));
  assert.ok(result.transcript.candidateText.length > 20);
  assert.equal(result.credits?.deducted, 1);
}

/** While an endpoint is down a run asks again within its time, then fails and costs nothing; health and metrics tell who failed. */
async function assertOutage(server: Server, vivavoce: Vivavoce, endpoint: FakeEndpoint): Promise<void> {
  const told = async () => {
    const { endpoints } = healthResponseSchema.parse(await vivavoce.health());
    const metrics = await (await fetch(server.metricsUrl ?? '')).text();
    const up = [...metrics.matchAll(/vivavoce_endpoint_up\{endpoint="(\w+)"\} (\d)/g)];
    return { health: endpoints, up: Object.fromEntries(up.map(([, name, value]) => [name, value])) };
  };
  const allWell = { health: { transcription: 'ok', chat: 'ok' }, up: { transcription: '1', chat: '1' } };
  assert.deepEqual(await told(), allWell);
  assert.equal(endpoint.requests.length, 0, 'English stays inside');

  endpoint.behave('/v1/audio/transcriptions', [], { kind: 'status', status: 503 });
  const { id } = await vivavoce.submit(twoChannelCall.opus, { language: 'fr' });
  assert.ok((await vivavoce.credits()).held > 0);
  const result = await vivavoce.waitForResult(id);
  assert.ok(result.status === 'failed');
  assert.equal(result.error.code, 'TRANSCRIPTION_FAILED');
  assert.match(result.error.message, /status 503.*Submit the recording again later/);
  assert.ok(endpoint.requests.length > 3, 'each of the first pieces was asked for more than once');
  const { balance, held, transactions } = creditsResponseSchema.parse(await vivavoce.credits());
  assert.deepEqual([balance, held], [CREDITS, 0]);
  assert.ok(transactions.every(({ type }) => type !== 'charge'));
  assert.deepEqual(await told(), {
    health: { transcription: 'failing', chat: 'ok' },
    up: { transcription: '0', chat: '1' },
  });
}

/** The candidate is right, and every field of the answer that the contract was grown from holds something. */
function assertFilled(result: Scored): void {
  const { scores, explainability, transcript, audio, candidateDetection } = result;
  assert.equal(candidateDetection.speaker, 'speaker_1');
  assert.equal(audio.speakerCount, 2);
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
