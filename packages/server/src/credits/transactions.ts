import type { HoldList, TransactionList } from '@vivavoce/contract';
import type { Database } from '../store/database.ts';
import { presentEntry } from './ledger.ts';

type Transaction = TransactionList['transactions'][number];

/** A page of a client's ledger, newest first. */
export async function listTransactions(
  db: Database,
  clientId: string,
  { afterId, limit }: { readonly afterId: string | null; readonly limit: number },
): Promise<{ readonly transactions: Transaction[]; readonly nextId: string | null }> {
  const rows = await db
    .selectFrom('ledger_entries')
    .selectAll()
    .where('client_id', '=', clientId)
    .$if(afterId !== null, (entries) => entries.where('id', '<', afterId as string))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const transactions = rows.slice(0, limit).map(presentEntry);
  return { transactions, nextId: rows.length > limit ? (transactions.at(-1)?.id ?? null) : null };
}

const MOST_HOLDS = 1000;

/** What is reserved for a client's runs that are not finished, oldest first. */
export async function listHolds(db: Database, clientId: string): Promise<HoldList> {
  const { held } = await db
    .selectFrom('credit_accounts')
    .select('held')
    .where('client_id', '=', clientId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('credit_holds')
    .select(['run_id', 'amount', 'created_at'])
    .where('client_id', '=', clientId)
    .where('settled_at', 'is', null)
    .orderBy('created_at')
    .limit(MOST_HOLDS)
    .execute();
  const holds = rows.map(({ run_id, amount, created_at }) => ({
    runId: run_id,
    amount,
    createdAt: created_at.toISOString(),
  }));
  return { holds, held };
}
