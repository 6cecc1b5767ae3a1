import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breachRows } from '../invariants.ts';
import type { HostsProgramInput } from './hosts-process.ts';
import { limitMemory } from './memory-limit.ts';
import { requireNamespaces, runInNamespaces } from './own-namespaces.ts';
import { type HostFaultFigures, type HostFaultOptions, MEMORY_LIMIT_MIB } from './scenario.ts';
import { bucketProgram } from './shared-services.ts';

const PROGRAM = fileURLToPath(new URL('hosts-process.ts', import.meta.url));

/** What is done besides what is asked for: with the leases that servers have by default. */
export const HOST_FAULTS = { restarts: 5, admissions: 12, largeRuns: 3, leaseSeconds: 15 } as const;

/**
 * Has several machines, network namespaces each with a server and a worker, work on the runs of one database, and cuts them off.
 * @throws NamespacesUnavailableError with what to do where namespaces cannot be made.
 * @throws Error with what to do in an installation, which lacks the packages of the tests.
 */
export async function measureHostFaults(options: HostFaultOptions): Promise<HostFaultFigures> {
  bucketProgram();
  await requireNamespaces();
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-hosts-'));
  // PostgreSQL's user has to pass through.
  await chmod(folder, 0o755);
  const memory = await limitMemory(basename(folder), MEMORY_LIMIT_MIB);
  try {
    const input: HostsProgramInput = { options, folder, processesFile: memory?.processesFile ?? null };
    return JSON.parse(await runInNamespaces(PROGRAM, [JSON.stringify(input)])) as HostFaultFigures;
  } finally {
    await memory?.remove();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The figures as lines of text. */
export function hostFaultTable(figures: HostFaultFigures): string {
  const inMinutes = (seconds: number): string => `${seconds > 0 ? '+' : ''}${seconds / 60}`;
  const rows = {
    'machines with a server and a worker': figures.hosts,
    'their clocks ahead, min': figures.clocksAhead.map(inMinutes).join(', '),
    runs: figures.runs,
    'PostgreSQL restarted': figures.databaseRestarts,
    'workers cut off that held a run': figures.cuts.length,
    'their runs taken over after, s': figures.cuts.map(({ takenOverAfter }) => takenOverAfter).join(', '),
    'their own tries then': figures.cuts.map(({ end }) => end).join(', '),
    'at work again after, s': figures.cuts.map(({ backAfter }) => backAfter).join(', '),
    'servers cut off that admitted a run': figures.admissionsCut,
    'admitted elsewhere within, s': figures.longestAdmission,
    'analyses out of memory': figures.outOfMemory ?? 'no limit could be set here',
    'runs failed for that, uncharged': figures.failed,
    ...breachRows(figures),
  };
  return Object.entries(rows)
    .map(([name, value]) => `${name.padEnd(36)} ${value}\n`)
    .join('');
}
