import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { ClientError } from '../clients/clients.ts';
import type { Store } from '../store/store.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/**
 * The signature of a message, as Standard Webhooks 1.0 asks.
 * @param id of the message, the same at every try.
 * @param seconds time of this try, Unix s.
 */
export function signatureOf(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/** The secrets that sign a client's messages now: the newest first, during a rotation the one before too. */
export async function signingSecrets(store: Store, clientId: string): Promise<string[]> {
  await store.db
    .updateTable('clients')
    .set({ webhook_secret: store.secrets.seal(newSecret()) })
    .where('id', '=', clientId)
    .where('webhook_secret', 'is', null)
    .execute();
  const { now, before } = await store.db
    .selectFrom('clients')
    .select([
      'webhook_secret as now',
      sql<Buffer | null>`case when webhook_secret_before_until > now() then webhook_secret_before end`.as(
        'before',
      ),
    ])
    .where('id', '=', clientId)
    .executeTakeFirstOrThrow();
  const sealed = [now, before].filter((secret) => secret !== null);
  return sealed.map((secret) => store.secrets.open(secret));
}

/**
 * Gives a client a new secret; messages are signed with the one before too for a while.
 * @returns the new secret in full.
 * @throws ClientError if there is no client of that name.
 */
export async function rotateWebhookSecret(
  store: Store,
  clientName: string,
  overlapHours = 24,
): Promise<string> {
  if (!(overlapHours >= 0 && overlapHours <= 8760)) throw new ClientError('An overlap has 0 to 8760 hours');
  const secret = newSecret();
  const { numUpdatedRows } = await store.db
    .updateTable('clients')
    .set({
      webhook_secret: store.secrets.seal(secret),
      webhook_secret_before: sql`webhook_secret`,
      webhook_secret_before_until: sql`now() + ${overlapHours} * interval '1 hour'`,
    })
    .where('name', '=', clientName.trim())
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ClientError(`There is no client named ${clientName}`);
  return secret;
}
