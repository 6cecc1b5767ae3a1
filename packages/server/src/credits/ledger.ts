import type { CreditsResponse } from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import type { Database, Tables } from '../store/database.ts';

/**
 * Credits move by ledger entries that never change. A hold reserves some for a run and is settled once: charged or
 * refunded. The database itself keeps balance (sum of entries) and held (sum of open holds), and refuses whatever would
 * make available = balance - held negative.
 */

const MINUTE_MS = 60_000;
const RECENT_TRANSACTIONS = 20;

/** What a recording costs: one credit for each started minute, at least one. */
export function costOf(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / MINUTE_MS));
}

/** What a partial result costs: the share of the three scores that it has, at least one credit. */
export function partialCost(cost: number, scoresMade: number): number {
  return Math.max(1, Math.round((cost * scoresMade) / 3));
}

const accountOf = (db: Database, tenantId: string) =>
  db.selectFrom('credit_accounts').select(['balance', 'held']).where('client_id', '=', tenantId);

/** Credits available to a new run. Locks the account until the transaction ends. */
export async function lockAvailableCredits(trx: Database, tenantId: string): Promise<number> {
  const { balance, held } = await accountOf(trx, tenantId).forUpdate().executeTakeFirstOrThrow();
  return balance - held;
}

/** Credits available to a new run as things stand: another run may take them before this one is admitted. */
export async function readAvailableCredits(db: Database, tenantId: string): Promise<number> {
  const { balance, held } = await accountOf(db, tenantId).executeTakeFirstOrThrow();
  return balance - held;
}

/** Adds credits. */
export async function recordGrant(trx: Database, tenantId: string, amount: number): Promise<void> {
  await trx.insertInto('ledger_entries').values({ client_id: tenantId, type: 'grant', amount }).execute();
}

/** Reserves credits for a run. The database refuses more than is available. */
export async function holdCredits(
  trx: Database,
  tenantId: string,
  runId: string,
  amount: number,
): Promise<void> {
  await trx.insertInto('credit_holds').values({ run_id: runId, client_id: tenantId, amount }).execute();
}

async function settleHold(trx: Database, runId: string): Promise<void> {
  await trx.updateTable('credit_holds').set({ settled_at: sql`now()` }).where('run_id', '=', runId).execute();
}

/**
 * Charges a run: its hold ends and an amount of it is deducted.
 * @param amount 1 or more, at most what was held.
 * @returns the balance afterwards.
 */
export async function chargeHold(
  trx: Database,
  tenantId: string,
  runId: string,
  amount: number,
): Promise<number> {
  await settleHold(trx, runId);
  const entry = await trx
    .insertInto('ledger_entries')
    .values({ client_id: tenantId, type: 'charge', amount: -amount, run_id: runId })
    .returning('balance_after')
    .executeTakeFirstOrThrow();
  return entry.balance_after;
}

/**
 * Refunds a run that failed, is not scored or was erased: its hold ends and nothing is deducted.
 * @returns the balance afterwards.
 */
export async function refundHold(trx: Database, tenantId: string, runId: string): Promise<number> {
  await settleHold(trx, runId);
  const account = await trx
    .selectFrom('credit_accounts')
    .select('balance')
    .where('client_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return account.balance;
}

/** An entry of the ledger as the API shows it. */
export function toTransaction(
  entry: Selectable<Tables['ledger_entries']>,
): CreditsResponse['transactions'][number] {
  return {
    id: entry.id,
    type: entry.type,
    amount: entry.amount,
    balanceAfter: entry.balance_after,
    runId: entry.run_id,
    createdAt: entry.created_at.toISOString(),
  };
}

/** The credits of a tenant as the API shows them. */
export async function readCredits(db: Database, tenantId: string): Promise<CreditsResponse> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const account = await accountOf(trx, tenantId).executeTakeFirstOrThrow();
      const usage = await trx
        .selectFrom('ledger_entries')
        .select([
          sql<number>`coalesce(-sum(amount), 0)::integer`.as('totalDeducted'),
          sql<number>`count(*)::integer`.as('runsCharged'),
          sql<number>`coalesce(-sum(amount) filter (where created_at > now() - interval '30 days'), 0)::integer`.as(
            'last30Days',
          ),
        ])
        .where('client_id', '=', tenantId)
        .where('type', '=', 'charge')
        .executeTakeFirstOrThrow();
      const entries = await trx
        .selectFrom('ledger_entries')
        .selectAll()
        .where('client_id', '=', tenantId)
        .orderBy('id', 'desc')
        .limit(RECENT_TRANSACTIONS)
        .execute();
      const transactions = entries.map(toTransaction);
      return { ...account, available: account.balance - account.held, usage, transactions };
    });
}
