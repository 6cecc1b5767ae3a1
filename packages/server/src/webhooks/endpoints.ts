import { ClientError } from '../clients/clients.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { faultOfUrl } from './addresses.ts';

/** An address that hears of all of a client's runs. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  /** Since when nothing could be delivered; null while all is well. */
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
  readonly disabledReason: string | null;
}

/** The id of a client by its name. */
async function clientIdOf({ db }: Store, name: string): Promise<string> {
  const row = await db.selectFrom('clients').select('id').where('name', '=', name.trim()).executeTakeFirst();
  if (!row) throw new ClientError(`There is no client named ${name}`);
  return row.id;
}

/**
 * Lets an address hear of a client's runs, or hear of them again after it was switched off.
 * @throws ClientError if there is no such client, or the address is none that webhooks may go to.
 */
export async function addWebhook(
  store: Store,
  { webhookNetworks }: Pick<Config, 'webhookNetworks'>,
  clientName: string,
  url: string,
): Promise<string> {
  const fault = faultOfUrl(url, webhookNetworks);
  if (fault) throw new ClientError(`${url} cannot be a webhook. ${fault}`);
  const working = { failing_since: null, disabled_at: null, disabled_reason: null };
  const row = await store.db
    .insertInto('webhook_endpoints')
    .values({ client_id: await clientIdOf(store, clientName), url })
    .onConflict((known) => known.columns(['client_id', 'url']).doUpdateSet(working))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The addresses that hear of a client's runs. */
export async function listWebhooks(store: Store, clientName: string): Promise<WebhookEndpoint[]> {
  return store.db
    .selectFrom('webhook_endpoints')
    .select([
      'id',
      'url',
      'failing_since as failingSince',
      'disabled_at as disabledAt',
      'disabled_reason as disabledReason',
    ])
    .where('client_id', '=', await clientIdOf(store, clientName))
    .orderBy('created_at')
    .execute();
}

/** Lets an address hear nothing more; what is waiting for it is dropped. */
export async function removeWebhook(store: Store, clientName: string, url: string): Promise<void> {
  const { numDeletedRows } = await store.db
    .deleteFrom('webhook_endpoints')
    .where('client_id', '=', await clientIdOf(store, clientName))
    .where('url', '=', url)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new ClientError(`${clientName} has no webhook ${url}`);
}
