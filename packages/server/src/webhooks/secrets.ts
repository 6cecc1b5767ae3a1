import { createHmac, randomBytes } from 'node:crypto';
import { type Rotation, rotationSchema, type WebhookSecret } from '@vivavoce/contract';
import { sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import type { Store } from '../store/store.ts';
import { parseInput } from '../tenants/tenants.ts';

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
export async function signingSecrets(store: Store, tenantId: string): Promise<string[]> {
  await store.db
    .updateTable('clients')
    .set({ webhook_secret: store.secrets.encrypt(newSecret()) })
    .where('id', '=', tenantId)
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
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const encrypted = [now, before].filter((secret) => secret !== null);
  return encrypted.map((secret) => store.secrets.decrypt(secret));
}

/**
 * Gives a client a new secret; messages are signed with the one before too for a while.
 * @throws ClientError if the overlap makes no sense.
 */
export async function rotateWebhookSecret(
  store: Store,
  by: ActorContext,
  rotation: Rotation = {},
): Promise<WebhookSecret> {
  const { overlapHours } = parseInput(rotationSchema, rotation, 'A rotation');
  const secret = newSecret();
  return store.db.transaction().execute(async (trx) => {
    const { until } = await trx
      .updateTable('clients')
      .set({
        webhook_secret: store.secrets.encrypt(secret),
        webhook_secret_before: sql`webhook_secret`,
        webhook_secret_before_until: sql`now() + ${overlapHours} * interval '1 hour'`,
      })
      .where('id', '=', by.tenantId)
      .returning(
        sql<Date | null>`case when webhook_secret_before is not null then webhook_secret_before_until end`.as(
          'until',
        ),
      )
      .executeTakeFirstOrThrow();
    await recordAuditEntry(trx, { ...by, action: 'webhook-secret.rotate', details: { overlapHours } });
    return { secret, previousUntil: until?.toISOString() ?? null };
  });
}
