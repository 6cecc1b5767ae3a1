import { availableParallelism } from 'node:os';
import type { Stage } from '@vivavoce/contract';
import { createEngine } from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { Command } from 'commander';
import { startMemoryWatch } from './speed-memory.ts';

/** How long one analysis took, and what it took. */
interface SpeedFigures {
  readonly file: string;
  readonly audioMs: number;
  /** From an engine that has loaded its models to the result. */
  readonly totalMs: number;
  /** Loading the models, paid once a process. */
  readonly loadMs: number;
  readonly stages: readonly { readonly stage: Stage; readonly elapsedMs: number }[];
  /** The most memory of this process and its children together, bytes. */
  readonly peakMemoryBytes: number;
}

/** `evaluate speed`: what share of the audio's length each stage of an analysis takes. */
export function speedCommand(): Command {
  return new Command('speed')
    .description('Time of each stage as a share of the length of the audio, and memory')
    .argument('<file>', 'a recording')
    .option('--json', 'print the figures as JSON')
    .action(async (file: string, { json }: { readonly json?: boolean }) => {
      const figures = await measureSpeed(file);
      console.log(json ? JSON.stringify(figures, null, 2) : speedTable(figures));
    });
}

async function measureSpeed(file: string): Promise<SpeedFigures> {
  const memory = startMemoryWatch();
  try {
    const loadStart = performance.now();
    await using engine = await createEngine({ models: readModelSettings() });
    const start = performance.now();
    const stages: { stage: Stage; elapsedMs: number }[] = [];
    const { audio } = await engine.analyze(file, { onStage: (timing) => void stages.push(timing) });
    const totalMs = performance.now() - start;
    return {
      file,
      audioMs: audio.durationMs,
      totalMs,
      loadMs: start - loadStart,
      stages,
      peakMemoryBytes: memory.peakBytes(),
    };
  } finally {
    memory.stop();
  }
}

function speedTable({ audioMs, totalMs, loadMs, stages, peakMemoryBytes }: SpeedFigures): string {
  const row = (name: string, ms: number) =>
    `${name.padEnd(16)}${(ms / 1000).toFixed(2).padStart(9)} s${(ms / audioMs).toFixed(4).padStart(9)}`;
  return [
    `${'stage'.padEnd(16)}${'time'.padStart(11)}${'share'.padStart(9)}`,
    ...stages.map(({ stage, elapsedMs }) => row(stage, elapsedMs)),
    row('total', totalMs),
    '',
    `Audio: ${(audioMs / 1000).toFixed(1)} s, ${(audioMs / totalMs).toFixed(1)} s of it a second, on ${availableParallelism()} cores.`,
    `Models loaded in ${(loadMs / 1000).toFixed(2)} s, not counted above.`,
    `Peak memory: ${Math.round(peakMemoryBytes / 2 ** 20)} MiB, child processes included.`,
  ].join('\n');
}
