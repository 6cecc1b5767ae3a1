import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AnalysisRequest, AnalysisResult, RunError, Stage, TranscriptUpdate } from '@vivavoce/contract';
import type { ModelSettings } from '@vivavoce/engine/endpoints';
import { childEnvironment, SMALL_YOUNG_GENERATION } from '@vivavoce/engine/process-environment';
import type { EndpointChange } from '../metrics/endpoint-monitor.ts';

/** A recording to analyse, as it travels to the child process. */
export interface AnalysisJob {
  /** Of the files that the recording came in, in order. */
  readonly paths: readonly string[];
  readonly request: AnalysisRequest;
}

/** How far an analysis is. */
export interface AnalysisProgress {
  readonly stage: Stage;
  /** Of the whole analysis, 0 to 100. */
  readonly percent: number;
}

/** What comes back from the child process. */
export type AnalysisMessage =
  | { readonly kind: 'progress'; readonly progress: AnalysisProgress }
  | { readonly kind: 'transcript'; readonly update: TranscriptUpdate }
  | EndpointChange
  | {
      readonly kind: 'analysed';
      readonly result: AnalysisResult;
      /** Peaks for drawing, see the contract's waveform. */
      readonly peaks: Uint8Array;
      /** What scoring needs, as the engine encoded it. */
      readonly storedAnalysis: Uint8Array;
    }
  | { readonly kind: 'refused'; readonly error: RunError };

/** How an analysis ended: with a result, with a reason of the recording's own, or with a dead process. */
export type AnalysisOutcome =
  | Exclude<AnalysisMessage, { kind: 'progress' | 'transcript' | 'endpoint' }>
  | { readonly kind: 'crashed'; readonly reason: string };

/** Told of an analysis while it goes on. */
export interface AnalysisListeners {
  readonly onProgress: (progress: AnalysisProgress) => void;
  readonly onTranscript: (update: TranscriptUpdate) => void;
}

/** A child process that runs the engine, kept between recordings and replaced when it dies. */
export interface Analyser {
  /** Analyses one recording at a time. Aborting the signal kills the process. */
  analyse(job: AnalysisJob, listeners: AnalysisListeners, signal: AbortSignal): Promise<AnalysisOutcome>;
  /** Kills the process. */
  stop(): void;
}

/** `analysis-process.ts`, or what the tests made of it. */
const CHILD = fileURLToPath(import.meta.resolve('#analysis-process'));

/** Kills a child and the processes that the engine started in its group. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** In a group of its own: a Ctrl-C in the terminal is the worker's to handle, and the group can be killed whole. */
function forkChild(engineModule: string): ChildProcess {
  const child = fork(CHILD, [engineModule], {
    detached: true,
    env: childEnvironment(),
    execArgv: [...process.execArgv, SMALL_YOUNG_GENERATION],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  // It ends as well, which is what counts.
  child.on('error', () => {});
  return child;
}

/**
 * Starts a child process that loads the engine and waits for recordings.
 * @param engineModule what to import in the child; it exports `createEngine` as @vivavoce/engine does.
 * @param models that the operator chose; they go to the child in a message, for they hold keys.
 * @param onEndpoint told when an endpoint is left alone, and when it is asked again.
 */
export function startAnalyser(
  engineModule: string,
  models: ModelSettings,
  onEndpoint: (change: EndpointChange) => void,
): Analyser {
  let child: ChildProcess | null = null;

  const runningChild = (): ChildProcess => {
    if (child?.connected) return child;
    const fresh = forkChild(engineModule);
    fresh.on('message', (message: AnalysisMessage) => {
      if (message.kind === 'endpoint') onEndpoint(message);
    });
    fresh.send(models, () => {});
    fresh.once('exit', () => {
      if (child === fresh) child = null;
    });
    child = fresh;
    return fresh;
  };
  runningChild();

  return {
    analyse(job, { onProgress, onTranscript }, signal) {
      const process = runningChild();
      return new Promise((done) => {
        const finish = (end: AnalysisOutcome): void => {
          process.off('message', onMessage);
          process.off('exit', onExit);
          signal.removeEventListener('abort', onAbort);
          done(end);
        };
        const onMessage = (message: unknown): void => {
          const received = message as AnalysisMessage;
          if (received.kind === 'endpoint') return;
          if (received.kind === 'progress') onProgress(received.progress);
          else if (received.kind === 'transcript') onTranscript(received.update);
          else finish(received);
        };
        const onExit = (code: number | null, killedBy: string | null): void =>
          finish({
            kind: 'crashed',
            reason: `the analysis process ended with ${killedBy ?? `code ${code}`}`,
          });
        const onAbort = (): void => {
          killGroup(process);
          // It counts as connected until its end has been noticed: the next recording must not go to it.
          if (child === process) child = null;
          finish({ kind: 'crashed', reason: 'the analysis was stopped' });
        };
        process.on('message', onMessage);
        process.once('exit', onExit);
        if (signal.aborted) return onAbort();
        signal.addEventListener('abort', onAbort);
        process.send(job, (error) => {
          if (error) finish({ kind: 'crashed', reason: error.message });
        });
      });
    },
    stop() {
      if (child) killGroup(child);
    },
  };
}
