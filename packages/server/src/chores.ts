import type { Logger } from 'pino';
import { forgetExpired } from './accounts/sessions.ts';
import { forgetOldActs } from './audit/record.ts';
import { forgetOldWindows } from './clients/rate-limit.ts';
import type { Config } from './config.ts';
import { forgetOldKeys } from './runs/idempotency.ts';
import { applyRetention } from './runs/retention.ts';
import { sweepObjects } from './runs/sweep.ts';
import type { Store } from './store/store.ts';

const EVERY_MS = 60 * 60_000;

/** One round of what has to be done now and then: keep to retention, remove what crashes left. */
async function doChores(store: Store, config: Config, logger: Logger): Promise<void> {
  try {
    const erased = await applyRetention(store, config.maxActiveRuns);
    await forgetOldKeys(store.db);
    await forgetOldActs(store.db);
    await forgetExpired(store.db, config, new Date());
    await forgetOldWindows(store.db);
    const swept = await sweepObjects(store);
    await store.scratch.sweep(Math.max(EVERY_MS, 2 * config.processingLimitMs));
    logger.info({ erased, swept }, 'the chores are done');
  } catch (error) {
    logger.error({ err: error }, 'the chores could not be done, they are tried again in an hour');
  }
}

/**
 * Does the chores now and every hour. Several servers may do them at once.
 * @returns what ends them, after the round at work.
 */
export function startChores(store: Store, config: Config, logger: Logger): () => Promise<void> {
  let round = doChores(store, config, logger);
  const timer = setInterval(() => {
    round = round.then(() => doChores(store, config, logger));
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await round;
  };
}
