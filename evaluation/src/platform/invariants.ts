import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '@vivavoce/server';

const SETTLE_LIMIT_MS = 180_000;
const POLL_MS = 200;

/** Does what asks the database, again while that is away. */
export async function retryUntilAvailable<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + SETTLE_LIMIT_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(POLL_MS);
    }
  }
}

/** Runs that have not ended. */
function openRuns({ db }: Store): Promise<readonly unknown[]> {
  return retryUntilAvailable(() =>
    db.selectFrom('runs').select('id').where('status', 'in', ['queued', 'processing']).execute(),
  );
}

/** Waits until fewer runs than so many are under way, or long enough. */
export async function waitForFewer(store: Store, than: number): Promise<void> {
  const deadline = performance.now() + SETTLE_LIMIT_MS;
  while (performance.now() < deadline && (await openRuns(store)).length >= than) await sleep(POLL_MS);
}

/** What must be none. */
export interface Breaches {
  /** Runs that did not end in a result, nor in a failure that they may end in. */
  readonly lost: number;
  /** Charges beyond one for each run with a result, and runs beyond those that were submitted. */
  readonly doubleCharges: number;
  /** Results without a charge, and accounts whose balance or holds are not what entries and open holds sum to, or that are overspent. */
  readonly ledgerBreaches: number;
}

/** The last lines of a table of figures, by their names. */
export const breachRows = ({
  mostTries,
  lost,
  doubleCharges,
  ledgerBreaches,
  seconds,
}: Breaches & { readonly mostTries: number; readonly seconds: number }): Readonly<
  Record<string, number>
> => ({
  'most tries of a run': mostTries,
  'runs lost': lost,
  'double charges': doubleCharges,
  'ledger breaches': ledgerBreaches,
  'seconds in all': seconds,
});

/** How the runs ended, and what of it must not be. */
interface Invariants extends Breaches {
  /** The most tries of a run. */
  readonly mostTries: number;
  /** Runs that failed as they may. */
  readonly failed: number;
}

/**
 * Looks at what the laws of runs and credits say must be so.
 * @param runIds all that were submitted.
 * @param mayFail those that may end in INTERNAL_ERROR after all tries, uncharged.
 */
export async function checkInvariants(
  { db }: Store,
  runIds: readonly string[],
  mayFail: ReadonlySet<string> = new Set(),
): Promise<Invariants> {
  const runs = await retryUntilAvailable(() =>
    db.selectFrom('runs').select(['id', 'status', 'attempt', 'error_code']).execute(),
  );
  const entries = await db.selectFrom('ledger_entries').selectAll().execute();
  const holds = await db.selectFrom('credit_holds').selectAll().where('settled_at', 'is', null).execute();
  const accounts = await db.selectFrom('credit_accounts').selectAll().execute();
  const done = new Set(runs.filter(({ status }) => status === 'success').map(({ id }) => id));
  const failed = new Set(
    runs
      .filter(({ id, error_code }) => error_code === 'INTERNAL_ERROR' && mayFail.has(id))
      .map(({ id }) => id),
  );
  const charged = entries.flatMap(({ run_id: runId }) => runId ?? []);
  const chargedDone = new Set(charged.filter((id) => done.has(id))).size;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const isBroken = ({ client_id: id, balance, held }: (typeof accounts)[number]): boolean => {
    const own = <T extends { client_id: string; amount: number }>(rows: readonly T[]): number =>
      sum(rows.filter((row) => row.client_id === id).map(({ amount }) => amount));
    return balance !== own(entries) || held !== own(holds) || held > balance;
  };
  return {
    mostTries: Math.max(0, ...runs.map(({ attempt }) => attempt)),
    failed: failed.size,
    lost: runIds.filter((id) => !done.has(id) && !failed.has(id)).length,
    // A run more than was submitted would be a double charge too.
    doubleCharges: charged.length - chargedDone + Math.max(0, runs.length - runIds.length),
    ledgerBreaches: done.size - chargedDone + accounts.filter(isBroken).length,
  };
}
