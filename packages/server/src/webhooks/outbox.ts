import type { RunEndEvent } from '@vivavoce/contract';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Database, Tables } from '../store/database.ts';
import type { RunProject } from '../store/finished-text.ts';

/** The channel on which deliverers hear of messages to send. */
export const WEBHOOK_CHANNEL = 'vivavoce_webhooks';
/** Any number that no other advisory lock of ours has. */
const CLAIM_LOCK = 20_261_129;

/** A message that a deliverer has taken. */
export interface Delivery {
  readonly id: string;
  readonly tenantId: string;
  readonly runId: string;
  readonly endpointId: string | null;
  readonly url: string;
  /** Name and port of the URL: with the tenant the lane that it takes. */
  readonly host: string;
  readonly type: RunEndEvent;
  /** This try included. */
  readonly attempts: number;
  /** The body of a poll of the run as it is stored, see `store/text-cipher.ts`. */
  readonly runBody: string;
  /** The run's newest review as it is stored. */
  readonly review: string | null;
  /** The run's project, with the levels that it needs. */
  readonly project: RunProject | null;
  /** When the run ended. */
  readonly createdAt: Date;
}

/** Writes what has to be told of a run's end, in the transaction that ends it. */
export async function enqueueRunEnd(
  trx: Database,
  run: Pick<Selectable<Tables['runs']>, 'id' | 'client_id' | 'webhook_url'>,
  type: RunEndEvent,
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

/** Messages of one client that are under way at once, each to another host. */
const MAX_BUSY_LANES = 2;

/** Lanes that may send now: free, of hosts that are not left alone, of clients with few under way; the fairest first. */
const freeLanes = sql<{ client_id: string; host: string }>`
  select lane.client_id, lane.host
  from webhook_lanes lane
  left join lateral (
    select count(*) filter (where busy_until > now()) as busy, max(served_at) as served_at
    from webhook_lanes other where other.client_id = lane.client_id
  ) client on true
  where (lane.busy_until is null or lane.busy_until <= now())
    and (lane.closed_until is null or lane.closed_until <= now())
    and client.busy < ${MAX_BUSY_LANES}
    and exists (
      select from webhook_deliveries due
      where due.client_id = lane.client_id and due.host = lane.host and due.due_at <= now()
    )
  order by client.busy, client.served_at nulls first, lane.served_at nulls first
  limit 1`;

/** The longest due message of a lane, taken for a while; null if it is just being erased. */
async function takeDelivery(
  trx: Database,
  lane: { readonly client_id: string; readonly host: string },
  until: RawBuilder<Date>,
): Promise<Delivery | null> {
  const row = await trx
    .updateTable('webhook_deliveries as delivery')
    .from('runs')
    .set({ attempts: sql`attempts + 1`, due_at: until })
    .whereRef('runs.id', '=', 'delivery.run_id')
    .where('delivery.id', '=', (query) =>
      query
        .selectFrom('webhook_deliveries as due')
        .select('due.id')
        .where('due.client_id', '=', lane.client_id)
        .where('due.host', '=', lane.host)
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
      'delivery.host',
      'delivery.type',
      'delivery.attempts',
      'delivery.created_at as createdAt',
      'runs.body as runBody',
      'runs.review',
      sql<RunProject | null>`(
        select json_build_object('name', projects.name, 'requiredLevels', projects.required_levels)
        from projects where projects.id = runs.project_id
      )`.as('project'),
    ])
    .executeTakeFirst();
  return row ? { ...row, runBody: row.runBody ?? '{}' } : null;
}

/**
 * Takes a message that is due, and the lane of its client and host with it; if nothing is heard of it again both are free
 * once more after a while. Clients take turns, and so do the hosts of one client.
 * @returns null if none is due.
 */
export async function claimDelivery(db: Database, againAfterMs: number): Promise<Delivery | null> {
  const until = sql<Date>`now() + ${againAfterMs} * interval '1 millisecond'`;
  return db.transaction().execute(async (trx) => {
    // One choice at a time: two would find the same lane free, and the same client idle.
    await sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`.execute(trx);
    for (;;) {
      const [lane] = (await freeLanes.execute(trx)).rows;
      if (!lane) return null;
      const delivery = await takeDelivery(trx, lane, until);
      // Nothing but an erasure locks a message: its lane waits until that is over.
      const busyUntil = delivery ? until : sql<Date>`now() + interval '2 seconds'`;
      await trx
        .updateTable('webhook_lanes')
        .set({ busy_until: busyUntil, served_at: sql`now()` })
        .where('client_id', '=', lane.client_id)
        .where('host', '=', lane.host)
        .execute();
      if (delivery) return delivery;
    }
  });
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

/** Failures of a host in a row after which it is left alone for a while. */
const FAILURES_ALLOWED = 3;
const FIRST_CLOSURE_S = 30;
const LONGEST_CLOSURE_S = 15 * 60;
const SERVER_ERROR = 500;
const TOO_MANY_REQUESTS = 429;

/** Whether a try says that the host cannot take messages now, rather than that it refused this one. */
const isHostFailure = ({ status }: DeliveryAttempt): boolean =>
  status === null || status >= SERVER_ERROR || status === TOO_MANY_REQUESTS;

/** Notes how a try went, and frees its lane: at once, or after a while if the host goes on failing. */
export async function recordAttempt(
  db: Database,
  { id, tenantId, host }: Pick<Delivery, 'id' | 'tenantId' | 'host'>,
  attempt: DeliveryAttempt,
): Promise<void> {
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
  const closureS = sql`least(${LONGEST_CLOSURE_S}, ${FIRST_CLOSURE_S} * 2 ^ least(failures + 1 - ${FAILURES_ALLOWED}, 20))`;
  const failure = {
    failures: sql<number>`failures + 1`,
    closed_until: sql<Date | null>`case when failures + 1 >= ${FAILURES_ALLOWED} then now() + ${closureS} * interval '1 second' end`,
  };
  await db
    .updateTable('webhook_lanes')
    .set({
      busy_until: null,
      ...(isHostFailure(attempt) ? failure : { failures: 0, closed_until: null }),
    })
    .where('client_id', '=', tenantId)
    .where('host', '=', host)
    .execute();
}

/** Removes the lanes that nothing was put into for a day and nothing waits in. */
export async function deleteIdleLanes(db: Database): Promise<void> {
  await sql`
    delete from webhook_lanes lane
    where used_at < now() - interval '1 day' and busy_until is null
      and not exists (
        select from webhook_deliveries due
        where due.client_id = lane.client_id and due.host = lane.host and due.due_at is not null
      )`.execute(db);
}
