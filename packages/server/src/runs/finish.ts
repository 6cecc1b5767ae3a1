import type { AnalysisResult, PollResponse, RunError, Scores } from '@vivavoce/contract';
import { sql } from 'kysely';
import { lockAvailableCredits, partialCost, settleHold } from '../credits/ledger.ts';
import type { Database, RunSummary } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { enqueueRunEnd } from '../webhooks/outbox.ts';
import { activeRunLimit, countActiveRuns } from './admission.ts';
import { type Claim, notifyChange, notifyWork } from './queue.ts';
import { type Run, runReference } from './run.ts';
import { saveWaveform } from './waveform.ts';

/** How the work on a run ended. */
export type RunOutcome =
  | {
      readonly kind: 'analysed';
      readonly result: AnalysisResult;
      readonly peaks?: Uint8Array;
      /** The object that holds what scoring again needs, see `hearings.ts`. */
      readonly storedAnalysis?: string;
    }
  | { readonly kind: 'failed'; readonly error: RunError };

/**
 * What an outcome costs: a success all that was held, a partial its share, a failure nothing; nothing either when the
 * speech was too poorly recognised for any score. With an accommodation no score is made: it costs as one would.
 */
function chargeFor(outcome: RunOutcome, { cost, accommodation }: Run): number {
  if (outcome.kind === 'failed') return 0;
  if (accommodation) return partialCost(cost, 1);
  const { status, scores, analysis } = outcome.result;
  if (status === 'success') return cost;
  const made = [scores.vocabulary, scores.fluency, scores.accent].filter((score) => score !== null);
  const isUnrecognised = analysis.quality.warnings.some(
    ({ code }) => code === 'SPEECH_NOT_RELIABLY_RECOGNISED',
  );
  if (isUnrecognised && made.length === 0) return 0;
  return partialCost(cost, made.length);
}

/** The body of every later poll. */
function responseBody(
  run: Run,
  outcome: RunOutcome,
  processingTimeMs: number,
  charged: number,
  balance: number,
) {
  const reference = runReference(run);
  if (outcome.kind === 'failed') {
    return { ...reference, status: 'failed', processingTimeMs, error: outcome.error } satisfies PollResponse;
  }
  return {
    ...reference,
    ...outcome.result,
    processingTimeMs,
    credits: {
      deducted: charged,
      remainingBalance: balance,
      audioDurationMinutes: Math.round((run.duration_ms / 60_000) * 100) / 100,
    },
  } satisfies PollResponse;
}

/** What a list and the fairness report show of a result. */
export function scoreSummary(
  { vocabulary, fluency, accent, overall, cefrLevel }: Scores,
  deducted: number,
): RunSummary {
  return { vocabulary, fluency, accent, overall, cefrLevel, deducted, error: null };
}

/** What a list shows of the outcome. */
function outcomeSummary(outcome: RunOutcome, deducted: number): RunSummary {
  if (outcome.kind === 'analysed') return scoreSummary(outcome.result.scores, deducted);
  const nothing = { vocabulary: null, fluency: null, accent: null, overall: null, cefrLevel: null };
  return { ...nothing, deducted, error: outcome.error };
}

/** Moves waiting runs of a client on as far as its limit allows. The client's account has to be locked. */
export async function promoteNext(trx: Database, tenantId: string, maxActiveRuns: number): Promise<void> {
  const { processing } = await countActiveRuns(trx, tenantId);
  const free = (await activeRunLimit(trx, tenantId, maxActiveRuns)) - processing;
  if (free <= 0) return;
  const promoted = await trx
    .updateTable('runs')
    .set({ status: 'processing' })
    .where('id', 'in', (query) =>
      query
        .selectFrom('runs as waiting')
        .select('waiting.id')
        .where('waiting.client_id', '=', tenantId)
        .where('waiting.status', '=', 'queued')
        .orderBy('waiting.seq')
        .limit(free),
    )
    .returning('id')
    .execute();
  for (const { id } of promoted) await notifyChange(trx, id);
  if (promoted.length > 0) await notifyWork(trx);
}

/**
 * Ends a run: result, charge and the start of the client's next run happen in one transaction, once.
 * @returns false if the claim was lost: then nothing happened and somebody else has the run.
 */
export async function finishRun(
  { db, texts }: Pick<Store, 'db' | 'texts'>,
  claim: Claim,
  outcome: RunOutcome,
  maxActiveRuns: number,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    // First the account, then the run, as everywhere: two finishes cannot wait for each other.
    await lockAvailableCredits(trx, claim.tenantId);
    const run = await trx
      .selectFrom('runs')
      .selectAll()
      .select(
        sql<number>`round(extract(epoch from clock_timestamp() - started_at) * 1000)::integer`.as('took_ms'),
      )
      .where('id', '=', claim.runId)
      .where('worker', '=', claim.worker)
      .where('attempt', '=', claim.attempt)
      .where('status', '=', 'processing')
      .forUpdate()
      .executeTakeFirst();
    if (!run) return false;
    const charged = chargeFor(outcome, run);
    const balance = await settleHold(trx, claim.tenantId, run.id, charged);
    await trx
      .updateTable('runs')
      .set({
        status: outcome.kind === 'failed' ? 'failed' : outcome.result.status,
        body: texts.encrypt(
          run.id,
          JSON.stringify(responseBody(run, outcome, run.took_ms, charged, balance)),
        ),
        summary: JSON.stringify(outcomeSummary(outcome, charged)),
        hearing: outcome.kind === 'analysed' ? outcome.storedAnalysis : null,
        finished_at: sql`now()`,
        worker: null,
        lease_until: null,
      })
      .where('id', '=', run.id)
      .execute();
    if (outcome.kind === 'analysed' && outcome.peaks) await saveWaveform(trx, texts, run.id, outcome.peaks);
    await notifyChange(trx, run.id);
    await enqueueRunEnd(trx, run, outcome.kind === 'failed' ? 'run.failed' : 'run.completed');
    await promoteNext(trx, claim.tenantId, maxActiveRuns);
    return true;
  });
}
