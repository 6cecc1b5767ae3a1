import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { submitResponseSchema } from '@vivavoce/contract';
import { type Config, createClient, createKey, openStore, readConfig, type Store } from '@vivavoce/server';
import { Command } from 'commander';
import { seededUniform } from '../../../samples/random.ts';
import { wholeNumber } from '../whole-number.ts';
import { type Machine, startMachine } from './machine.ts';

/** What is killed, and how often of a hundred. */
const KINDS = { worker: 75, server: 17, database: 8 } as const;
const CREDITS_EACH = 1;
const SETTLE_LIMIT_MS = 180_000;

interface Options {
  readonly runs: number;
  readonly kills: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** What came of it. */
export interface FaultFigures {
  readonly seed: number;
  readonly runs: number;
  readonly kills: Readonly<Record<keyof typeof KINDS, number>>;
  /** The most tries of a run. */
  readonly mostTries: number;
  /** Runs that did not end in a result. */
  readonly lost: number;
  readonly doubleCharges: number;
  /** Accounts whose balance or holds are not what entries and open holds sum to, or that are overspent. */
  readonly ledgerBreaches: number;
  readonly seconds: number;
}

/** `vivavoce evaluate faults`: kills workers, servers and the database while runs are processed, and counts what was lost. */
export function faultsCommand(): Command {
  return new Command('faults')
    .description('Kill workers, servers and the database while runs are processed, and count what was lost')
    .option('--runs <number>', 'runs to submit', wholeNumber, 40)
    .option('--kills <number>', 'processes to kill', wholeNumber, 200)
    .option('--seed <number>', 'what is killed, and when', wholeNumber, 1)
    .option('--json', 'print the figures as JSON')
    .action(async ({ runs, kills, seed, json }: Options) => {
      const figures = await measureFaults(runs, kills, seed);
      process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : tableOf(figures));
      if (figures.lost + figures.doubleCharges + figures.ledgerBreaches > 0) process.exitCode = 1;
    });
}

function tableOf({ kills, ...figures }: FaultFigures): string {
  const rows = {
    runs: figures.runs,
    'workers killed': kills.worker,
    'servers killed': kills.server,
    'databases restarted': kills.database,
    'most tries of a run': figures.mostTries,
    'runs lost': figures.lost,
    'double charges': figures.doubleCharges,
    'ledger breaches': figures.ledgerBreaches,
    'seconds in all': figures.seconds,
  };
  return Object.entries(rows)
    .map(([name, value]) => `${name.padEnd(20)} ${String(value).padStart(5)}\n`)
    .join('');
}

/** Submits a run until the server says that it is admitted; the key makes sure that it is one run, however often it is tried. */
async function submitUntilAdmitted(
  machine: Machine,
  key: string,
  name: string,
  takesMs: number,
): Promise<string> {
  for (;;) {
    const form = new FormData();
    form.append('audio', new Blob([JSON.stringify({ durationMs: 60_000, takesMs })]), 'recording');
    const headers = { 'x-api-key': key, 'idempotency-key': name };
    try {
      const answer = await fetch(`${machine.url()}/api/v1/speech/analyze`, {
        method: 'POST',
        headers,
        body: form,
      });
      const body: unknown = await answer.json();
      if (answer.status === 202) return submitResponseSchema.parse(body).id;
      if (answer.status < 500) throw new RangeError(`The submit was refused: ${JSON.stringify(body)}`);
    } catch (error) {
      if (error instanceof RangeError) throw error;
    }
    await sleep(200);
  }
}

/** Does what asks the database, again while that is away. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + SETTLE_LIMIT_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}

/** Kills so many processes, a moment apart. */
async function killAtRandom(machine: Machine, kills: number, random: () => number) {
  const count = { worker: 0, server: 0, database: 0 };
  for (let n = 0; n < kills; n += 1) {
    await sleep(50 + 200 * random());
    const dice = 100 * random();
    if (dice < KINDS.worker) {
      await machine.killWorker(random());
      count.worker += 1;
    } else if (dice < KINDS.worker + KINDS.server) {
      await machine.killServer();
      count.server += 1;
    } else {
      await machine.restartDatabase();
      count.database += 1;
    }
  }
  return count;
}

/** Waits until no run is under way any more, or long enough. */
async function settle({ db }: Store): Promise<void> {
  const deadline = Date.now() + SETTLE_LIMIT_MS;
  while (Date.now() < deadline) {
    const open = await patiently(() =>
      db.selectFrom('runs').select('id').where('status', 'in', ['queued', 'processing']).execute(),
    );
    if (open.length === 0) return;
    await sleep(200);
  }
}

/** Looks at what the laws of runs and credits say must be so. */
async function judge({ db }: Store, runIds: readonly string[]) {
  const runs = await patiently(() => db.selectFrom('runs').select(['id', 'status', 'attempt']).execute());
  const entries = await db.selectFrom('ledger_entries').selectAll().execute();
  const holds = await db.selectFrom('credit_holds').selectAll().where('settled_at', 'is', null).execute();
  const accounts = await db.selectFrom('credit_accounts').selectAll().execute();
  const ended = new Set(runs.filter(({ status }) => status === 'success').map(({ id }) => id));
  const charged = entries.flatMap(({ run_id: runId }) => runId ?? []);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const isBroken = ({ client_id: id, balance, held }: (typeof accounts)[number]): boolean => {
    const own = <T extends { client_id: string; amount: number }>(rows: readonly T[]): number =>
      sum(rows.filter((row) => row.client_id === id).map(({ amount }) => amount));
    return balance !== own(entries) || held !== own(holds) || held > balance;
  };
  return {
    mostTries: Math.max(0, ...runs.map(({ attempt }) => attempt)),
    lost: runIds.filter((id) => !ended.has(id)).length,
    // A run more than was submitted would be a double charge too.
    doubleCharges: charged.length - new Set(charged).size + Math.max(0, runs.length - runIds.length),
    ledgerBreaches: accounts.filter(isBroken).length,
  };
}

/** The defaults, with short leases, any number of tries and a folder of its own. */
function configOf(folder: string): Config {
  const settings = readConfig({
    VIVAVOCE_DATA_DIR: folder,
    VIVAVOCE_PORT: '0',
    VIVAVOCE_LOG_LEVEL: 'silent',
  });
  return { ...settings, workers: 2, leaseMs: 1000, maxAttempts: 1_000_000, minDurationMs: 0 };
}

/** Processes runs while processes are killed, and judges what is left. */
export async function measureFaults(runs: number, kills: number, seed: number): Promise<FaultFigures> {
  const started = performance.now();
  const random = seededUniform(seed);
  const folder = join(tmpdir(), `vivavoce-faults-${process.pid}`);
  const config = configOf(folder);
  const machine = await startMachine(config);
  const store = await openStore(config);
  try {
    const { name } = await createClient(store, 'faults', { credits: 2 * runs * CREDITS_EACH });
    const { key } = await createKey(store, name);
    const times = Array.from({ length: runs }, () => 100 + 400 * random());
    const killing = killAtRandom(machine, kills, random);
    const submits = times.map(async (takesMs, n) => {
      await sleep((n * kills * 100) / runs);
      return submitUntilAdmitted(machine, key, `run ${n}`, takesMs);
    });
    const [count, runIds] = await Promise.all([killing, Promise.all(submits)]);
    await settle(store);
    const judged = await judge(store, runIds);
    const seconds = Math.round((performance.now() - started) / 1000);
    return { seed, runs, kills: count, ...judged, seconds };
  } finally {
    await machine.stop();
    await store.close().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}
