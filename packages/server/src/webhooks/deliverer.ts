import { sql } from 'kysely';
import type { Logger } from 'pino';
import { systemActor } from '../audit/actor.ts';
import { ForbiddenAddressError } from '../client-addresses.ts';
import type { Config } from '../config.ts';
import { retryWaitMs } from '../retries.ts';
import type { Database } from '../store/database.ts';
import { finishedText } from '../store/finished-text.ts';
import { startOutboxLoop } from '../store/outbox-loop.ts';
import type { Store } from '../store/store.ts';
import { disableEndpoint } from './endpoints.ts';
import {
  claimDelivery,
  type Delivery,
  type DeliveryAttempt,
  recordAttempt,
  WEBHOOK_CHANNEL,
} from './outbox.ts';
import { sendSigned } from './send-signed.ts';

/** What a deliverer works with. */
export interface DelivererContext {
  readonly config: Config;
  readonly store: Store;
  readonly logger: Logger;
}

/** Messages under way at once; they wait for others, not for this machine. */
const CONCURRENCY = 32;
/** Longer than a try can take: then its deliverer is gone. */
const CLAIM_MS = 60_000;
const GONE = 410;
/** How long an endpoint may fail before it is switched off. */
const DISABLE_AFTER = sql`interval '5 days'`;

/** What is sent: the body of a poll, but for what was said. */
function messageOf(store: Store, { type, runId, runBody, review, project, createdAt }: Delivery): string {
  const body = JSON.parse(
    finishedText(store, { id: runId, review, project, speaker_names: {} }, runBody),
  ) as Record<string, unknown>;
  const { transcript: _transcript, audio: _audio, ...data } = body;
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), data });
}

/** Tries to deliver a message; whatever goes wrong outside is an outcome, not an error. */
async function attemptDelivery(context: DelivererContext, delivery: Delivery): Promise<DeliveryAttempt> {
  const againAfterMs = retryWaitMs(delivery.attempts, Math.random());
  try {
    const { store, config } = context;
    const body = messageOf(store, delivery);
    const { status, text } = await sendSigned(store, config, { ...delivery, body });
    const isDelivered = status >= 200 && status < 300;
    const isOver = isDelivered || status === GONE;
    return { isDelivered, status, answer: text, againAfterMs: isOver ? null : againAfterMs };
  } catch (error) {
    const isOver = error instanceof ForbiddenAddressError;
    const answer = error instanceof Error ? error.message : String(error);
    return { isDelivered: false, status: null, answer, againAfterMs: isOver ? null : againAfterMs };
  }
}

/** Why an endpoint that has just failed is to be switched off; null if it gets more time. */
async function disableReason(
  db: Database,
  endpointId: string,
  status: number | null,
): Promise<string | null> {
  if (status === GONE) return 'It answered 410: gone';
  const row = await db
    .selectFrom('webhook_endpoints')
    .select(sql<boolean>`failing_since < now() - ${DISABLE_AFTER}`.as('tooLong'))
    .where('id', '=', endpointId)
    .executeTakeFirst();
  return row?.tooLong ? 'Nothing could be delivered for five days' : null;
}

/** Notes how an endpoint does; one that is gone, or has failed for days, is switched off. */
async function updateEndpointHealth(
  { store: { db }, logger }: DelivererContext,
  { endpointId, tenantId }: Delivery,
  { isDelivered, status }: DeliveryAttempt,
): Promise<void> {
  if (endpointId === null) return;
  const endpoint = db.updateTable('webhook_endpoints').where('id', '=', endpointId);
  if (isDelivered) {
    await endpoint.set({ failing_since: null }).execute();
    return;
  }
  await endpoint.set({ failing_since: sql`coalesce(failing_since, now())` }).execute();
  const reason = await disableReason(db, endpointId, status);
  if (reason === null) return;
  const isNew = await db
    .transaction()
    .execute((trx) => disableEndpoint(trx, systemActor(tenantId), endpointId, reason));
  if (isNew) logger.warn({ endpointId, reason }, 'a webhook was switched off');
}

/** Delivers a message and notes how it went. */
async function deliver(context: DelivererContext, delivery: Delivery): Promise<void> {
  const { store, logger } = context;
  const outcome = await attemptDelivery(context, delivery);
  await recordAttempt(store.db, delivery, outcome);
  await updateEndpointHealth(context, delivery, outcome);
  const { isDelivered, status } = outcome;
  logger.info({ deliveryId: delivery.id, attempt: delivery.attempts, isDelivered, status }, 'webhook tried');
}

/**
 * Delivers messages until it is stopped, each at least once. Any number of deliverers share the work. Each client and host has
 * a lane with one message at a time, and each client few of them, so that nobody waits for another client's slow receiver.
 * @returns what ends it, after the attempts in progress.
 */
export function startDeliverer(context: DelivererContext): () => Promise<void> {
  const { store, logger } = context;
  return startOutboxLoop(store, logger, {
    channel: WEBHOOK_CHANNEL,
    concurrency: CONCURRENCY,
    claim: () => claimDelivery(store.db, CLAIM_MS),
    send: (delivery) => deliver(context, delivery),
    faults: {
      claim: 'webhooks could not be delivered',
      send: 'the outcome of a webhook could not be stored',
    },
  });
}
