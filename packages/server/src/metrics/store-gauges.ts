import { sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import type { Store } from '../store/store.ts';

/** How things stand in the database, of all clients together. */
interface QueueState {
  readonly queued: number;
  readonly processing: number;
  readonly waitingSeconds: number;
  readonly workerWaitSeconds: number;
  readonly busyWorkers: number;
  readonly held: number;
  readonly webhooks: number;
  readonly webhookSeconds: number;
  readonly mails: number;
  readonly mailSeconds: number;
}

async function readQueueState({ db }: Store): Promise<QueueState> {
  const { rows } = await sql<QueueState>`select
    (select count(*) from runs where status = 'queued')::integer as queued,
    (select count(*) from runs where status = 'processing')::integer as processing,
    (select coalesce(extract(epoch from now() - min(submitted_at)), 0)::float8 from runs
      where status in ('queued', 'processing') and started_at is null) as "waitingSeconds",
    (select coalesce(extract(epoch from now() - min(coalesce(lease_until, ready_at))), 0)::float8 from runs
      where status = 'processing' and (lease_until is null or lease_until < now())) as "workerWaitSeconds",
    (select count(*) from runs where status = 'processing' and lease_until >= now())::integer as "busyWorkers",
    (select coalesce(sum(held), 0)::integer from credit_accounts) as held,
    (select count(*) from webhook_deliveries where due_at is not null)::integer as webhooks,
    (select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 from webhook_deliveries
      where due_at < now()) as "webhookSeconds",
    (select count(*) from run_mails)::integer as mails,
    (select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 from run_mails where due_at < now()) as "mailSeconds"`.execute(
    db,
  );
  const [state] = rows;
  if (!state) throw new Error('The database gave no answer about its state');
  return state;
}

/** A gauge of the state of the database: how its values are taken from it. */
interface StoreGauge {
  readonly name: string;
  readonly help: string;
  readonly set: (gauge: Gauge, state: QueueState) => void;
  readonly labelNames?: string[];
}

const one =
  (value: (state: QueueState) => number): StoreGauge['set'] =>
  (gauge, state) =>
    gauge.set(value(state));

const GAUGES: readonly StoreGauge[] = [
  {
    name: 'runs',
    help: 'Runs that wait and runs that are being processed.',
    labelNames: ['status'],
    set(gauge, { queued, processing }) {
      gauge.set({ status: 'queued' }, queued);
      gauge.set({ status: 'processing' }, processing);
    },
  },
  {
    name: 'queue_age_seconds',
    help: 'How long the oldest run that no worker has begun waits.',
    set: one((state) => state.waitingSeconds),
  },
  {
    name: 'worker_wait_seconds',
    help: 'How long the run waits that has waited longest for nothing but a worker.',
    set: one((state) => state.workerWaitSeconds),
  },
  { name: 'workers_busy', help: 'Workers that have a run.', set: one((state) => state.busyWorkers) },
  {
    name: 'credits_held',
    help: 'Credits that are held for runs that are not finished.',
    set: one((state) => state.held),
  },
  {
    name: 'webhooks_due',
    help: 'Webhook messages that are to be delivered, now or after a wait.',
    set: one((state) => state.webhooks),
  },
  {
    name: 'webhook_lag_seconds',
    help: 'How long the oldest webhook message is overdue.',
    set: one((state) => state.webhookSeconds),
  },
  {
    name: 'mails_due',
    help: 'E-mails that are to be sent, now or after a wait.',
    set: one((state) => state.mails),
  },
  {
    name: 'mail_lag_seconds',
    help: 'How long the oldest e-mail is overdue.',
    set: one((state) => state.mailSeconds),
  },
];

/**
 * Adds what the database tells, asked once whenever somebody looks. Gauges are collected beside each other, so each waits for the same
 * answer: one that did not would show that of the time before.
 */
export function addStoreGauges(registry: Registry, store: Store): void {
  let asked: Promise<QueueState | null> | null = null;
  const read = (): Promise<QueueState | null> => {
    asked ??= readQueueState(store)
      // A database that does not answer is what vivavoce_database_up tells.
      .catch(() => null)
      .finally(() => {
        asked = null;
      });
    return asked;
  };
  for (const { name, set, ...rest } of GAUGES) {
    new Gauge({
      name: `vivavoce_${name}`,
      ...rest,
      registers: [registry],
      async collect() {
        const state = await read();
        if (state) set(this, state);
      },
    });
  }
  new Gauge({
    name: 'vivavoce_database_up',
    help: 'Whether the database answered when somebody looked.',
    registers: [registry],
    async collect() {
      this.set((await read()) ? 1 : 0);
    },
  });
}
