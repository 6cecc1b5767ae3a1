import type { ServiceFigures } from './platform/speed-service.ts';
import type { AnalysisTime } from './speed-engine.ts';
import type { NetworkFigures } from './speed-networks.ts';
import type { WorkerFigures } from './speed-workers.ts';

/** What recordings of one length take: medians of several runs. */
export interface LengthFigures {
  readonly audioMs: number;
  readonly totalMs: number;
  /** Time by the time of the reference, which was run before each. */
  readonly references: number;
  readonly stages: AnalysisTime['stages'];
  readonly firstWordsMs: number;
  /** The most memory of the engine's process and its children together, bytes. */
  readonly peakMemoryBytes: number;
  /** What another program took for the same recording, ms; null where none was named. */
  readonly comparedMs: number | null;
}

/** All that `evaluate speed` measures. */
export interface SpeedFigures {
  readonly cores: number;
  readonly runs: number;
  /** The fixed piece of work that others are compared with, ms. */
  readonly referenceMs: number;
  readonly lengths: readonly LengthFigures[];
  readonly cli: CommandLineFigures;
  readonly networks: NetworkFigures;
  /** Null where processes cannot be kept to some cores. */
  readonly workers: WorkerFigures | null;
  readonly service: ServiceFigures;
}

/** The sample interview by the command line, from its start to the result. */
export interface CommandLineFigures {
  readonly totalMs: number;
  /** What it takes beyond the analysis itself. */
  readonly startMs: number;
}

/** How much more two workers at once do than one, on as many cores each: 2 at most. */
export const gainOfWorkers = ({ halfMs, bothMs }: WorkerFigures): number => (2 * halfMs) / bothMs;

/** How much faster one worker is on twice as many cores. */
export const gainOfCores = ({ halfMs, allMs }: WorkerFigures): number => halfMs / allMs;
