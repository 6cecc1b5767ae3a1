import type { UnfinishedPoll } from '@vivavoce/contract';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { isId } from '../ids.ts';
import { createBatchLoader } from '../store/batch-loader.ts';
import type { Database } from '../store/database.ts';
import { type FinishedRun, finishedText } from '../store/finished-text.ts';
import type { Statement } from '../store/statements.ts';
import type { Store } from '../store/store.ts';
import { newPassages } from './partial-transcript.ts';
import { projectOfRun } from './project-of-run.ts';
import { countActiveRuns, queuePosition } from './queue.ts';
import { type Run, runReference } from './run.ts';

/** What a poll finds. */
export type PollOutcome =
  | { readonly kind: 'finished'; readonly bodyText: string }
  | { readonly kind: 'unfinished'; readonly body: UnfinishedPoll }
  | { readonly kind: 'too-soon'; readonly retryAfterSeconds: number };

/** The body of a run that is not finished, without its words. */
export async function unfinishedBody(
  db: Database,
  run: Run,
  pollIntervalSeconds: number,
): Promise<UnfinishedPoll> {
  const reference = runReference(run);
  if (run.status === 'processing') {
    const progress = { stage: run.stage ?? 'decode', percent: run.percent ?? 0 };
    return { ...reference, status: 'processing', pollIntervalSeconds, progress };
  }
  const [{ processing }, position] = await Promise.all([
    countActiveRuns(db, run.client_id),
    queuePosition(db, run.client_id, run.seq),
  ]);
  return {
    ...reference,
    status: 'queued',
    pollIntervalSeconds,
    queuePosition: position,
    activeRequests: processing,
  };
}

/** A client's run; null if it has no such run. */
export async function findRun(db: Database, tenantId: string, runId: string): Promise<Run | null> {
  if (!isId(runId)) return null;
  const run = await db
    .selectFrom('runs')
    .selectAll()
    .where('id', '=', runId)
    .where('client_id', '=', tenantId)
    .executeTakeFirst();
  return run ?? null;
}

/** Notes a poll and gives the run, unless the last one was too short ago; then says how many seconds to wait. */
async function recordPoll(db: Database, runId: string, pollIntervalSeconds: number): Promise<Run | number> {
  const interval = sql`${pollIntervalSeconds} * interval '1 second'`;
  const run = await db
    .updateTable('runs')
    .set({ last_polled_at: sql`now()` })
    .where('id', '=', runId)
    .where(sql<boolean>`(last_polled_at is null or last_polled_at + ${interval} <= now())`)
    .returningAll()
    .executeTakeFirst();
  if (run) return run;
  const row = await db
    .selectFrom('runs')
    .select(sql<number>`extract(epoch from last_polled_at + ${interval} - now())::float8`.as('seconds'))
    .where('id', '=', runId)
    .executeTakeFirst();
  return Math.max(1, Math.ceil(row?.seconds ?? 1));
}

/** What a poll of a finished run needs: nobody waits for the other columns of a run. */
type StoredResult = FinishedRun & Pick<Run, 'body'>;

const FIND_RESULTS: Statement = {
  name: 'find-results',
  text: `select runs.id, runs.body, runs.review, runs.speaker_names,
      case when projects.id is not null then json_build_object('name', projects.name, 'requiredLevels', projects.required_levels) end as project
    from runs left join projects on projects.id = runs.project_id
    where runs.id = any($1::uuid[]) and runs.client_id = $2`,
};

/** So many results are read at once, at most: one can have a megabyte. */
const MAX_BATCH_SIZE = 20;

/** Reads the result of a client's run, null in `body` while there is none; undefined if the client has no such run. */
export type ResultReader = (tenantId: string, runId: string) => Promise<StoredResult | undefined>;

/** Reads results as they are when they are asked for; those of one client that are asked for at once, together. */
export function createResultReader(store: Store): ResultReader {
  interface Asked {
    readonly tenantId: string;
    readonly runId: string;
  }
  const read = createBatchLoader(
    { groupOf: ({ tenantId }: Asked) => tenantId, maxBatchSize: MAX_BATCH_SIZE },
    async (asked: readonly Asked[]) => {
      const [{ tenantId }] = asked as [Asked];
      const runIds = new Set(asked.map(({ runId }) => runId));
      const rows = await store
        .forTenant(tenantId)
        .runStatement<StoredResult>(FIND_RESULTS, [[...runIds], tenantId]);
      const found = new Map(rows.map((row) => [row.id, row]));
      return asked.map(({ runId }) => found.get(runId));
    },
  );
  return (tenantId, runId) => read({ tenantId, runId });
}

/** What polls are answered with. */
export interface PollContext {
  readonly readResult: ResultReader;
  readonly config: Pick<Config, 'pollIntervalSeconds'>;
}

/**
 * The state or result of a client's run. Finished runs come as the JSON text that was stored.
 * @returns null if the client has no such run.
 */
export async function pollRun(
  store: Store,
  { readResult, config }: PollContext,
  tenantId: string,
  runId: string,
): Promise<PollOutcome | null> {
  if (!isId(runId)) return null;
  const { db } = store;
  const { pollIntervalSeconds } = config;
  const found = await readResult(tenantId, runId);
  if (!found) return null;
  if (found.body !== null) return { kind: 'finished', bodyText: finishedText(store, found, found.body) };
  const run = await recordPoll(db, runId, pollIntervalSeconds);
  if (typeof run === 'number') return { kind: 'too-soon', retryAfterSeconds: run };
  // It may have ended in between.
  if (run.body !== null) {
    const finished = { ...run, project: await projectOfRun(db, run) };
    return { kind: 'finished', bodyText: finishedText(store, finished, run.body) };
  }
  const body = await unfinishedBody(db, run, pollIntervalSeconds);
  if (body.status !== 'processing') return { kind: 'unfinished', body };
  const partialTranscript = (await newPassages(store, run, null))?.update.passages;
  return { kind: 'unfinished', body: { ...body, ...(partialTranscript && { partialTranscript }) } };
}
