import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  creditsResponseSchema,
  healthResponseSchema,
  type Passage,
  pollResponseSchema,
} from '@vivavoce/contract';
import { twoChannelCall } from '@vivavoce/samples';
import { createVivavoce, createVivavoceOperator, type FinishedRun, type Vivavoce } from '@vivavoce/sdk';
import { readConfig, type Server, startServer } from '@vivavoce/server';
import { type CommandRunner, startCommandRunner } from '../packages/cli/src/testing/command-runner.ts';
import { type FakeEndpoint, startFakeEndpoint } from '../packages/engine/src/testing/fake-endpoint.ts';
import { writeShortenedInterview } from '../packages/engine/src/testing/opening.ts';

const SHORT_SPEECH = fileURLToPath(new URL('../samples/fixtures/speech.opus', import.meta.url));
const CREDITS = 20;
const OPERATOR_TOKEN = 'the operator of this installation'.replaceAll(' ', '-');
/** A busy machine may take its time; nothing is measured by it. */
const LIMIT_MS = 600_000;

/** Long enough for an endpoint to be marked as failing: three requests at once, and retries after a second. */
const ENDPOINT_WAIT_MINUTES = 0.1;

/** A whole installation: embedded database, API, one worker, a tenant with a key, an endpoint for other languages. */
interface Installation extends AsyncDisposable {
  readonly server: Server;
  readonly commands: CommandRunner;
  readonly vivavoce: Vivavoce;
  readonly endpoint: FakeEndpoint;
  /** The path of what is submitted. */
  readonly interview: string;
}

describe('an interview sent over HTTP', { timeout: LIMIT_MS }, () => {
  let installation: Installation;
  let result: Scored;
  const seen: Seen = { killed: new Set(), drafts: [] };

  before(async () => {
    installation = await install();
    const finished = await analyseWithKilledWorker(installation, seen);
    assert.ok(finished.status === 'success');
    result = finished;
  });
  after(() => installation?.[Symbol.asyncDispose]());

  it('survives its worker, which another one replaces', () => {
    assert.equal(seen.killed.size, 1, 'the worker was killed during the analysis');
    assert.ok(!seen.killed.has(installation.server.workerPids()[0] ?? 0));
  });

  it('tells its words while they are recognised', () => assertDrafts(seen.drafts));

  it('is served by a healthy server', async () => {
    assert.equal(healthResponseSchema.parse(await installation.vivavoce.health()).status, 'ok');
  });

  it('comes back with the right candidate and every field filled', () => assertFilled(result));

  it('keeps what was submitted with it', () => {
    assert.equal(result.externalId, 'candidate 7');
    assert.deepEqual(result.metadata, { role: 'planner' });
    assert.deepEqual(result.tags, ['batch-3']);
  });

  it('is charged once', () => assertChargedOnce(installation.vivavoce, result));

  it('can be downloaded as report, transcript, audio and waveform', () =>
    assertDownloads(installation, result));

  it('does not exist for another tenant', async () => {
    const other = await createTenantClient(installation, 'Another tenant');
    await assert.rejects(other.poll(result.id), { name: 'VivavoceError', code: 'RUN_NOT_FOUND' });
  });

  it('can be shared with the candidate and withdrawn', () => assertShared(installation.vivavoce, result));

  it('is rescored for another speaker and for corrected words, with its history kept', () =>
    assertRevised(installation.vivavoce, result));

  it('is part of the candidate’s export and of the fairness report', () =>
    assertReported(installation.vivavoce));

  it('is gone with its history once it is erased', async () => {
    await installation.vivavoce.erase(result.id);
    await assert.rejects(installation.vivavoce.history(result.id), { code: 'RUN_NOT_FOUND' });
  });

  it('is transcribed without scores where an accommodation was requested', () =>
    assertAccommodated(installation.vivavoce));

  it('fails free of charge while the endpoint of its language is down, and health and metrics say so', async () => {
    const { server, endpoint } = installation;
    const abroad = await createTenantClient(installation, 'Abroad', ['--multilingual']);
    await assertOutage(server, abroad, endpoint);
  });

  it('belongs to a tenant that the operator administers', () =>
    assertAdministered(installation.server, installation.vivavoce));
});

/** What is seen of an analysis while it goes on. */
interface Seen {
  /** The worker that was killed, by process id. */
  readonly killed: Set<number>;
  /** The draft of the transcript each time it grew. */
  readonly drafts: (readonly Passage[])[];
}

/** Submits the interview and kills the worker once, during the analysis. */
async function analyseWithKilledWorker(
  { server, vivavoce, interview }: Installation,
  { killed, drafts }: Seen,
): Promise<FinishedRun> {
  const { id } = await vivavoce.submit(interview, {
    externalId: 'candidate 7',
    metadata: { role: 'planner' },
    tags: ['batch-3'],
  });
  return vivavoce.waitForResult(id, {
    onTranscript: (passages) => drafts.push(passages),
    onState(state) {
      assert.deepEqual(pollResponseSchema.parse(state), state);
      const [pid] = server.workerPids();
      if (state.status !== 'processing' || state.progress.percent < 10 || killed.size > 0 || !pid) return;
      process.kill(pid, 'SIGKILL');
      killed.add(pid);
    },
  });
}

/** The words grew from passage to passage, up to those of the result. */
function assertDrafts(drafts: Seen['drafts']): void {
  const counts = drafts.map(({ length }) => length);
  assert.ok(drafts.length > 2, `there are drafts of ${counts} passages`);
  assert.deepEqual(
    counts,
    counts.toSorted((a, b) => a - b),
  );
  assert.match(
    drafts
      .at(-1)
      ?.map(({ text }) => text)
      .join(' ') ?? '',
    /logistics/,
  );
}

/** The downloads of a run: report, transcript, audio and waveform. */
async function assertDownloads({ vivavoce, interview }: Installation, { id, audio }: Scored): Promise<void> {
  const textOf = async (blob: Blob): Promise<string> =>
    Buffer.from(await blob.arrayBuffer()).toString('latin1');
  assert.match(await textOf(await vivavoce.report(id)), /^%PDF-1\.7/);
  const own = await vivavoce.report(id, { format: 'html', audience: 'candidate' });
  assert.match(await textOf(own), /<h1>Your spoken English<\/h1>/);
  assert.match(await vivavoce.transcript(id, 'vtt'), /^WEBVTT\n\n00:00:00\.\d{3} --> /);
  const recording = await readFile(interview);
  assert.deepEqual(Buffer.from(await (await vivavoce.audio(id)).arrayBuffer()), recording);
  const part = await vivavoce.audio(id, { start: 4, end: 8 });
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), recording.subarray(4, 8));
  const { peaks, peaksPerSecond } = await vivavoce.waveform(id);
  assert.equal(peaks.length, Math.ceil((audio.durationMs * peaksPerSecond) / 1000));
  assert.ok(Math.max(...peaks) > 40);
}

/** Starts an installation in a folder of its own; the tenant and its key are created while the server runs. */
async function install(): Promise<Installation> {
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
    VIVAVOCE_TRANSCRIPTION_MODEL: 'fake',
    VIVAVOCE_CHAT_URL: endpoint.url,
    VIVAVOCE_CHAT_MODEL: 'fake',
    VIVAVOCE_ENDPOINT_WAIT_MINUTES: `${ENDPOINT_WAIT_MINUTES}`,
    VIVAVOCE_LOG_LEVEL: 'silent',
  });
  const server = await startServer(config);
  const commands = startCommandRunner({ VIVAVOCE_DATA_DIR: dataDir });
  return {
    server,
    commands,
    vivavoce: await createTenantClient({ server, commands }, 'Acme Recruiting'),
    endpoint,
    interview: await writeShortenedInterview(dataDir),
    async [Symbol.asyncDispose]() {
      commands[Symbol.dispose]();
      await server.stop();
      await endpoint.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The SDK with a key of a new tenant. */
async function createTenantClient(
  { server, commands }: Pick<Installation, 'server' | 'commands'>,
  name: string,
  options: readonly string[] = [],
): Promise<Vivavoce> {
  const made = await commands.run('clients', 'create', name, '--credits', `${CREDITS}`, ...options);
  assert.equal(made.status, 0, made.stderr);
  const { key } = JSON.parse((await commands.run('keys', 'create', '--client', name, '--json')).stdout);
  return createVivavoce({ baseUrl: server.url, apiKey: key });
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

/** Another speaker and corrected words are scored without the audio; earlier results stay. */
async function assertRevised(vivavoce: Vivavoce, result: Scored): Promise<void> {
  const { id, scores, transcript } = result;
  const interviewer = await vivavoce.rescore(id, 'speaker_0');
  assert.equal(interviewer.transcript.candidateSpeaker, 'speaker_0');
  assert.notDeepEqual(interviewer.scores, scores);
  const again = await vivavoce.rescore(id, 'speaker_1');
  assert.deepEqual(again.scores, scores, 'the same speaker has the same scores as in the first analysis');
  const segment = transcript.segments.findIndex(({ speaker }) => speaker === 'speaker_1');
  const corrected = await vivavoce.correctTranscript(id, [{ segment, word: 0, text: 'Zanzibar' }]);
  assert.match(corrected.transcript.candidateText, /^Zanzibar /);
  assert.equal(corrected.scores.accent, scores.accent, 'what was scored from the audio stays');
  const reviewed = await vivavoce.review(id, { decision: 'override', scores: { fluency: 3 } });
  const { headline, ...rest } = (await vivavoce.poll(id)) as Scored;
  assert.deepEqual(rest, { ...corrected, review: reviewed });
  assert.deepEqual([headline?.fluency.score, headline?.fluency.source], [3, 'review']);
  const { results } = await vivavoce.history(id);
  assert.deepEqual(
    results.map(({ number, reason }) => `${number} ${reason}`),
    ['4 correction', '3 rescore', '2 rescore', '1 analysis'],
  );
  assert.deepEqual(await vivavoce.revision(id, 1), result);
}

async function assertReported(vivavoce: Vivavoce): Promise<void> {
  const zip = await new Response(await vivavoce.exportCandidate('candidate 7')).bytes();
  assert.equal(Buffer.from(zip.subarray(0, 2)).toString(), 'PK');
  const { people } = await vivavoce.fairness({ groupBy: ['role'] });
  assert.equal(people, 1);
}

/** A link to the report, and the requests made through it. */
async function assertShared(vivavoce: Vivavoce, { id }: Scored): Promise<void> {
  const { id: shareId, token } = await vivavoce.createShare(id, { audience: 'candidate' });
  assert.deepEqual(
    (await vivavoce.shares(id)).map((share) => share.id),
    [shareId],
  );
  await vivavoce.revokeShare(id, shareId);
  assert.deepEqual(await vivavoce.shares(id), []);
  assert.ok(token.length > 20);
  assert.deepEqual((await vivavoce.candidateRequests()).requests, []);
}

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const list: Row[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

/** The operator administers a tenant with the SDK, and the tenant sees the result. */
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

/** A recording is transcribed and nobody is scored, however short the speech. */
async function assertAccommodated(vivavoce: Vivavoce): Promise<void> {
  const { id } = await vivavoce.submit(SHORT_SPEECH, { accommodation: true });
  const result = await vivavoce.waitForResult(id);
  assert.ok(result.status === 'success');
  assert.ok(Object.values(result.scores).every((score) => score === null));
  assert.ok(result.transcript.candidateText.length > 20);
  assert.equal(result.credits?.deducted, 1);
}

/** While an endpoint is down a run retries within its time, then fails and costs nothing; health and metrics name the endpoint. */
async function assertOutage(server: Server, vivavoce: Vivavoce, endpoint: FakeEndpoint): Promise<void> {
  const endpointStates = async () => {
    const { endpoints } = healthResponseSchema.parse(await vivavoce.health());
    const metrics = await (await fetch(server.metricsUrl ?? '')).text();
    const up = [...metrics.matchAll(/vivavoce_endpoint_up\{endpoint="(\w+)"\} (\d)/g)];
    return { health: endpoints, up: Object.fromEntries(up.map(([, name, value]) => [name, value])) };
  };
  const allWell = { health: { transcription: 'ok', chat: 'ok' }, up: { transcription: '1', chat: '1' } };
  assert.deepEqual(await endpointStates(), allWell);
  assert.equal(endpoint.requests.length, 0, 'English is not sent out');

  endpoint.behave('/v1/audio/transcriptions', [], { kind: 'status', status: 503 });
  const { id } = await vivavoce.submit(twoChannelCall.opus, { language: 'fr' });
  assert.ok((await vivavoce.credits()).held > 0);
  const result = await vivavoce.waitForResult(id);
  assert.ok(result.status === 'failed');
  assert.equal(result.error.code, 'TRANSCRIPTION_FAILED');
  assert.match(result.error.message, /status 503.*Submit the recording again later/);
  assert.ok(endpoint.requests.length > 3, 'each of the first pieces was requested more than once');
  const { balance, held, transactions } = creditsResponseSchema.parse(await vivavoce.credits());
  assert.deepEqual([balance, held], [CREDITS, 0]);
  assert.ok(transactions.every(({ type }) => type !== 'charge'));
  assert.deepEqual(await endpointStates(), {
    health: { transcription: 'failing', chat: 'ok' },
    up: { transcription: '0', chat: '1' },
  });
}

/** The candidate is right, and every field of the result is filled. */
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
