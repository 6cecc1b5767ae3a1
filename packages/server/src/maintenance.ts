import type { Logger } from 'pino';
import { deleteExpiredSessions } from './accounts/sessions.ts';
import { deleteExpiredAuditEntries } from './audit/record.ts';
import type { Config } from './config.ts';
import { deleteOldMails } from './mail/outbox.ts';
import { deleteExpiredIdempotencyKeys } from './runs/idempotency.ts';
import { sweepOrphanedObjects } from './runs/orphan-sweep.ts';
import { applyRetention } from './runs/retention.ts';
import type { Store } from './store/store.ts';
import { deleteOldWindows } from './tenants/rate-limit.ts';
import { deleteIdleLanes } from './webhooks/outbox.ts';

const INTERVAL_MS = 60 * 60_000;

const MANY_ORPHANS =
  'many stored objects belong to no run: was the database restored from an old backup? None was removed; if they are really left behind, run `vivavoce sweep`';

/** One round of what has to be done now and then: keep to retention, remove what crashes left. */
async function runMaintenance(store: Store, config: Config, logger: Logger): Promise<void> {
  try {
    const erased = await applyRetention(store, config.maxActiveRuns);
    await deleteExpiredIdempotencyKeys(store.db);
    await deleteExpiredAuditEntries(store.db);
    await deleteExpiredSessions(store.db, config, store.now());
    await deleteOldWindows(store.db);
    await deleteIdleLanes(store.db);
    await deleteOldMails(store.db);
    const swept = await sweepOrphanedObjects(store);
    if (swept.refused > 0) logger.error(swept, MANY_ORPHANS);
    await store.scratch.sweep(Math.max(INTERVAL_MS, 2 * config.processingLimitMs));
    logger.info({ erased, swept }, 'maintenance is done');
  } catch (error) {
    logger.error({ err: error }, 'maintenance failed and is tried again in an hour');
  }
}

/**
 * Runs maintenance now and every hour. Several servers may run it at once.
 * @returns what stops it, after the round in progress.
 */
export function startMaintenance(store: Store, config: Config, logger: Logger): () => Promise<void> {
  let round = runMaintenance(store, config, logger);
  const timer = setInterval(() => {
    round = round.then(() => runMaintenance(store, config, logger));
  }, INTERVAL_MS);
  return async () => {
    clearInterval(timer);
    await round;
  };
}
