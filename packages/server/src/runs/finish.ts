import type { AnalysisResult, PollResponse, RunError } from '@vivavoce/contract';
import { chargeHold, lockAvailableCredits, partialCost, refundHold } from '../credits/ledger.ts';
import { enqueueRunMail } from '../mail/outbox.ts';
import type { RunSummary } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { enqueueRunEnd } from '../webhooks/outbox.ts';
import { type Claim, type ClaimedRun, endRun, lockClaimedRun, promoteNext } from './queue.ts';
import { type Run, runReference, storedRequest } from './run.ts';
import { saveWaveform } from './waveform.ts';

/** How the analysis of a run ended. */
export type RunOutcome =
  | {
      readonly kind: 'analysed';
      readonly result: AnalysisResult;
      readonly peaks?: Uint8Array;
      /** Name of the object with the stored analysis, see `stored-analyses.ts`. */
      readonly storedAnalysis?: string;
    }
  | { readonly kind: 'failed'; readonly error: RunError };

/**
 * What an outcome costs: a success all that was held, a partial result its share, a failure nothing, and nothing if speech
 * recognition was too unreliable for any score. With an accommodation there are no scores: it costs as much as one.
 */
function chargeFor(outcome: RunOutcome, run: Run): number {
  if (outcome.kind === 'failed') return 0;
  const { cost } = run;
  if (storedRequest(run).accommodation) return partialCost(cost, 1);
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
  run: ClaimedRun,
  outcome: RunOutcome,
  credits: { readonly charged: number; readonly balance: number },
) {
  const reference = runReference(run);
  const processingTimeMs = run.took_ms;
  if (outcome.kind === 'failed') {
    return { ...reference, status: 'failed', processingTimeMs, error: outcome.error } satisfies PollResponse;
  }
  return {
    ...reference,
    ...outcome.result,
    processingTimeMs,
    credits: {
      deducted: credits.charged,
      remainingBalance: credits.balance,
      audioDurationMinutes: Math.round((run.duration_ms / 60_000) * 100) / 100,
    },
  } satisfies PollResponse;
}

/** What a list and the fairness report show of a result. */
export function scoreSummary(
  { scores, analysis }: Pick<AnalysisResult, 'scores' | 'analysis'>,
  deducted: number,
): RunSummary {
  const { vocabulary, fluency, accent, overall, cefrLevel } = scores;
  const { quality } = analysis;
  return {
    vocabulary,
    fluency,
    accent,
    overall,
    cefrLevel,
    deducted,
    error: null,
    evidence: {
      levels: {
        vocabulary: scores.vocabularyCefr,
        fluency: scores.fluencyCefr,
        accent: scores.accentCefr,
      },
      intervals: {
        overall: analysis.overall.interval,
        vocabulary: analysis.vocabulary.interval,
        fluency: analysis.fluency.interval,
        accent: analysis.accent.interval,
      },
      warnings: quality.warnings.map(({ code }) => code),
      shouldListen: quality.humanReview.recommended,
    },
  };
}

/** What a list shows of the outcome. */
function outcomeSummary(outcome: RunOutcome, deducted: number): RunSummary {
  if (outcome.kind === 'analysed') return scoreSummary(outcome.result, deducted);
  const nothing = { vocabulary: null, fluency: null, accent: null, overall: null, cefrLevel: null };
  return { ...nothing, deducted, error: outcome.error };
}

/**
 * Ends a run: result, charge or refund, webhook messages, e-mail and the start of the tenant's next run happen in one transaction,
 * once.
 * @returns false if the claim was lost: nothing has changed then, another worker has the run or it was erased.
 */
export async function finishRun(
  { db, texts }: Pick<Store, 'db' | 'texts'>,
  claim: Claim,
  outcome: RunOutcome,
  maxActiveRuns: number,
): Promise<boolean> {
  const { tenantId } = claim;
  return db.transaction().execute(async (trx) => {
    // The account before the run, as everywhere: no two transactions wait for each other.
    await lockAvailableCredits(trx, tenantId);
    const run = await lockClaimedRun(trx, claim);
    if (!run) return false;
    const charged = chargeFor(outcome, run);
    const balance =
      charged > 0
        ? await chargeHold(trx, tenantId, run.id, charged)
        : await refundHold(trx, tenantId, run.id);
    const body = JSON.stringify(responseBody(run, outcome, { charged, balance }));
    await endRun(trx, run.id, {
      status: outcome.kind === 'failed' ? 'failed' : outcome.result.status,
      body: texts.encrypt(run.id, body),
      summary: JSON.stringify(outcomeSummary(outcome, charged)),
      hearing: outcome.kind === 'analysed' ? outcome.storedAnalysis : null,
    });
    if (outcome.kind === 'analysed' && outcome.peaks) await saveWaveform(trx, texts, run.id, outcome.peaks);
    const end = outcome.kind === 'failed' ? 'run.failed' : 'run.completed';
    await enqueueRunEnd(trx, run, end);
    await enqueueRunMail(trx, run, end);
    await promoteNext(trx, tenantId, maxActiveRuns);
    return true;
  });
}
