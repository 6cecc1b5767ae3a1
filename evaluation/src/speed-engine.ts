import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Stage } from '@vivavoce/contract';
import type { Engine } from '@vivavoce/engine';
import { SMALL_YOUNG_GENERATION } from '@vivavoce/engine/process-environment';
import { nextMessage } from './next-message.ts';

/** One analysis on an engine that has its models loaded. */
export interface AnalysisTime {
  readonly totalMs: number;
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  /** Until the first words are told. */
  readonly firstWordsMs: number;
}

/** An engine in a process of its own, as a worker has one. */
export interface MeasuredEngine {
  readonly pid: number;
  /** @throws Error when the recording could not be analysed. */
  analyse(path: string): Promise<AnalysisTime>;
  stop(): Promise<void>;
}

const PROCESS = fileURLToPath(new URL('./speed-engine-process.ts', import.meta.url));

/**
 * Starts an engine.
 * @param warmUp a short recording, with which it loads its models
 * @param cores the numbers of the cores that it may use, on Linux; all unless given.
 */
export async function startEngine(warmUp: string, cores?: readonly number[]): Promise<MeasuredEngine> {
  const node = [process.execPath, SMALL_YOUNG_GENERATION, PROCESS, warmUp];
  const [program = '', ...args] = cores === undefined ? node : ['taskset', '-c', cores.join(), ...node];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await nextMessage(child);
  return {
    pid: child.pid as number,
    async analyse(path) {
      child.send(path);
      return (await nextMessage(child)) as AnalysisTime;
    },
    async stop() {
      if (!child.connected) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** Analyses a recording, and times the whole and each stage, ms. */
export async function timeAnalysis(engine: Engine, path: string): Promise<AnalysisTime> {
  const stages: Partial<Record<Stage, number>> = {};
  let firstWordsMs = Number.NaN;
  const start = performance.now();
  await engine.analyze(path, {
    onTranscript: ({ passages }) => {
      if (Number.isNaN(firstWordsMs) && passages.length > 0) firstWordsMs = performance.now() - start;
    },
    onStage: ({ stage, elapsedMs }) => {
      stages[stage] = (stages[stage] ?? 0) + elapsedMs;
    },
  });
  return { totalMs: performance.now() - start, stages, firstWordsMs };
}
