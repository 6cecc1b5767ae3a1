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
      where due_at < now()) as "webhookSeconds"`.execute(db);
  const [state] = rows;
  if (!state) throw new Error('The database gave no answer about its state');
  return state;
}

/** Adds what the database tells, asked once whenever somebody looks. */
export function addStoreGauges(registry: Registry, store: Store): void {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `vivavoce_${name}`, help, labelNames, registers: [registry] });
  const runs = gauge('runs', 'Runs that wait and runs that are being processed.', ['status']);
  const age = gauge('queue_age_seconds', 'How long the oldest run that no worker has begun waits.');
  const workerWait = gauge(
    'worker_wait_seconds',
    'How long the run waits that has waited longest for nothing but a worker.',
  );
  const busy = gauge('workers_busy', 'Workers that have a run.');
  const held = gauge('credits_held', 'Credits that are held for runs that are not finished.');
  const webhooks = gauge('webhooks_due', 'Webhook messages that are to be delivered, now or after a wait.');
  const lag = gauge('webhook_lag_seconds', 'How long the oldest webhook message is overdue.');
  new Gauge({
    name: 'vivavoce_database_up',
    help: 'Whether the database answered when somebody looked.',
    registers: [registry],
    async collect() {
      try {
        const state = await readQueueState(store);
        runs.set({ status: 'queued' }, state.queued);
        runs.set({ status: 'processing' }, state.processing);
        age.set(state.waitingSeconds);
        workerWait.set(state.workerWaitSeconds);
        busy.set(state.busyWorkers);
        held.set(state.held);
        webhooks.set(state.webhooks);
        lag.set(state.webhookSeconds);
        this.set(1);
      } catch {
        this.set(0);
      }
    },
  });
}
