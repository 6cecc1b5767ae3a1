/** Everything that is held about one candidate, as files (right of access, GDPR Art. 15). */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Comment, type FinishedPoll, partName } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { allAuditEntries } from '../audit/list.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { finishedText } from '../store/finished-text.ts';
import { DamagedObjectError, ObjectMissingError, recordingKey } from '../store/objects/object-store.ts';
import type { Store } from '../store/store.ts';
import { commentsOfRun } from './comments.ts';
import { readRevision } from './history.ts';
import { listRequestsOfRun } from './own-requests.ts';
import { findPlayback } from './playback.ts';
import { projectOfRun } from './project-of-run.ts';
import { readReviews } from './reviews.ts';
import { type Run, storedRequest } from './run.ts';
import { openStoredAnalysis } from './stored-analyses.ts';

/** A file of an export. */
export interface ExportedFile {
  readonly path: string;
  /** Sound is compressed already. */
  readonly isCompressible: boolean;
  /** Read when its turn comes, so that an export of any size sits in no memory. */
  open(): Promise<Readable>;
}

const readme = (
  externalId: string,
  count: number,
): string => `Everything that is held about the candidate ${externalId}: ${count} recording(s).

Each folder in "runs" is one recording:
  submission.json   what came with it, the notice that was agreed to included
  recording.*       the recording as it was sent, unless it was erased by the retention period; recording-2.* and so on are
                    its further parts if it came in several
  result.json       the result with scores, evidence, transcript and the newest review
  transcript.txt    the transcript, to read
  history/          the results before, if it was scored again or corrected
  reviews.json      what people made of the results
  comments.json     what colleagues said to each other about the recording
  requests.json     what the candidate asked for from their link, with the answers
  hearing.json      what is kept for scoring again: words and sounds with their times, and judged numbers; no sound
  messages.json     where the end of the analysis was told
  audit.json        who did what with it, and when
`;

const file = (path: string, content: () => Promise<string> | string): ExportedFile => ({
  path,
  isCompressible: true,
  open: async () => Readable.from([Buffer.from(await content())]),
});

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The transcript to read: who says what from when on. */
function transcriptAsText({ transcript }: FinishedPoll): string {
  const clock = (ms: number) =>
    `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
  return transcript.segments
    .map(({ speaker, speakerLabel, startMs, text }) => {
      const name = transcript.speakers.find((one) => one.speaker === speaker)?.name ?? speakerLabel;
      return `[${clock(startMs)}] ${name}: ${text}\n`;
    })
    .join('');
}

/** The audit log about a run; from where somebody acted is theirs, not the candidate's. */
async function* auditLines({ db }: Store, tenantId: string, runId: string): AsyncGenerator<string> {
  yield '[';
  let separator = '\n';
  for await (const { at, action, actor } of allAuditEntries(db, tenantId, { targetId: runId })) {
    yield separator + JSON.stringify({ at, action, by: { kind: actor.kind, label: actor.label } });
    separator = ',\n';
  }
  yield '\n]\n';
}

/** What came with a recording. */
function submissionOf(run: Run): string {
  const request = storedRequest(run);
  return json({
    id: run.id,
    externalId: run.external_id,
    status: run.status,
    submittedAt: run.submitted_at,
    finishedAt: run.finished_at,
    language: request.language,
    expectedSpeakers: request.expectedSpeakers ?? null,
    metadata: run.metadata,
    tags: run.tags,
    consent: run.consent,
    accommodation: request.accommodation,
    reportLanguage: request.reportLanguage,
    webhookUrl: run.webhook_url,
    recordingErasedAt: run.audio_erased_at,
  });
}

/** Comments without what only concerns who reads them in the console. */
const commentsForCandidate = (comments: readonly Comment[]) =>
  comments.map(({ atMs, text, createdAt, by }) => ({
    atMs,
    text,
    createdAt,
    by: { kind: by.kind, label: by.label },
  }));

async function messagesOf({ db }: Store, runId: string): Promise<string> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select(['url', 'type', 'created_at', 'delivered_at', 'last_status', 'last_answer'])
    .where('run_id', '=', runId)
    .orderBy('created_at')
    .execute();
  return json(rows);
}

async function recordingsOf(store: Store, run: Run, folder: string): Promise<ExportedFile[]> {
  const parts = Array.from({ length: run.recording_parts }, (_, at) => at + 1);
  return (await Promise.all(parts.map((part) => recordingOf(store, run, folder, part)))).flat();
}

async function recordingOf(store: Store, run: Run, folder: string, part: number): Promise<ExportedFile[]> {
  const found = await findPlayback(store, run.client_id, run.id, part);
  if (found === null || found === 'erased') return [];
  const path = `${partName(`${folder}/recording`, part)}.${found.mediaType.extension}`;
  const open = async () => {
    const bytes = await found.read(0, found.sizeBytes - 1);
    if (!bytes) throw new ObjectMissingError(recordingKey(run.id, part));
    return bytes;
  };
  return [{ path, isCompressible: false, open }];
}

async function filesOf(store: Store, run: Run, folder: string): Promise<ExportedFile[]> {
  const { id, client_id: tenantId, body, hearing } = run;
  const files = [file(`${folder}/submission.json`, () => submissionOf(run))];
  const finished = { ...run, project: await projectOfRun(store.db, run) };
  if (body !== null) files.push(file(`${folder}/result.json`, () => finishedText(store, finished, body)));
  if (body !== null && run.status !== 'failed') {
    const result = () => JSON.parse(finishedText(store, finished, body)) as FinishedPoll;
    files.push(file(`${folder}/transcript.txt`, () => transcriptAsText(result())));
  }
  for (let number = 1; number < run.revision; number += 1) {
    const before = async () => (await readRevision(store, tenantId, id, number)) ?? '';
    files.push(file(`${folder}/history/${number}.json`, before));
  }
  files.push(
    file(`${folder}/reviews.json`, async () => json(await readReviews(store, tenantId, id))),
    file(`${folder}/comments.json`, async () =>
      json(commentsForCandidate(await commentsOfRun(store, id, null))),
    ),
    file(`${folder}/requests.json`, async () => json(await listRequestsOfRun(store, id))),
    file(`${folder}/messages.json`, () => messagesOf(store, id)),
    {
      path: `${folder}/audit.json`,
      isCompressible: true,
      open: async () => Readable.from(auditLines(store, tenantId, id)),
    },
  );
  if (hearing !== null) {
    const open = async () => (await openStoredAnalysis(store, id, hearing)).pipe(createGunzip());
    files.push({ path: `${folder}/hearing.json`, isCompressible: true, open });
  }
  return [...files, ...(await recordingsOf(store, run, folder))];
}

/** A file whose object went between the look and its turn says so instead of breaking the whole export. */
const tolerateErasure = (one: ExportedFile): ExportedFile => ({
  ...one,
  async open() {
    try {
      return await one.open();
    } catch (error) {
      if (error instanceof ObjectMissingError) return Readable.from(['This was erased meanwhile.\n']);
      if (error instanceof DamagedObjectError)
        return Readable.from(['This cannot be read any more: it is damaged.\n']);
      throw error;
    }
  },
});

/** The files of runs in their order; each run is read when its turn comes, and left out if it was erased before. */
async function* filesOfRuns(
  store: Store,
  tenantId: string,
  externalId: string,
  runIds: readonly string[],
): AsyncGenerator<ExportedFile> {
  yield file('README.txt', () => readme(externalId, runIds.length));
  for (const id of runIds) {
    const run = await store.db
      .selectFrom('runs')
      .selectAll()
      .where('client_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!run) continue;
    const day = run.submitted_at.toISOString().slice(0, 10);
    for (const one of await filesOf(store, run, `runs/${day}-${run.id}`)) yield tolerateErasure(one);
  }
}

/**
 * Everything that a client holds about one candidate, file by file; that it was asked for is recorded.
 * @returns null if nothing is held.
 */
export async function exportCandidate(
  store: Store,
  by: ActorContext,
  externalId: string,
): Promise<AsyncIterable<ExportedFile> | null> {
  const runs = await store.db
    .selectFrom('runs')
    .select('id')
    .where('client_id', '=', by.tenantId)
    .where('external_id', '=', externalId)
    .orderBy('seq')
    .execute();
  if (runs.length === 0) return null;
  await recordAuditEntry(store.db, { ...by, action: 'candidate.export', details: { runs: runs.length } });
  const runIds = runs.map(({ id }) => id);
  return filesOfRuns(store, by.tenantId, externalId, runIds);
}
