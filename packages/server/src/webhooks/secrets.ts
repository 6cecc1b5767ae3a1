import { randomBytes } from 'node:crypto';
import { type Rotation, rotationSchema, type WebhookSecret } from '@vivavoce/contract';
import { sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import type { Store } from '../store/store.ts';
import { parseInput } from '../tenants/tenants.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/** The secrets that sign a tenant's messages now: the newest first, during a rotation the previous one too. */
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
 * Replaces a tenant's secret; for a while messages are signed with the previous one too.
 * @throws ServiceError if the overlap is out of range.
 */
export async function rotateWebhookSecret(
  store: Store,
  by: ActorContext,
  rotation: Rotation = {},
): Promise<WebhookSecret> {
  const { overlapHours } = parseInput(rotationSchema, rotation);
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
