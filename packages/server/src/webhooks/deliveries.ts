import type { DeliveryStatus, WebhookDelivery } from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import type { Database, Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { WEBHOOK_CHANNEL } from './outbox.ts';

/** Which of a client's messages are listed; a filter that is absent lets everything through, all others must hold. */
export interface DeliveryFilter {
  readonly runId?: string | undefined;
  readonly endpointId?: string | undefined;
  readonly status?: DeliveryStatus | undefined;
}

/** What each status means in the table. */
const STATUS_OF = {
  delivered: sql<boolean>`delivered_at is not null`,
  pending: sql<boolean>`delivered_at is null and due_at is not null`,
  failed: sql<boolean>`delivered_at is null and due_at is null`,
} as const satisfies Record<DeliveryStatus, unknown>;

function statusOf(row: Selectable<Tables['webhook_deliveries']>): DeliveryStatus {
  if (row.delivered_at) return 'delivered';
  return row.due_at ? 'pending' : 'failed';
}

function describeDelivery(row: Selectable<Tables['webhook_deliveries']>): WebhookDelivery {
  return {
    id: row.id,
    runId: row.run_id,
    endpointId: row.endpoint_id,
    url: row.url,
    type: row.type,
    status: statusOf(row),
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    nextAttemptAt: row.delivered_at ? null : (row.due_at?.toISOString() ?? null),
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    lastStatus: row.last_status,
    lastAnswer: row.last_answer,
  };
}

/** A page of a client's messages, newest first. */
export async function listDeliveries(
  db: Database,
  tenantId: string,
  { runId, endpointId, status }: DeliveryFilter,
  { afterSeq, limit }: { readonly afterSeq: string | null; readonly limit: number },
): Promise<{ readonly deliveries: WebhookDelivery[]; readonly nextSeq: string | null }> {
  // An id of another form belongs to no row.
  if (![runId, endpointId].every((id) => id === undefined || isId(id)))
    return { deliveries: [], nextSeq: null };
  const rows = await db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('client_id', '=', tenantId)
    .$if(runId !== undefined, (those) => those.where('run_id', '=', runId as string))
    .$if(endpointId !== undefined, (those) => those.where('endpoint_id', '=', endpointId as string))
    .$if(status !== undefined, (those) => those.where(STATUS_OF[status as DeliveryStatus]))
    .$if(afterSeq !== null, (those) => those.where('seq', '<', afterSeq as string))
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute();
  const deliveries = rows.slice(0, limit).map(describeDelivery);
  return { deliveries, nextSeq: rows.length > limit ? (rows[limit - 1]?.seq ?? null) : null };
}

/**
 * Sends a message again, under the same id, whatever became of it, with all tries anew.
 * @throws ServiceError if the client has no such message.
 */
export async function replayDelivery(
  store: Store,
  by: ActorContext,
  deliveryId: string,
): Promise<WebhookDelivery> {
  if (!isId(deliveryId)) throw new ServiceError('NOT_FOUND', 'There is no such delivery');
  return store.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('webhook_deliveries')
      .set({ due_at: sql`now()`, attempts: 0, delivered_at: null })
      .where('id', '=', deliveryId)
      .where('client_id', '=', by.tenantId)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new ServiceError('NOT_FOUND', 'There is no such delivery');
    await recordAuditEntry(trx, {
      ...by,
      action: 'delivery.replay',
      target: { deliveryId, runId: row.run_id },
    });
    await sql`select pg_notify(${WEBHOOK_CHANNEL}, '')`.execute(trx);
    return describeDelivery(row);
  });
}
