import {
  type CorrectedWord,
  correctedWords,
  type FinishedPoll,
  type History,
  type RevisionRow,
  type Transcript,
} from '@vivavoce/contract';
import { textWithSpeakerNames } from '../store/finished-text.ts';
import type { Store } from '../store/store.ts';
import { findRun } from './poll.ts';
import { requireRunResult, resultOf, revisionOf } from './revise.ts';
import type { Run } from './run.ts';

/**
 * Every result that a run had, newest first; null if the client has no such run.
 * @throws ServiceError if it has no result.
 */
export async function readHistory(store: Store, tenantId: string, runId: string): Promise<History | null> {
  const found = await findRun(store.db, tenantId, runId);
  if (!found) return null;
  const run = requireRunResult(found);
  const body = resultOf(store, run.id, run.body);
  const current: RevisionRow = {
    ...revisionOf(run, body),
    isCurrent: true,
    candidateSpeaker: body.transcript.candidateSpeaker,
    scores: body.scores,
  };
  const before = await store.db
    .selectFrom('run_results')
    .select('about')
    .where('run_id', '=', run.id)
    .where('client_id', '=', tenantId)
    .where('revision', '<', current.number)
    .orderBy('revision', 'desc')
    .execute();
  return { results: [current, ...before.map(({ about }) => ({ ...about, isCurrent: false }))] };
}

/**
 * The text of one of a run's results; null if the client has no such run.
 * @returns undefined if the run has no result of this number.
 * @throws ServiceError if it has no result at all.
 */
export async function readRevision(
  { db, texts }: Store,
  tenantId: string,
  runId: string,
  number: number,
): Promise<string | null | undefined> {
  const found = await findRun(db, tenantId, runId);
  if (!found) return null;
  const run = requireRunResult(found);
  if (number === run.revision)
    return textWithSpeakerNames(texts.decrypt(run.id, run.body), run.speaker_names);
  const row = await db
    .selectFrom('run_results')
    .select('body')
    .where('run_id', '=', run.id)
    .where('client_id', '=', tenantId)
    .where('revision', '=', number)
    .executeTakeFirst();
  return row && textWithSpeakerNames(texts.decrypt(run.id, row.body), run.speaker_names);
}

/**
 * The words that people have corrected since the analysis.
 * @param now the transcript of one of the run's results.
 */
export async function readCorrectedWords(store: Store, run: Run, now: Transcript): Promise<CorrectedWord[]> {
  if (run.revision === 1) return [];
  const history = await readHistory(store, run.client_id, run.id);
  const correction = history?.results.findLast(({ reason }) => reason === 'correction');
  if (!correction) return [];
  const original = await readRevision(store, run.client_id, run.id, correction.number - 1);
  return original ? correctedWords(now, (JSON.parse(original) as FinishedPoll).transcript) : [];
}
