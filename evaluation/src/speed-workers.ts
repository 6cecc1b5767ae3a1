import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { type MeasuredEngine, startEngine } from './speed-engine.ts';

/** What more cores and more workers bring, as work done in the same time: 2 is twice as much. */
export interface WorkerFigures {
  /** Half of the machine's cores. */
  readonly half: number;
  /** One worker on half of the cores, ms. */
  readonly halfMs: number;
  /** One worker on twice as many. */
  readonly allMs: number;
  /** Two workers at once, on half of the cores each: until both are done. */
  readonly bothMs: number;
}

/**
 * Compares one worker on half of the cores with one on twice as many, and with two.
 * @param warmUp a short recording, with which each worker loads its models.
 * @returns null on one core, and where processes cannot be kept to some cores.
 */
export async function measureWorkers(path: string, warmUp: string): Promise<WorkerFigures | null> {
  const half = Math.floor(availableParallelism() / 2);
  if (half < 1 || spawnSync('taskset', ['--version']).status !== 0) return null;
  const cores = Array.from({ length: 2 * half }, (_, core) => core);
  const halfMs = await timeEngines([cores.slice(0, half)], path, warmUp);
  const allMs = await timeEngines([cores], path, warmUp);
  const bothMs = await timeEngines([cores.slice(0, half), cores.slice(half)], path, warmUp);
  return { half, halfMs, allMs, bothMs };
}

/** Has engines analyse a recording at the same time, each on its cores. @returns ms until all are done. */
async function timeEngines(
  cores: readonly (readonly number[])[],
  path: string,
  warmUp: string,
): Promise<number> {
  const engines: MeasuredEngine[] = [];
  try {
    for (const own of cores) engines.push(await startEngine(warmUp, own));
    const start = performance.now();
    await Promise.all(engines.map((engine) => engine.analyse(path)));
    return performance.now() - start;
  } finally {
    await Promise.all(engines.map((engine) => engine.stop()));
  }
}
