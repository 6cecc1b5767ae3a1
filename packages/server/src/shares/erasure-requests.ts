import type { ErasureRequest, SettleErasure } from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId } from '../ids.ts';
import { eraseRun } from '../runs/erase.ts';
import type { Database, Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';

/** How many are listed at most: more than an organisation leaves open. */
const MAX_LISTED = 500;

type Row = Selectable<Tables['erasure_requests']> & {
  readonly external_id: string | null;
  readonly has_run: boolean;
};

/** A request as it is shown. A run that is gone was erased, by whatever way. */
function toErasureRequest(row: Row): ErasureRequest {
  const decision = row.declined_at ? 'declined' : row.erased_at || !row.has_run ? 'erased' : null;
  return {
    id: row.id,
    runId: row.run_id,
    externalId: row.external_id,
    requestedAt: row.requested_at.toISOString(),
    settledAt: (row.declined_at ?? row.erased_at)?.toISOString() ?? null,
    decision,
  };
}

const erasureRequestRows = (db: Database, tenantId: string) =>
  db
    .selectFrom('erasure_requests')
    .leftJoin('runs', 'runs.id', 'erasure_requests.run_id')
    .selectAll('erasure_requests')
    .select(['external_id', sql<boolean>`runs.id is not null`.as('has_run')])
    .where('erasure_requests.client_id', '=', tenantId);

/** The erasure requests of a client's candidates, open ones first, then the latest. */
export async function listErasureRequests(db: Database, tenantId: string): Promise<ErasureRequest[]> {
  const rows = await erasureRequestRows(db, tenantId)
    .orderBy(sql`declined_at is null and erased_at is null and runs.id is not null`, 'desc')
    .orderBy('requested_at', 'desc')
    .limit(MAX_LISTED)
    .execute();
  return rows.map(toErasureRequest);
}

/** When a candidate has asked for the erasure of a run that is still to be decided on; null if not. */
export async function pendingErasureRequestedAt(db: Database, runId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('erasure_requests')
    .select('requested_at')
    .where('run_id', '=', runId)
    .where('declined_at', 'is', null)
    .executeTakeFirst();
  return row?.requested_at ?? null;
}

/**
 * Records that a candidate wants a run erased; asking again changes nothing while the request is open.
 * @returns when it was first asked for.
 */
export async function requestErasure(
  db: Database,
  by: ActorContext,
  runId: string,
  now: Date,
): Promise<Date> {
  return db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('erasure_requests')
      .values({ client_id: by.tenantId, run_id: runId, requested_at: now })
      .onConflict((open) =>
        open.column('run_id').where('declined_at', 'is', null).where('erased_at', 'is', null).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (!made) return (await pendingErasureRequestedAt(trx, runId)) ?? now;
    await recordAuditEntry(trx, { ...by, action: 'erasure.request', target: { runId } });
    return now;
  });
}

/**
 * Grants or declines an erasure request. Granting erases the run for good.
 * @returns null if the client has no such request that is open.
 */
export async function settleErasureRequest(
  store: Store,
  by: ActorContext,
  requestId: string,
  { decision }: SettleErasure,
  limits: { readonly maxActiveRuns: number },
  now: Date,
): Promise<ErasureRequest | null> {
  const { db } = store;
  const find = () =>
    erasureRequestRows(db, by.tenantId)
      .where('erasure_requests.id', '=', isId(requestId) ? requestId : null)
      .executeTakeFirst();
  const row = await find();
  if (!row || toErasureRequest(row).decision !== null) return null;
  const { id, run_id: runId } = row;
  // Erased first: if this breaks off in between, the request counts as granted all the same.
  if (decision === 'erase') await eraseRun(store, by, runId, limits.maxActiveRuns);
  await db.transaction().execute(async (trx) => {
    const change = decision === 'erase' ? { erased_at: now } : { declined_at: now };
    await trx.updateTable('erasure_requests').set(change).where('id', '=', id).execute();
    if (decision === 'decline')
      await recordAuditEntry(trx, { ...by, action: 'erasure.decline', target: { runId } });
  });
  const settled = await find();
  return settled ? toErasureRequest(settled) : null;
}
