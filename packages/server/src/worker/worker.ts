import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunError } from '@vivavoce/contract';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { newId } from '../ids.ts';
import type { EndpointChange } from '../metrics/endpoint-monitor.ts';
import { type RunTiming, type StageTimer, startStageTimer } from '../metrics/run-timing.ts';
import { finishRun, type RunOutcome } from '../runs/finish.ts';
import {
  type Claim,
  claimRun,
  ERASURE_CHANNEL,
  releaseClaim,
  renewLease,
  saveProgress,
  WORK_CHANNEL,
} from '../runs/queue.ts';
import { deleteStoredAnalysis, saveStoredAnalysis } from '../runs/stored-analyses.ts';
import { isStorageFull } from '../storage-full.ts';
import { listenTo } from '../store/listen.ts';
import { DamagedObjectError, ObjectMissingError, recordingKeys } from '../store/objects/object-store.ts';
import type { Store } from '../store/store.ts';
import { createWakeableTimer } from '../wakeable-timer.ts';
import { type Analyser, type AnalysisOutcome, type AnalysisProgress, startAnalyser } from './analyser.ts';
import { transcriptWriter } from './transcript-writer.ts';

/** A running worker. */
export interface Worker {
  /** Takes no more work, hands back the run in progress, and ends the engine's process. */
  stop(): Promise<void>;
}

/** What a worker works with. */
export interface WorkerContext {
  readonly config: Config;
  readonly store: Store;
  readonly logger: Logger;
  /** The module whose `createEngine` analyses. */
  readonly engineModule: string;
  /** Told of every run that it finishes. */
  readonly onRun: (measure: RunTiming) => void;
  /** Told when an endpoint is left alone, and when it is asked again. */
  readonly onEndpoint: (change: EndpointChange) => void;
}

const POLL_MS = 500;
/** How long a worker leaves a run to others whose analysis broke off here, ms: this machine may lack the memory for it. */
const LEFT_TO_OTHERS_MS = 2 * POLL_MS;
const PROGRESS_EVERY_MS = 500;
const MAX_FINISH_ATTEMPTS = 5;

/** Why an analysis was broken off. */
type AbortReason = 'lost' | 'too-long' | 'stopping';

const RUN_ERRORS = {
  crashed: { code: 'INTERNAL_ERROR', message: 'The recording could not be processed after several tries.' },
  'too-long': { code: 'PROCESSING_TIMEOUT', message: 'Processing took too long: try a shorter recording.' },
} as const satisfies Record<string, RunError>;

/** Stores progress at most twice a second; the stage that is newest then. */
function progressWriter(context: WorkerContext, claim: Claim): (progress: AnalysisProgress) => void {
  let writtenAt = Number.NEGATIVE_INFINITY;
  let stage: AnalysisProgress['stage'] | null = null;
  return (progress) => {
    const isNewStage = progress.stage !== stage;
    if (!isNewStage && performance.now() - writtenAt < PROGRESS_EVERY_MS) return;
    stage = progress.stage;
    writtenAt = performance.now();
    const percent = Math.min(100, Math.max(0, Math.round(progress.percent)));
    saveProgress(context.store.db, claim, { stage, percent, isNewStage }).catch((error) =>
      context.logger.warn({ runId: claim.runId, err: error }, 'progress could not be stored'),
    );
  };
}

/**
 * Renews the lease until it is told to stop; reports when the lease is lost. Where the database has gone silent no answer says that:
 * then the time does.
 */
function keepLease({ store, config, logger }: WorkerContext, claim: Claim, onLost: () => void): () => void {
  let renewedAt = performance.now();
  let isAsking = false;
  const renew = async (): Promise<void> => {
    const asked = performance.now();
    try {
      if (await renewLease(store.db, claim, config.leaseMs)) renewedAt = asked;
      else onLost();
    } catch (error) {
      logger.warn({ runId: claim.runId, err: error }, 'the lease could not be renewed');
    }
  };
  const timer = setInterval(() => {
    if (performance.now() - renewedAt > config.leaseMs) onLost();
    if (isAsking) return;
    isAsking = true;
    void renew().finally(() => {
      isAsking = false;
    });
  }, config.leaseMs / 3);
  return () => clearInterval(timer);
}

/** What metrics and traces are told of a run. */
function timingOf({ runId, durationMs }: Claim, outcome: RunOutcome, clock: StageTimer): RunTiming {
  const stages = clock.stages();
  const elapsedMs = clock.elapsedMs();
  const own = { runId, startedAt: Date.now() - elapsedMs, elapsedMs, durationMs, stages };
  if (outcome.kind === 'failed') return { outcome: 'failed', code: outcome.error.code, ...own };
  return { outcome: outcome.result.status, code: null, ...own };
}

/**
 * Writes the outcome, with patience for a database that is just restarting.
 * @returns false if the claim was lost.
 */
async function storeOutcome(
  context: WorkerContext,
  claim: Claim,
  outcome: RunOutcome,
  clock: StageTimer,
): Promise<boolean> {
  const { store, config, logger } = context;
  for (let tries = 1; ; tries += 1) {
    try {
      const done = await finishRun(store, claim, outcome, config.maxActiveRuns);
      const code = outcome.kind === 'failed' ? outcome.error.code : undefined;
      logger.info(
        { runId: claim.runId, attempt: claim.attempt, outcome: outcome.kind, code, done },
        'run finished',
      );
      if (done) context.onRun(timingOf(claim, outcome, clock));
      return done;
    } catch (error) {
      if (tries >= MAX_FINISH_ATTEMPTS) throw error;
      logger.warn({ runId: claim.runId, err: error }, 'the outcome could not be stored yet');
      await new Promise((done) => setTimeout(done, 200 * 2 ** tries));
    }
  }
}

/** Has a run's recording analysed, from files that exist only meanwhile. A store that cannot be reached costs no try. */
async function analyseRecording(
  context: WorkerContext,
  analyser: Analyser,
  claim: Claim,
  clock: StageTimer,
  signal: AbortSignal,
): Promise<AnalysisOutcome> {
  const { objects, scratch, db } = context.store;
  const { runId, recordingParts, request } = claim;
  const ended = new AbortController();
  try {
    const write = progressWriter(context, claim);
    const onProgress = (progress: AnalysisProgress): void => {
      clock.enter(progress.stage);
      write(progress);
    };
    const listeners = { onProgress, onTranscript: transcriptWriter(context, claim, ended.signal) };
    return await scratch.withFiles(
      objects,
      recordingKeys(runId, recordingParts),
      (paths) => analyser.analyse({ paths, request }, listeners, signal),
      signal,
    );
  } catch (error) {
    if (signal.aborted) return { kind: 'crashed', reason: 'the recording did not come in time' };
    if (error instanceof ObjectMissingError || error instanceof DamagedObjectError) {
      return { kind: 'crashed', reason: error.message };
    }
    await releaseClaim(db, claim, false);
    throw error;
  } finally {
    ended.abort();
  }
}

/** Stores what scoring again needs, then the outcome; of a run that is lost or erased nothing stays. */
async function finishAnalysed(
  context: WorkerContext,
  claim: Claim,
  end: Extract<AnalysisOutcome, { kind: 'analysed' }>,
  clock: StageTimer,
): Promise<void> {
  const { store } = context;
  const storedAnalysis = await saveStoredAnalysis(store, claim.runId, end.storedAnalysis);
  try {
    const isDone = await storeOutcome(context, claim, { ...end, storedAnalysis }, clock);
    if (!isDone) await deleteStoredAnalysis(store, claim.runId, storedAnalysis);
  } catch (error) {
    // After any other error the outcome may have been stored all the same.
    if (isStorageFull(error)) await deleteStoredAnalysis(store, claim.runId, storedAnalysis);
    throw error;
  }
}

/** What may interrupt the work on a run. */
interface Interruptions {
  readonly stopping: AbortSignal;
  /** Emits the id of a run that was erased. */
  readonly erasures: EventEmitter;
}

/**
 * Works on one run from claim to outcome. The returned promise never rejects for the recording's sake.
 * @returns whether it goes back to the queue because its analysis broke off.
 */
async function processRun(
  context: WorkerContext,
  analyser: Analyser,
  claim: Claim,
  { stopping, erasures }: Interruptions,
): Promise<boolean> {
  const { config, store, logger } = context;
  const { runId, attempt } = claim;
  const clock = startStageTimer();
  const fail = async (error: RunError): Promise<false> => {
    await storeOutcome(context, claim, { kind: 'failed', error }, clock);
    return false;
  };
  if (attempt > config.maxAttempts) return fail(RUN_ERRORS.crashed);
  logger.info({ runId, attempt }, 'run started');

  const abort = new AbortController();
  const abortWith = (why: AbortReason) => () => abort.abort(why);
  const onStopping = abortWith('stopping');
  stopping.addEventListener('abort', onStopping);
  const limit = setTimeout(abortWith('too-long'), config.processingLimitMs);
  const onLost = abortWith('lost');
  erasures.once(runId, onLost);
  const releaseLease = keepLease(context, claim, onLost);
  let end: AnalysisOutcome;
  try {
    if (stopping.aborted) onStopping();
    end = await analyseRecording(context, analyser, claim, clock, abort.signal);
    if (end.kind === 'analysed') {
      await finishAnalysed(context, claim, end, clock);
      return false;
    }
    if (end.kind === 'refused') return await fail(end.error);

    const why = abort.signal.aborted ? (abort.signal.reason as AbortReason) : 'crashed';
    logger.warn({ runId, attempt, why, reason: end.reason }, 'the analysis broke off');
    if (why === 'lost') return false;
    if (why !== 'stopping' && attempt >= config.maxAttempts) return await fail(RUN_ERRORS[why]);
    await releaseClaim(store.db, claim, why !== 'stopping');
    return why !== 'stopping';
  } catch (error) {
    if (isStorageFull(error)) await releaseClaim(store.db, claim, false);
    throw error;
  } finally {
    releaseLease();
    erasures.off(runId, onLost);
    clearTimeout(limit);
    stopping.removeEventListener('abort', onStopping);
  }
}

/** Waits so long, ms, or until the signal is aborted. */
async function sleepUnless(signal: AbortSignal, ms: number): Promise<void> {
  // It is not an error that it was aborted.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/** Starts taking runs from the queue, one at a time. */
export function runWorker(context: WorkerContext): Worker {
  const { config, store, logger } = context;
  const id = newId();
  const stopping = new AbortController();
  const timer = createWakeableTimer();
  const analyser = startAnalyser(context.engineModule, config.models, (change) => {
    logger.warn({ endpoint: change.endpoint, state: change.state }, 'an endpoint changed');
    context.onEndpoint(change);
  });
  const erasures = new EventEmitter();
  const stopListening = listenTo(store, {
    [WORK_CHANNEL]: () => timer.wake(),
    [ERASURE_CHANNEL]: (runId) => erasures.emit(runId),
  });

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        // Not begun without space for the result: what has to be analysed again costs a try.
        await store.requireFreeSpace();
        const claim = await claimRun(store.db, id, config.leaseMs);
        if (!claim) await timer.sleep(POLL_MS);
        else if (await processRun(context, analyser, claim, { stopping: stopping.signal, erasures })) {
          await sleepUnless(stopping.signal, LEFT_TO_OTHERS_MS);
        }
      } catch (error) {
        // The run, if any, comes back by its lease.
        const message = isStorageFull(error)
          ? 'the worker waits for free disk space'
          : 'the worker could not reach the database or the objects';
        logger.error({ err: error }, message);
        await timer.sleep(POLL_MS);
      }
    }
  };
  const finished = loop();
  return {
    async stop() {
      stopping.abort();
      timer.wake();
      await finished;
      analyser.stop();
      await stopListening();
    },
  };
}
