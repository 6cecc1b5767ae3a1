/** Results that are made anew from the stored analysis: for another speaker, or with words corrected. */
import type {
  Actor,
  AnalysisRequest,
  AnalysisResult,
  Correction,
  FinishedPoll,
  Revision,
} from '@vivavoce/contract';
import { sql } from 'kysely';
import { type ActorContext, systemActor } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import type { BackgroundScorer, ScoringOutcome } from '../scoring/background-scorer.ts';
import { ServiceError } from '../service-error.ts';
import type { Store } from '../store/store.ts';
import { readCalibration } from '../tenants/calibration.ts';
import { scoreSummary } from './finish.ts';
import { findRun } from './poll.ts';
import { notifyChange } from './queue.ts';
import { type Run, storedRequest } from './run.ts';
import { deleteStoredAnalysis, readStoredAnalysis, saveStoredAnalysis } from './stored-analyses.ts';

/** What results are revised with. */
export interface RevisionContext {
  readonly store: Store;
  readonly scorer: BackgroundScorer;
}

/** Results that a run can have: more are no work of people. */
const MAX_REVISIONS = 100;

/** What is asked for. */
type Change =
  | { readonly reason: 'rescore'; readonly candidateSpeaker: string }
  | { readonly reason: 'correction'; readonly corrections: readonly Correction[] };

/** A run with a result, as it is stored. */
export type RunWithResult = Run & { readonly body: string; readonly finished_at: Date };

/**
 * The run, if it has a result.
 * @throws ServiceError RUN_NOT_FINISHED, RUN_HAS_NO_RESULT.
 */
export function requireRunResult(run: Run): RunWithResult {
  if (run.body === null || run.finished_at === null) {
    throw new ServiceError('RUN_NOT_FINISHED', 'The run is not finished: poll it until it is');
  }
  if (run.status === 'failed') {
    throw new ServiceError('RUN_HAS_NO_RESULT', 'The run failed and has no result: poll it for the reason');
  }
  return run as RunWithResult;
}

/** A stored result out of its text. */
export const resultOf = ({ texts }: Store, runId: string, stored: string): FinishedPoll =>
  JSON.parse(texts.decrypt(runId, stored)) as FinishedPoll;

/** Which of a run's results a body is, and who had it made; the first one is the server's own. */
export function revisionOf(run: RunWithResult, body: FinishedPoll): Revision {
  const first = {
    number: 1,
    reason: 'analysis',
    createdAt: run.finished_at.toISOString(),
    by: systemActor(run.client_id).actor,
  } as const;
  return body.revision ?? first;
}

/** The run's request with what a change asks for: a speaker that was named stays named when words are corrected. */
function changedRequest(run: Run, change: Change): AnalysisRequest {
  const request = storedRequest(run);
  return change.reason === 'rescore' ? { ...request, candidate: change.candidateSpeaker } : request;
}

/** Scores a run's stored analysis as a change asks for. */
async function rescore(
  { store, scorer }: RevisionContext,
  run: RunWithResult,
  storedAnalysis: Buffer,
  before: FinishedPoll,
  change: Change,
): Promise<Extract<ScoringOutcome, { kind: 'scored' }>> {
  const request = changedRequest(run, change);
  const end = await scorer.score({
    storedAnalysis,
    corrections: change.reason === 'correction' ? change.corrections : [],
    request: {
      ...request,
      accentWeight: before.analysis.provenance.accentWeight,
      calibration: (await readCalibration(store.db, run.client_id)) ?? undefined,
    },
  });
  if (end.kind === 'scored') return end;
  switch (end.code) {
    case 'SPEAKER_NOT_HEARD':
      throw new ServiceError('UNKNOWN_SPEAKER', end.message);
    case 'NO_SUCH_WORD':
      throw new ServiceError('INVALID_PARAMETERS', end.message);
    case 'CANDIDATE_SPEECH_INSUFFICIENT':
    case 'NO_SPEECH_DETECTED':
      throw new ServiceError('CANDIDATE_SPEECH_INSUFFICIENT', end.message);
    case 'SCORING_FAILED':
      throw new ServiceError('RESCORING_NOT_POSSIBLE', end.message);
    case 'STORED_ANALYSIS_UNREADABLE':
      throw new ServiceError('RESCORING_NOT_POSSIBLE', `${end.message}: submit the recording again`);
    default:
      throw new Error(`Scoring again ended with ${end.code}: ${end.message}`);
  }
}

/** The body of a later result: what belongs to the run stays. */
function nextBody(before: FinishedPoll, result: AnalysisResult, revision: Revision): FinishedPoll {
  const { processingTimeMs, credits } = before;
  return { ...before, ...result, processingTimeMs, credits, revision };
}

/** Puts a result in the place of the one before, which goes to the history. False if another request was quicker. */
async function replaceResult(
  { db, texts }: Store,
  by: ActorContext,
  run: RunWithResult,
  {
    before,
    body,
    storedAnalysis,
    change,
  }: { before: FinishedPoll; body: FinishedPoll; storedAnalysis: string; change: Change },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('runs')
      .set({
        status: body.status,
        body: texts.encrypt(run.id, JSON.stringify(body)),
        summary: JSON.stringify(scoreSummary(body, run.summary?.deducted ?? 0)),
        revision: run.revision + 1,
        hearing: storedAnalysis,
        request: JSON.stringify(changedRequest(run, change)),
        scored_speaker_name: sql`speaker_names ->> ${body.transcript.candidateSpeaker}`,
      })
      .where('id', '=', run.id)
      .where('client_id', '=', by.tenantId)
      .where('revision', '=', run.revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    const about = {
      ...revisionOf(run, before),
      candidateSpeaker: before.transcript.candidateSpeaker,
      scores: before.scores,
    };
    await trx
      .insertInto('run_results')
      .values({
        run_id: run.id,
        client_id: run.client_id,
        revision: run.revision,
        about: JSON.stringify(about),
        body: run.body,
      })
      .execute();
    const action = change.reason === 'rescore' ? 'run.rescore' : 'run.correct';
    await recordAuditEntry(trx, { ...by, action, target: { runId: run.id } });
    await notifyChange(trx, run.id);
    return true;
  });
}

/** Who has a result made, as it is told: an address or a request is nobody's business there. */
const actorOf = ({ actor }: ActorContext): Actor => ({ kind: actor.kind, id: actor.id, label: actor.label });

/** Whether a run that was found is there yet. @throws ServiceError RUN_CHANGED if it has another result by now. */
async function stillExists({ db }: Store, by: ActorContext, { id, revision }: Run): Promise<boolean> {
  const current = await findRun(db, by.tenantId, id);
  if (current !== null && current.revision !== revision) {
    throw new ServiceError(
      'RUN_CHANGED',
      'The result was changed by another request at the same time: check it and try again',
    );
  }
  return current !== null;
}

async function revise(
  context: RevisionContext,
  by: ActorContext,
  runId: string,
  change: Change,
): Promise<boolean> {
  const { store } = context;
  const found = await findRun(store.db, by.tenantId, runId);
  if (!found) return false;
  const run = requireRunResult(found);
  if (run.revision >= MAX_REVISIONS) {
    throw new ServiceError(
      'RESCORING_NOT_POSSIBLE',
      `The run was scored ${MAX_REVISIONS} times: submit the recording again`,
    );
  }
  const previous = run.hearing;
  const stored = previous === null ? null : await readStoredAnalysis(store, run.id, previous);
  if (previous === null || stored === null) {
    // An erasure or a correction in between takes it away as well.
    if (!(await stillExists(store, by, run))) return false;
    throw new ServiceError(
      'RESCORING_NOT_POSSIBLE',
      'What scoring needs was not kept of this run: submit the recording again',
    );
  }
  const before = resultOf(store, run.id, run.body);
  const { result, storedAnalysis: correctedAnalysis } = await rescore(context, run, stored, before, change);
  const body = nextBody(before, result, {
    number: run.revision + 1,
    reason: change.reason,
    createdAt: store.now().toISOString(),
    by: actorOf(by),
  });
  const storedAnalysis = correctedAnalysis
    ? await saveStoredAnalysis(store, run.id, correctedAnalysis)
    : previous;
  const isReplaced = await replaceResult(store, by, run, { before, body, storedAnalysis, change });
  if (correctedAnalysis) await deleteStoredAnalysis(store, run.id, isReplaced ? previous : storedAnalysis);
  return isReplaced || stillExists(store, by, run);
}

/**
 * Scores another speaker of a run's recording, free, from what was kept of it; the result before goes to the history.
 * @returns false if the client has no such run.
 * @throws ServiceError if it cannot be done; nothing has changed then.
 */
export function rescoreRun(
  context: RevisionContext,
  by: ActorContext,
  runId: string,
  candidateSpeaker: string,
): Promise<boolean> {
  return revise(context, by, runId, { reason: 'rescore', candidateSpeaker });
}

/**
 * Corrects words of a run's transcript and scores again, the same speaker if one was named; the result before goes to the
 * history. All corrections are made, or none.
 * @returns false if the client has no such run.
 * @throws ServiceError if it cannot be done; nothing has changed then.
 */
export function correctTranscript(
  context: RevisionContext,
  by: ActorContext,
  runId: string,
  corrections: readonly Correction[],
): Promise<boolean> {
  return revise(context, by, runId, { reason: 'correction', corrections });
}
