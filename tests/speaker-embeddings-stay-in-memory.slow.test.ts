import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { decodeFile, loadEncoder, loadSpeakerModels } from '@vivavoce/engine';
import { twoChannelCall } from '@vivavoce/samples';
import { createVivavoce } from '@vivavoce/sdk';
import { openStore, readConfig, type Store } from '@vivavoce/server';
import { holdsInText, holdsSpeakerEmbedding } from './speaker-embedding-search.ts';

const VIVAVOCE = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
const ADDRESS = /answers at (http\S+)/;
/** A connection of the server's own. */
type Connection = Awaited<ReturnType<Store['listener']>>;
/** A loaded machine may take its time; nothing is judged by it. */
const LIMIT_MS = 600_000;

test('after a run neither database nor storage nor logs hold a speaker embedding, and one that is put there is found', {
  timeout: LIMIT_MS,
}, async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-speaker-embeddings-'));
  const env = {
    ...process.env,
    VIVAVOCE_DATA_DIR: dataDir,
    VIVAVOCE_PORT: '0',
    VIVAVOCE_MIN_MINUTES: '0',
    VIVAVOCE_POLL_INTERVAL_SECONDS: '1',
    VIVAVOCE_LOG_LEVEL: 'debug',
  };
  const served = await serve(env);
  const store = await openStore(readConfig(env));
  const database = await store.listener();
  t.after(async () => {
    await database.end();
    await store.close();
    await stopped(served.program);
    await rm(dataDir, { recursive: true, force: true });
  });
  await analyseCall(t, served.url, env);
  assert.deepEqual(await placesWithSpeakerEmbeddings(database, dataDir, served.log()), []);

  const embedding = await someSpeakerEmbedding();
  await database.query('create table planted (bytes bytea, numbers jsonb)');
  await database.query('insert into planted values ($1, $2)', [
    Buffer.from(embedding.buffer),
    JSON.stringify([...embedding]),
  ]);
  await writeFile(
    join(dataDir, 'objects', 'planted'),
    Buffer.concat([Buffer.from('abc'), Buffer.from(embedding.buffer)]),
  );
  const log = `${served.log()}\n{"print":"${Buffer.from(embedding.buffer).toString('base64')}"}`;
  assert.deepEqual(await placesWithSpeakerEmbeddings(database, dataDir, log), [
    'planted.bytes',
    'planted.numbers',
    'objects/planted',
    'log',
  ]);
});

/** Starts the server with its worker as a program of its own, whose log is kept. */
async function serve(env: NodeJS.ProcessEnv) {
  const program = spawn(process.execPath, [VIVAVOCE, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written: string[] = [];
  const url = new Promise<string>((found, lost) => {
    for (const stream of [program.stdout, program.stderr])
      stream.on('data', (chunk: Buffer) => {
        written.push(chunk.toString('utf8'));
        const [, address] = ADDRESS.exec(written.join('')) ?? [];
        if (address !== undefined) found(address);
      });
    program.once('exit', () => lost(new Error(`The server ended: ${written.join('')}`)));
  });
  return { program, url: await url, log: () => written.join('') };
}

async function stopped(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return;
  program.kill('SIGTERM');
  await once(program, 'exit');
}

async function analyseCall(t: TestContext, baseUrl: string, env: NodeJS.ProcessEnv): Promise<void> {
  const vivavoce = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [VIVAVOCE, ...args], { env })).stdout;
  await vivavoce('clients', 'create', 'Acme', '--credits', '10');
  const { key } = JSON.parse(await vivavoce('keys', 'create', '--client', 'Acme', '--json'));
  const api = createVivavoce({ baseUrl, apiKey: key });
  const { id } = await api.submit(twoChannelCall.opus);
  const result = await api.waitForResult(id);
  assert.ok(result.status === 'success' || result.status === 'partial', JSON.stringify(result));
  assert.equal(result.audio.speakerCount, 2);
  t.diagnostic(`${result.transcript.segments.length} segments`);
}

/** Columns of the database, files and the log that hold a speaker embedding. */
async function placesWithSpeakerEmbeddings(
  database: Connection,
  dataDir: string,
  log: string,
): Promise<string[]> {
  const places: string[] = [];
  let seen = 0;
  for (const table of await tablesOf(database)) {
    const { rows } = await database.query<Record<string, unknown>>(`select * from "${table}"`);
    for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
      if (value === null) continue;
      seen++;
      const found = Buffer.isBuffer(value)
        ? holdsSpeakerEmbedding(value)
        : holdsInText(typeof value === 'string' ? value : JSON.stringify(value));
      if (found) places.push(`${table}.${column}`);
    }
  }
  assert.ok(seen > 50, 'the database was read');
  for (const folder of ['objects', 'scratch']) {
    const entries = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile()))
      if (holdsSpeakerEmbedding(await readFile(join(entry.parentPath, entry.name))))
        places.push(`${folder}/${entry.name}`);
  }
  assert.ok(log.length > 500, 'the log was read');
  if (holdsInText(log)) places.push('log');
  return [...new Set(places)];
}

async function tablesOf(database: Connection): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** A speaker embedding as the engine makes it, of the caller's first words. */
async function someSpeakerEmbedding(): Promise<Float32Array> {
  const { samples } = await decodeFile(twoChannelCall.opus);
  const encoder = await loadEncoder();
  const { blocks, frames } = await encoder.encode(samples.slice(16_000 * 4, 16_000 * 8), 1);
  const coordinates = (await loadSpeakerModels()).embed(blocks[0]!, 0, frames);
  const length = Math.hypot(...coordinates);
  return coordinates.map((value) => value / length);
}
