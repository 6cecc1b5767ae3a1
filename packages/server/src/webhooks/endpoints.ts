import { type WebhookEndpoint, webhookEndpointChangesSchema } from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { clientUrlFault } from '../client-addresses.ts';
import type { Config } from '../config.ts';
import { isId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import type { Database, Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { parseInput } from '../tenants/tenants.ts';

function describeEndpoint(row: Selectable<Tables['webhook_endpoints']>): WebhookEndpoint {
  return {
    id: row.id,
    url: row.url,
    createdAt: row.created_at.toISOString(),
    failingSince: row.failing_since?.toISOString() ?? null,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    disabledReason: row.disabled_reason,
  };
}

const WORKING = { failing_since: null, disabled_at: null, disabled_reason: null };

/** The addresses that hear of a client's runs, oldest first. */
export async function listEndpoints(db: Database, tenantId: string): Promise<WebhookEndpoint[]> {
  const rows = await db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('client_id', '=', tenantId)
    .orderBy('created_at')
    .execute();
  return rows.map(describeEndpoint);
}

/**
 * A client's endpoint.
 * @throws ServiceError if it has none of that id.
 */
export async function readEndpoint(db: Database, tenantId: string, id: string): Promise<WebhookEndpoint> {
  const row = isId(id)
    ? await db
        .selectFrom('webhook_endpoints')
        .selectAll()
        .where('id', '=', id)
        .where('client_id', '=', tenantId)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new ServiceError('NOT_FOUND', 'There is no such webhook endpoint');
  return describeEndpoint(row);
}

/** Addresses that hear of a client's runs at most: each run has a message for each of them. */
const MAX_ENDPOINTS = 20;

/** Refuses one endpoint too many; one that is there already needs no room. */
async function requireRoomForEndpoint(trx: Database, tenantId: string, url: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`webhook endpoints of ${tenantId}`}, 0))`.execute(
    trx,
  );
  const { others } = await trx
    .selectFrom('webhook_endpoints')
    .select(({ fn }) => fn.countAll<string>().as('others'))
    .where('client_id', '=', tenantId)
    .where('url', '!=', url)
    .executeTakeFirstOrThrow();
  if (Number(others) < MAX_ENDPOINTS) return;
  const message = `A client has at most ${MAX_ENDPOINTS} webhook endpoints: remove one first`;
  throw new ServiceError('QUOTA_EXCEEDED', message, { details: { limit: MAX_ENDPOINTS } });
}

/**
 * Lets an address hear of a client's runs, or hear of them again after it was switched off.
 * @throws ServiceError if the address is none that webhooks may go to, or the client has as many endpoints as it may have.
 */
export async function addEndpoint(
  store: Store,
  { webhookNetworks }: Pick<Config, 'webhookNetworks'>,
  by: ActorContext,
  url: string,
): Promise<WebhookEndpoint> {
  const fault = clientUrlFault(url, webhookNetworks);
  if (fault) throw new ServiceError('INVALID_WEBHOOK_URL', `${url} cannot be a webhook. ${fault}`);
  return store.db.transaction().execute(async (trx) => {
    await requireRoomForEndpoint(trx, by.tenantId, url);
    const row = await trx
      .insertInto('webhook_endpoints')
      .values({ client_id: by.tenantId, url })
      .onConflict((known) => known.columns(['client_id', 'url']).doUpdateSet(WORKING))
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordAuditEntry(trx, { ...by, action: 'webhook.add', target: { endpointId: row.id } });
    return describeEndpoint(row);
  });
}

/**
 * Switches an endpoint off, in the transaction of the caller: it hears of no run from now on, and what waits for it is not
 * tried again; it can be replayed.
 * @returns whether it was on.
 */
export async function disableEndpoint(
  trx: Database,
  by: ActorContext,
  endpointId: string,
  reason: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('webhook_endpoints')
    .set({ disabled_at: sql`now()`, disabled_reason: reason })
    .where('id', '=', endpointId)
    .where('client_id', '=', by.tenantId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await trx
    .updateTable('webhook_deliveries')
    .set({ due_at: null })
    .where('endpoint_id', '=', endpointId)
    .where('client_id', '=', by.tenantId)
    .where('due_at', 'is not', null)
    .execute();
  await recordAuditEntry(trx, { ...by, action: 'webhook.disable', target: { endpointId } });
  return true;
}

/**
 * Switches an endpoint on or off.
 * @throws ServiceError if the client has no such endpoint.
 */
export async function switchEndpoint(
  store: Store,
  by: ActorContext,
  id: string,
  changes: { readonly enabled: boolean },
): Promise<WebhookEndpoint> {
  const { enabled } = parseInput(webhookEndpointChangesSchema, changes);
  return store.db.transaction().execute(async (trx) => {
    const { disabledAt } = await readEndpoint(trx, by.tenantId, id);
    if (!enabled) {
      await disableEndpoint(trx, by, id, 'It was switched off by hand');
    } else if (disabledAt !== null) {
      await trx
        .updateTable('webhook_endpoints')
        .set(WORKING)
        .where('id', '=', id)
        .where('client_id', '=', by.tenantId)
        .execute();
      await recordAuditEntry(trx, { ...by, action: 'webhook.enable', target: { endpointId: id } });
    }
    return readEndpoint(trx, by.tenantId, id);
  });
}

/**
 * Lets an address hear nothing more; what is waiting for it is dropped.
 * @throws ServiceError if the client has no such endpoint.
 */
export async function removeEndpoint(store: Store, by: ActorContext, id: string): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    await readEndpoint(trx, by.tenantId, id);
    await trx
      .deleteFrom('webhook_endpoints')
      .where('id', '=', id)
      .where('client_id', '=', by.tenantId)
      .execute();
    await recordAuditEntry(trx, { ...by, action: 'webhook.remove', target: { endpointId: id } });
  });
}
