import { type Selectable, sql } from 'kysely';
import type { Database, Tables } from '../store/database.ts';

/** The channel on which deliverers hear of messages to send. */
export const WEBHOOK_CHANNEL = 'vivavoce_webhooks';

/** A message that a deliverer has taken. */
export interface Delivery {
  readonly id: string;
  readonly tenantId: string;
  readonly runId: string;
  readonly endpointId: string | null;
  readonly url: string;
  readonly type: 'run.completed' | 'run.failed';
  /** This try included. */
  readonly attempts: number;
  /** The body of a poll of the run as it is stored, see `store/text-cipher.ts`. */
  readonly runBody: string;
  /** The run's newest review as it is stored. */
  readonly review: string | null;
  /** When the run ended. */
  readonly createdAt: Date;
}

/** Writes what has to be told of a run's end, in the transaction that ends it. */
export async function enqueueRunEnd(
  trx: Database,
  run: Pick<Selectable<Tables['runs']>, 'id' | 'client_id' | 'webhook_url'>,
  type: Delivery['type'],
): Promise<void> {
  const endpoints = await trx
    .selectFrom('webhook_endpoints')
    .select(['id as endpoint_id', 'url'])
    .where('client_id', '=', run.client_id)
    .where('disabled_at', 'is', null)
    .execute();
  const own = run.webhook_url === null ? [] : [{ endpoint_id: null, url: run.webhook_url }];
  const targets = [...endpoints, ...own];
  if (targets.length === 0) return;
  const rows = targets.map((target) => ({ ...target, client_id: run.client_id, run_id: run.id, type }));
  await trx.insertInto('webhook_deliveries').values(rows).execute();
  await sql`select pg_notify(${WEBHOOK_CHANNEL}, '')`.execute(trx);
}

/**
 * Takes a message that is due; if nothing is heard of it again it is due once more after a while.
 * @returns null if none is due.
 */
export async function claimDelivery(db: Database, againAfterMs: number): Promise<Delivery | null> {
  const row = await db
    .updateTable('webhook_deliveries as delivery')
    .from('runs')
    .set({
      attempts: sql`attempts + 1`,
      due_at: sql`now() + ${againAfterMs} * interval '1 millisecond'`,
    })
    .whereRef('runs.id', '=', 'delivery.run_id')
    .where('delivery.id', '=', (query) =>
      query
        .selectFrom('webhook_deliveries as due')
        .select('due.id')
        .where(sql<boolean>`due.due_at <= now()`)
        .orderBy('due.due_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning([
      'delivery.id',
      'delivery.client_id as tenantId',
      'delivery.run_id as runId',
      'delivery.endpoint_id as endpointId',
      'delivery.url',
      'delivery.type',
      'delivery.attempts',
      'delivery.created_at as createdAt',
      'runs.body as runBody',
      'runs.review',
    ])
    .executeTakeFirst();
  return row ? { ...row, runBody: row.runBody ?? '{}' } : null;
}

/** How a try went. */
export interface DeliveryAttempt {
  readonly isDelivered: boolean;
  /** What was answered; null when nobody answered. */
  readonly status: number | null;
  /** The beginning of the answer, or why there is none. */
  readonly answer: string;
  /** When to try again, ms from now; null for never. */
  readonly againAfterMs: number | null;
}

/** Notes how a try went. */
export async function recordAttempt(db: Database, id: string, attempt: DeliveryAttempt): Promise<void> {
  const { isDelivered, status, answer, againAfterMs } = attempt;
  await db
    .updateTable('webhook_deliveries')
    .set({
      last_status: status,
      last_answer: answer.replaceAll('\u0000', ''),
      delivered_at: isDelivered ? sql`now()` : null,
      due_at: againAfterMs === null ? null : sql`now() + ${againAfterMs} * interval '1 millisecond'`,
    })
    .where('id', '=', id)
    .execute();
}
