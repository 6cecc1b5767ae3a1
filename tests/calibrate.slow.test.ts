/** `vivavoce calibrate` against a running server: from the ratings of an organisation to its scores, and back. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type AnalysisResult,
  CEFR_LEVELS,
  cefrOf,
  type FinishedPoll,
  finishedPollSchema,
  percentOf,
} from '@vivavoce/contract';
import {
  send,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../packages/server/src/testing/test-server.ts';

const PROGRAM = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
const PEOPLE = 54;

/** A client of a running server, its ratings file, and the program beside it. */
async function organisation(t: TestContext) {
  const at = await startTestServer(t, { workers: 2 });
  const { name } = await at.store.db
    .selectFrom('clients')
    .select('name')
    .where('id', '=', at.tenantId)
    .executeTakeFirstOrThrow();
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-calibrate-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'ratings.csv');
  const env = {
    ...process.env,
    VIVAVOCE_DATA_DIR: at.config.dataDir,
    DATABASE_URL: at.config.databaseUrl ?? '',
    VIVAVOCE_LOG_LEVEL: 'silent',
  };
  const calibrate = (...options: string[]) =>
    new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
      const args = [PROGRAM, 'calibrate', '--client', name, ...options];
      execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
        resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
  const rate = (lines: readonly string[]) =>
    writeFile(file, ['run,dimension,rater,level,group', ...lines].join('\n'));
  return { at, file, calibrate, rate };
}

/** Scores a run's stored words again, with the real engine. */
async function rescored(at: TestServer, id: string): Promise<FinishedPoll> {
  const response = await send(at, `/speech/analyze/${id}/rescore`, {
    method: 'POST',
    body: JSON.stringify({ candidateSpeaker: 'speaker_1' }),
    headers: { 'content-type': 'application/json' },
  });
  const body: unknown = await response.json();
  assert.equal(response.status, 200, JSON.stringify(body));
  return finishedPollSchema.parse(body);
}

async function finished(at: TestServer, script: Parameters<typeof submitForm>[0]): Promise<string> {
  const { id } = await submit(at, submitForm(script));
  await waitUntilFinished(at, id, 300_000);
  return id;
}

/** The three forms of one fluency score. */
const fluencyOf = (score: number): Partial<AnalysisResult['scores']> => ({
  fluency: score,
  fluencyCefr: cefrOf(score),
  fluencyPercent: percentOf(score),
});

test('ratings adjust the scores of their client alone, are named in results, and can be taken back', async (t) => {
  const { at, file, calibrate, rate } = await organisation(t);
  const first = await finished(at, {});
  const before = await rescored(at, first);
  const { engineVersion, models } = before.analysis.provenance;
  const raw = before.scores.fluency ?? assert.fail('no fluency score');

  // People around that score, to whom two raters give one level less.
  const scores = Array.from({ length: PEOPLE }, (_, person) =>
    Math.min(5, Math.max(0, raw - 1 + (2 * person) / (PEOPLE - 1))),
  );
  const ids: string[] = [];
  for (const score of scores) {
    const script = { scores: fluencyOf(score), madeBy: { engineVersion, models } };
    ids.push((await submit(at, submitForm(script))).id);
  }
  await Promise.all(ids.map((id) => waitUntilFinished(at, id, 300_000)));
  const lines: string[] = [];
  for (const [person, score] of scores.entries()) {
    const id = ids[person];
    const level = CEFR_LEVELS[Math.max(0, CEFR_LEVELS.indexOf(cefrOf(score)) - 1)];
    lines.push(`${id},fluency,Kim,${level},${person % 2 === 0 ? 'Madrid' : 'Lyon'}`);
    if (person < 20) lines.push(`${id},fluency,Lee,${level},${person % 2 === 0 ? 'Madrid' : 'Lyon'}`);
  }

  await rate(lines.slice(0, 40));
  const tooFew = await calibrate('--ratings', file, '--apply');
  assert.equal(tooFew.status, 1);
  assert.match(tooFew.stdout, /fluency: no adjustment, \d+ rated candidates; 50 are needed/);
  assert.match(tooFew.stderr, /nothing was changed/);

  await rate(lines);
  const applied = await calibrate('--ratings', file, '--apply', '--json');
  assert.equal(applied.status, 0, applied.stderr);
  const report = JSON.parse(applied.stdout);
  const of = (group: string | null) =>
    report.agreement.find((one: { group: string | null }) => one.group === group);
  assert.ok(of(null).scores.bias.value > 0.5, applied.stdout);
  assert.deepEqual([of(null).raters.exact.value, of('Lyon').scores.candidates], [1, PEOPLE / 2]);
  const after = await rescored(at, first);
  const { calibration } = after.analysis.provenance;
  assert.deepEqual(calibration, { ...report.calibration, unadjusted: before.scores });
  assert.ok((after.scores.fluency ?? 5) < raw, `${after.scores.fluency} ${raw}`);
  assert.ok((after.scores.overall ?? 5) < (before.scores.overall ?? 0));
  assert.equal(after.scores.vocabulary, before.scores.vocabulary);

  // Ratings are compared with the score before the adjustment, however often it is applied.
  const again = JSON.parse((await calibrate('--ratings', file, '--json')).stdout);
  assert.deepEqual(again.agreement, report.agreement);

  assert.match((await calibrate('--remove')).stdout, /Removed: calibration/);
  const back = await rescored(at, first);
  assert.deepEqual([back.scores, back.analysis.provenance.calibration], [before.scores, undefined]);
  const acts = await at.store.db
    .selectFrom('audit_entries')
    .select(['action', 'details'])
    .where('action', 'in', ['calibration.apply', 'calibration.remove'])
    .orderBy('id')
    .execute();
  assert.deepEqual(acts, [
    { action: 'calibration.apply', details: { ratings: PEOPLE + 20, raters: 2, fluency: PEOPLE } },
    { action: 'calibration.remove', details: {} },
  ]);
});

test('an unknown run and an unclear wish are refused, with the line', async (t) => {
  const { file, calibrate, rate } = await organisation(t);
  const unknown = '5c4f8e56-1f6e-4f0e-9d0e-0d7f4f4f0a11';
  await rate([`${unknown},fluency,Kim,B1,`]);
  const badRun = await calibrate('--ratings', file, '--apply');
  assert.equal(badRun.status, 2);
  assert.match(badRun.stderr, /ratings\.csv:2: run 5c4f8e56\S* is none of this client’s runs with a result/);
  const unclear = await calibrate('--apply');
  assert.equal(unclear.status, 2);
  assert.match(unclear.stderr, /give one of --ratings, --show and --remove/);
});
