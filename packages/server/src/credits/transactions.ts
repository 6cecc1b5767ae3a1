import type { HoldList, TransactionList } from '@vivavoce/contract';
import type { Database } from '../store/database.ts';
import { toTransaction } from './ledger.ts';

type Transaction = TransactionList['transactions'][number];

/** A page of a client's ledger, newest first. */
export async function listTransactions(
  db: Database,
  tenantId: string,
  { afterId, limit }: { readonly afterId: string | null; readonly limit: number },
): Promise<{ readonly transactions: Transaction[]; readonly nextId: string | null }> {
  const rows = await db
    .selectFrom('ledger_entries')
    .selectAll()
    .where('client_id', '=', tenantId)
    .$if(afterId !== null, (entries) => entries.where('id', '<', afterId as string))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const transactions = rows.slice(0, limit).map(toTransaction);
  return { transactions, nextId: rows.length > limit ? (transactions.at(-1)?.id ?? null) : null };
}

const MAX_HOLDS = 1000;

/** What is reserved for a client's runs that are not finished, oldest first. */
export async function listHolds(db: Database, tenantId: string): Promise<HoldList> {
  const { held } = await db
    .selectFrom('credit_accounts')
    .select('held')
    .where('client_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('credit_holds')
    .select(['run_id', 'amount', 'created_at'])
    .where('client_id', '=', tenantId)
    .where('settled_at', 'is', null)
    .orderBy('created_at')
    .limit(MAX_HOLDS)
    .execute();
  const holds = rows.map(({ run_id, amount, created_at }) => ({
    runId: run_id,
    amount,
    createdAt: created_at.toISOString(),
  }));
  return { holds, held };
}
