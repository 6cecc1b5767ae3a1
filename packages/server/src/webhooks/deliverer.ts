import { sql } from 'kysely';
import type { Logger } from 'pino';
import { createAlarm } from '../alarm.ts';
import type { Config } from '../config.ts';
import { finishedText } from '../runs/poll.ts';
import { listenTo } from '../store/listen.ts';
import type { Store } from '../store/store.ts';
import { type Attempt, type Delivery, noteAttempt, takeDelivery, WEBHOOK_CHANNEL } from './outbox.ts';
import { retryWaitMs } from './retries.ts';
import { signatureOf, signingSecrets } from './secrets.ts';
import { type Answer, ForbiddenAddressError, sendPost } from './send.ts';

/** What a deliverer works with. */
export interface DelivererContext {
  readonly config: Config;
  readonly store: Store;
  readonly logger: Logger;
}

const LANES = 4;
const POLL_MS = 2000;
/** Longer than a try can take: then its deliverer is gone. */
const TAKEN_MS = 60_000;
const GONE = 410;
/** How long an endpoint may fail before it is switched off. */
const PATIENCE = sql`interval '5 days'`;

/** What is sent: the body of a poll, but for what was said. */
function messageOf(store: Store, { type, runId, runBody, review, createdAt }: Delivery): string {
  const body = JSON.parse(finishedText(store, { id: runId, review }, runBody)) as Record<string, unknown>;
  const { transcript: _transcript, audio: _audio, ...data } = body;
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), data });
}

/** Sends a message, signed. */
async function send({ store, config }: DelivererContext, delivery: Delivery): Promise<Answer> {
  const body = messageOf(store, delivery);
  const seconds = Math.floor(Date.now() / 1000);
  const secrets = await signingSecrets(store, delivery.clientId);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': delivery.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets.map((secret) => signatureOf(secret, delivery.id, seconds, body)).join(' '),
  };
  return sendPost(delivery.url, body, headers, config.webhookNetworks);
}

/** Tries to deliver a message; whatever goes wrong outside is an outcome, not an error. */
async function attempt(context: DelivererContext, delivery: Delivery): Promise<Attempt> {
  const againAfterMs = retryWaitMs(delivery.attempts, Math.random());
  try {
    const { status, text } = await send(context, delivery);
    const isDelivered = status >= 200 && status < 300;
    const isOver = isDelivered || status === GONE;
    return { isDelivered, status, answer: text, againAfterMs: isOver ? null : againAfterMs };
  } catch (error) {
    const isOver = error instanceof ForbiddenAddressError;
    const answer = error instanceof Error ? error.message : String(error);
    return { isDelivered: false, status: null, answer, againAfterMs: isOver ? null : againAfterMs };
  }
}

/** Notes how an endpoint does; one that is gone, or has failed for days, is switched off. */
async function judgeEndpoint(
  { store: { db }, logger }: DelivererContext,
  { endpointId }: Delivery,
  { isDelivered, status }: Attempt,
): Promise<void> {
  if (endpointId === null) return;
  const endpoint = db.updateTable('webhook_endpoints').where('id', '=', endpointId);
  if (isDelivered) {
    await endpoint.set({ failing_since: null }).execute();
    return;
  }
  await endpoint.set({ failing_since: sql`coalesce(failing_since, now())` }).execute();
  const reason = status === GONE ? 'It answered 410: gone' : 'Nothing could be delivered for five days';
  const { numUpdatedRows } = await endpoint
    .set({ disabled_at: sql`now()`, disabled_reason: reason })
    .where('disabled_at', 'is', null)
    .where(sql<boolean>`(${status === GONE} or failing_since < now() - ${PATIENCE})`)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) logger.warn({ endpointId, reason }, 'a webhook was switched off');
}

/** Delivers one message if one is due. */
async function deliverNext(context: DelivererContext): Promise<boolean> {
  const { store, logger } = context;
  const delivery = await takeDelivery(store.db, TAKEN_MS);
  if (!delivery) return false;
  const outcome = await attempt(context, delivery);
  await noteAttempt(store.db, delivery.id, outcome);
  await judgeEndpoint(context, delivery, outcome);
  const { isDelivered, status } = outcome;
  logger.info({ deliveryId: delivery.id, attempt: delivery.attempts, isDelivered, status }, 'webhook tried');
  return true;
}

/**
 * Delivers messages until it is stopped, each at least once. Any number of deliverers share the work.
 * @returns what ends it, after the tries at work.
 */
export function startDeliverer(context: DelivererContext): () => Promise<void> {
  const { store, logger } = context;
  const alarm = createAlarm();
  let stopped = false;
  const stopListening = listenTo(store, { [WEBHOOK_CHANNEL]: () => alarm.wake() });
  const lane = async (): Promise<void> => {
    while (!stopped) {
      try {
        if (!(await deliverNext(context))) await alarm.sleep(POLL_MS);
      } catch (error) {
        logger.warn({ err: error }, 'webhooks could not be delivered');
        await alarm.sleep(POLL_MS);
      }
    }
  };
  const lanes = Array.from({ length: LANES }, lane);
  return async () => {
    stopped = true;
    alarm.wake();
    await Promise.all(lanes);
    await stopListening();
  };
}
