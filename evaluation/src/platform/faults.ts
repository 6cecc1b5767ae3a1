import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededUniform } from '@vivavoce/samples/random';
import { type Config, createApiKey, createTenant, openStore, readConfig, type Store } from '@vivavoce/server';
import { Command } from 'commander';
import { wholeNumber } from '../whole-number.ts';
import { createWorkerKiller, distributeKills, type KillCounts } from './fault-injection.ts';
import { HOST_FAULTS, hostFaultTable, measureHostFaults } from './hosts/host-faults.ts';
import { type Breaches, breachRows, checkInvariants, waitForFewer } from './invariants.ts';
import { type ServerUnderTest, startServerUnderTest } from './server-under-test.ts';
import { ADMITTING_MS, MAX_OPEN_RUNS, MIN_RUN_MS, takesMsOf, trySubmit } from './submits.ts';

const POLL_MS = 200;

interface Options {
  readonly runs: number;
  readonly kills: number;
  readonly hosts?: boolean;
  readonly cut: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** What came of it. */
export interface FaultFigures extends Breaches {
  readonly seed: number;
  readonly runs: number;
  readonly kills: KillCounts;
  /** The most tries of a run. */
  readonly mostTries: number;
  readonly seconds: number;
}

/** `vivavoce evaluate faults`: kills workers, servers and the database while runs are processed, and counts what was lost. */
export function faultsCommand(): Command {
  return new Command('faults')
    .description(
      'Kill workers, servers and the database while runs are processed, or cut machines off, and count what was lost',
    )
    .option('--runs <number>', 'runs to submit', wholeNumber, 40)
    .option('--kills <number>', 'processes to kill, without --hosts', wholeNumber, 200)
    .option(
      '--hosts',
      'cut off machines instead (network namespaces, which need Linux and root or user namespaces)',
    )
    .option(
      '--cut <seconds>',
      'how long a machine whose worker holds a run is cut off, with --hosts',
      wholeNumber,
      60,
    )
    .option('--seed <number>', 'what is killed, and when', wholeNumber, 1)
    .option('--json', 'print the figures as JSON')
    .action(async ({ runs, kills, hosts, cut, seed, json }: Options) => {
      if (hosts) {
        const figures = await measureHostFaults({ ...HOST_FAULTS, runs, cutSeconds: cut, seed });
        report(figures, hostFaultTable(figures), json);
      } else {
        const figures = await measureFaults(runs, kills, seed);
        report(figures, tableOf(figures), json);
      }
    });
}

/** Prints figures, and fails where something is not as it must be. */
function report(figures: Breaches, table: string, json = false): void {
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : table);
  if (figures.lost + figures.doubleCharges + figures.ledgerBreaches > 0) process.exitCode = 1;
}

function tableOf({ kills, ...figures }: FaultFigures): string {
  const rows = {
    runs: figures.runs,
    'workers killed that held a run': kills.worker,
    'servers killed that admitted one': kills.server,
    'databases restarted': kills.database,
    ...breachRows(figures),
  };
  return Object.entries(rows)
    .map(([name, value]) => `${name.padEnd(32)} ${String(value).padStart(5)}\n`)
    .join('');
}

/** A client's way to submit runs. */
interface Submitter {
  readonly server: ServerUnderTest;
  readonly key: string;
}

/** Submits a run once, see {@link trySubmit}. */
const submitOnce = ({ server, key }: Submitter, name: string, takesMs: number): Promise<string | null> =>
  trySubmit({ url: server.url(), key }, name, { durationMs: 60_000, takesMs });

/** Submits a run until it is admitted; the name makes sure that it is one run, however often it is tried. */
async function submitUntilAdmitted(by: Submitter, name: string, takesMs: number): Promise<string> {
  for (;;) {
    const id = await submitOnce(by, name, takesMs);
    if (id !== null) return id;
    await sleep(POLL_MS);
  }
}

/** Kills the server at a moment at which it has been sent a submit and has not answered it. */
async function killWhileAdmitting(
  by: Submitter,
  name: string,
  takesMs: number,
  random: () => number,
): Promise<void> {
  for (;;) {
    const answered = submitOnce(by, name, takesMs).then(() => true);
    const isAnswered = await Promise.race([answered, sleep(ADMITTING_MS * random()).then(() => false)]);
    if (isAnswered) continue;
    await by.server.killServer();
    await answered;
    return;
  }
}

/** The defaults, with short leases, any number of tries and a folder of its own. */
function configOf(folder: string): Config {
  const settings = readConfig({
    VIVAVOCE_DATA_DIR: folder,
    VIVAVOCE_PORT: '0',
    VIVAVOCE_LOG_LEVEL: 'info',
  });
  return { ...settings, workers: 2, leaseMs: 1000, maxAttempts: 1_000_000, minDurationMs: 0 };
}

/** How many of some kills come with the nth of some runs, from 0: they are spread evenly. */
const dueWith = (kills: number, n: number, runs: number): number =>
  Math.floor((kills * (n + 1)) / runs) - Math.floor((kills * n) / runs);

/** Submits runs, and kills servers and restarts databases while it does; the killer sees to the workers meanwhile. */
async function submitAmidKills(
  by: Submitter,
  store: Store,
  { runs, server, database }: KillCounts & { readonly runs: number },
  random: () => number,
): Promise<string[]> {
  const runIds: string[] = [];
  for (let n = 0; n < runs; n += 1) {
    const [name, takesMs] = [`run ${n}`, takesMsOf(random)];
    for (let due = dueWith(server, n, runs); due > 0; due -= 1) {
      await killWhileAdmitting(by, name, takesMs, random);
    }
    runIds.push(await submitUntilAdmitted(by, name, takesMs));
    for (let due = dueWith(database, n, runs); due > 0; due -= 1) {
      await by.server.restartDatabase();
      await sleep(POLL_MS);
    }
    await waitForFewer(store, MAX_OPEN_RUNS);
  }
  return runIds;
}

/** Processes runs while processes are killed, and judges what is left. */
export async function measureFaults(runs: number, kills: number, seed: number): Promise<FaultFigures> {
  const started = performance.now();
  const random = seededUniform(seed);
  const wanted = distributeKills(kills);
  const folder = join(tmpdir(), `vivavoce-faults-${process.pid}`);
  const config = configOf(folder);
  const killer = createWorkerKiller({
    wanted: wanted.worker,
    runs,
    withinMs: MIN_RUN_MS,
    random,
    kill: (pid) => server.killWorker(pid),
  });
  const server = await startServerUnderTest(config, killer.onWorkEvent);
  const store = await openStore(config);
  try {
    const { name } = await createTenant(store, 'faults', { credits: 10 * (runs + kills) });
    const by = { server, key: (await createApiKey(store, name)).key };
    const runIds = await submitAmidKills(by, store, { ...wanted, runs }, random);
    await waitForFewer(store, 1);
    // Chance may have let the last run through before the last kill.
    while (killer.killed() < wanted.worker) {
      runIds.push(await submitUntilAdmitted(by, `run ${runIds.length}`, takesMsOf(random)));
      await waitForFewer(store, 1);
    }
    const { mostTries, lost, doubleCharges, ledgerBreaches } = await checkInvariants(store, runIds);
    const seconds = Math.round((performance.now() - started) / 1000);
    return {
      seed,
      runs: runIds.length,
      kills: wanted,
      mostTries,
      lost,
      doubleCharges,
      ledgerBreaches,
      seconds,
    };
  } finally {
    await server.stop();
    await store.close().catch(() => undefined); // Its database may have been killed.
    await rm(folder, { recursive: true, force: true });
  }
}
