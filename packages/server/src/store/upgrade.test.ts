/** A data folder of 0.1.0, as that version left it: everything in it is there under this version. */
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { pollResponseSchema } from '@vivavoce/contract';
import { Pool } from 'pg';
import { verifyAuditLog } from '../audit/verify.ts';
import type { Config } from '../config.ts';
import { claimRun } from '../runs/queue.ts';
import { type Server, startServer } from '../server.ts';
import { newBrowser } from '../testing/browser.ts';
import { createEmptyDatabase, endWith, WHOLE_PROCESS } from '../testing/test-store.ts';
import { databaseOn } from './database.ts';
import { createMigrator } from './migrate.ts';
import { openStore, type Store } from './store.ts';

/**
 * Made by the server of 0.1.0 (the commit before the one that added `0018-analysis-request.sql`) with its engine: a client with a key, a user;
 * the sample interview submitted and scored, then scored for the other speaker, and shared; a second run waiting.
 */
const INSTALLATION = new URL('../testing/installation-0.1.0.json.gz', import.meta.url);
const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

/** What was left, and what 0.1.0 answered about it. */
interface OldInstallation {
  /** The last migration of 0.1.0. */
  readonly migration: string;
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** By key: Base64, or where the recording lies in the repository. */
  readonly objects: Readonly<Record<string, string>>;
  /** By their place in the data folder, Base64. */
  readonly files: Readonly<Record<string, string>>;
  readonly answers: OldAnswers;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of another version, of which single fields are compared.
type Answer = any;

interface OldAnswers {
  readonly key: string;
  readonly user: { readonly email: string; readonly password: string };
  readonly share: { readonly token: string };
  readonly runId: string;
  readonly queuedId: string;
  readonly poll: Answer;
  readonly credits: Answer;
  readonly history: Answer;
  readonly waveform: Answer;
  readonly runs: Answer;
}

async function readInstallation(): Promise<OldInstallation> {
  return JSON.parse(gunzipSync(await readFile(INSTALLATION)).toString());
}

/** Fills a database and a data folder with an installation. */
async function restore(old: OldInstallation, { databaseUrl, dataDir }: Config): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl ?? '' });
  const { error } = await createMigrator(databaseOn(pool)).migrateTo(old.migration);
  assert.equal(error, undefined);
  const client = await pool.connect();
  await client.query('set session_replication_role = replica');
  for (const [table, rows] of Object.entries(old.tables)) {
    const { rows: found } = await client.query(
      `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
      [table],
    );
    const columns: string = found[0].columns;
    await client.query(
      `insert into ${table} (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows)],
    );
  }
  // A link is good for a year at most.
  await client.query("update shares set expires_at = now() + interval '1 day'");
  // Numbers go on after those that were given.
  await client.query(`do $$ declare one record; begin
    for one in select table_name t, column_name c from information_schema.columns where table_schema = 'public' and is_identity = 'YES' loop
      execute format('select setval(pg_get_serial_sequence(%L, %L), (select coalesce(max(%I), 0) + 1 from %I))', one.t, one.c, one.c, one.t);
    end loop; end $$`);
  client.release();
  await pool.end();
  for (const [name, content] of Object.entries(old.files))
    await writeFile(join(dataDir, name), Buffer.from(content, 'base64'), { mode: 0o600 });
  for (const [key, content] of Object.entries(old.objects)) {
    const path = join(dataDir, 'objects', key);
    await mkdir(dirname(path), { recursive: true });
    const isInRepository = content.startsWith('samples/');
    await writeFile(
      path,
      isInRepository ? await readFile(join(REPOSITORY, content)) : Buffer.from(content, 'base64'),
    );
  }
}

let old: OldInstallation;
let store: Store;
let server: Server;
let started: Promise<void> | null = null;

/** Starts this version's server on the installation, once for all tests. */
async function start(): Promise<void> {
  old = await readInstallation();
  const config = await createEmptyDatabase(WHOLE_PROCESS);
  await restore(old, config);
  store = await openStore(config);
  endWith(WHOLE_PROCESS, () => store.close());
  server = await startServer(config);
  endWith(WHOLE_PROCESS, () => server.stop());
}

const startOnce = (): Promise<void> => (started ??= start());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url}/api/v1${path}`, {
    ...init,
    headers: { 'x-api-key': old.answers.key, ...init.headers },
  });

async function read(path: string): Promise<Answer> {
  const response = await ask(path);
  assert.equal(response.status, 200, path);
  return response.json();
}

describe('what an installation of 0.1.0 kept', () => {
  before(startOnce);

  it('has its result, word by word and score by score', async () => {
    const before = old.answers.poll;
    const now = pollResponseSchema.parse(await read(`/speech/analyze/${old.answers.runId}`));
    assert.ok(now.status === 'success');
    for (const part of ['scores', 'transcript', 'candidateDetection', 'hrRecommendation'] as const)
      assert.deepEqual(now[part], before[part], part);
    assert.equal(now.externalId, 'candidate-7');
    assert.deepEqual(now.metadata, { job: 'planner', round: '2' });
    const { results } = await read(`/speech/analyze/${old.answers.runId}/history`);
    assert.deepEqual(
      results.map(({ number, reason, scores }: Record<string, unknown>) => ({ number, reason, scores })),
      old.answers.history.results.map(({ number, reason, scores }: Record<string, unknown>) => ({
        number,
        reason,
        scores,
      })),
    );
  });

  it('has its money, its list and what waits in its queue', async () => {
    const { balance, held } = await read('/credits');
    assert.deepEqual([balance, held], [old.answers.credits.balance, old.answers.credits.held]);
    const { runs } = await read('/speech/runs');
    assert.deepEqual(
      runs.map(({ id }: { id: string }) => id),
      old.answers.runs.runs.map(({ id }: { id: string }) => id),
    );
    const waiting = await read(`/speech/analyze/${old.answers.queuedId}`);
    assert.equal(waiting.status, 'processing');
    const claim = await claimRun(store.db, crypto.randomUUID(), 60_000);
    assert.equal(claim?.runId, old.answers.queuedId, 'a worker takes it');
    const found = await read('/speech/runs?search=logistics');
    assert.deepEqual(
      found.runs.map(({ id }: { id: string }) => id),
      [old.answers.runId],
    );
  });
});

describe('what can be done with it', () => {
  before(startOnce);

  it('plays its recording, draws its waveform and writes its report', async () => {
    const recording = await ask(`/speech/analyze/${old.answers.runId}/audio`);
    const sample = await readFile(join(REPOSITORY, 'samples/interview.opus'));
    assert.ok(sample.equals(Buffer.from(await recording.arrayBuffer())));
    assert.deepEqual(await read(`/speech/analyze/${old.answers.runId}/waveform`), old.answers.waveform);
    const report = await ask(`/speech/analyze/${old.answers.runId}/report?format=html`);
    assert.match(await report.text(), /Vocabulary/);
  });

  it('scores what it had stored again, for another speaker and back', async () => {
    const { runId, poll } = old.answers;
    const candidates = [];
    for (const candidateSpeaker of ['speaker_0', poll.candidateDetection.speaker]) {
      const response = await ask(`/speech/analyze/${runId}/rescore`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ candidateSpeaker }),
      });
      assert.equal(response.status, 200, await response.clone().text());
      const { scores, candidateDetection } = (await response.json()) as typeof poll;
      for (const dimension of ['vocabulary', 'fluency', 'accent'])
        assert.ok(scores[dimension] === null || (scores[dimension] >= 0 && scores[dimension] <= 5));
      candidates.push(candidateDetection.speaker);
    }
    assert.deepEqual(candidates, ['speaker_0', poll.candidateDetection.speaker]);
  });

  it('lets its user sign in and its link be opened, and its audit log is whole', async () => {
    const { user, share, runId } = old.answers;
    const browser = newBrowser({ server } as never);
    await browser.logIn('/session', { email: user.email, password: user.password });
    assert.equal((await browser.send(`/speech/analyze/${runId}`)).status, 200);
    assert.equal((await fetch(`${server.url}/api/v1/shared/${share.token}`)).status, 200);
    const [client] = await store.db.selectFrom('clients').select('id').execute();
    const { entries, breaches } = await verifyAuditLog(store.db, client!.id);
    assert.ok(entries > 1);
    assert.deepEqual(breaches, []);
  });
});
