/** The words of a run while it is processing. */
import { type Passage, STAGES, type TranscriptUpdate } from '@vivavoce/contract';
import { newId } from '../ids.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { type Claim, lockClaimedRun } from './queue.ts';
import type { Run } from './run.ts';

/** How much of a partial transcript somebody has read. */
export interface ReadPassages {
  /** Which draft: another one replaces all of its passages. */
  readonly draft: string;
  /** Number of passages. */
  readonly count: number;
}

/**
 * Stores updates of one claim's partial transcript, in their order; an update does nothing if the claim was lost.
 * @returns the function that stores one: the next may come when it has settled.
 */
export function passageWriter(
  { db, texts }: Pick<Store, 'db' | 'texts'>,
  claim: Claim,
): (update: TranscriptUpdate) => Promise<void> {
  const { runId } = claim;
  let draft = newId();
  return ({ from, passages }) =>
    db.transaction().execute(async (trx) => {
      // No end of the run comes in between, after which nobody would delete them.
      if (!(await lockClaimedRun(trx, claim))) return;
      if (from === 0) {
        draft = newId();
        await deletePassages(trx, runId);
      }
      if (passages.length === 0) return;
      const text = texts.encrypt(runId, JSON.stringify(passages));
      await trx
        .insertInto('run_passages')
        .values({ run_id: runId, draft, first: from, passages: text })
        .execute();
    });
}

/** Deletes the partial transcript of a run. */
export async function deletePassages(trx: Database, runId: string): Promise<void> {
  await trx.deleteFrom('run_passages').where('run_id', '=', runId).execute();
}

/** What an earlier attempt left behind is gone when this stage begins, and nothing is recognised before. */
const FIRST_STAGE = STAGES.indexOf('quality');

/**
 * What a reader has not read yet of a run's partial transcript; null if there is nothing new.
 * @param read what the reader has; null for nothing.
 */
export async function newPassages(
  { db, texts }: Pick<Store, 'db' | 'texts'>,
  { id, stage }: Pick<Run, 'id' | 'stage'>,
  read: ReadPassages | null,
): Promise<(ReadPassages & { readonly update: TranscriptUpdate }) | null> {
  if (stage === null || STAGES.indexOf(stage) < FIRST_STAGE) return null;
  const rows = await db
    .selectFrom('run_passages')
    .select(['draft', 'passages'])
    .where('run_id', '=', id)
    .$if(read !== null, (query) =>
      query.where((where) =>
        where.or([where('draft', '<>', read?.draft ?? ''), where('first', '>=', read?.count ?? 0)]),
      ),
    )
    .orderBy('first')
    .execute();
  const [newest] = rows;
  if (!newest) return null;
  const passages = rows.flatMap((row) => JSON.parse(texts.decrypt(id, row.passages)) as Passage[]);
  const from = newest.draft === read?.draft ? read.count : 0;
  return { draft: newest.draft, count: from + passages.length, update: { from, passages } };
}
