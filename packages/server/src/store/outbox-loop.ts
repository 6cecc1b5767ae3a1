import type { Logger } from 'pino';
import { createWakeableTimer } from '../wakeable-timer.ts';
import { listenTo } from './listen.ts';
import type { Store } from './store.ts';

/** What is done with the rows of an outbox, a table of what is still to be sent. */
export interface OutboxWork<Row> {
  /** The channel of the database on which new rows are announced. */
  readonly channel: string;
  /** Rows that are worked on at once. */
  readonly concurrency: number;
  /** Takes a row that is due, for a while; null if none is. */
  claim(): Promise<Row | null>;
  /** Works on a row and stores what became of it. What it throws is logged; the row is due again once its claim ends. */
  send(row: Row): Promise<void>;
  /** What is logged when no row could be taken, and when what became of one could not be stored. */
  readonly faults: { readonly claim: string; readonly send: string };
}

/** How often rows are looked for that nobody announced, such as those whose wait is over. */
const POLL_MS = 2000;

/**
 * Works on the rows of an outbox as they become due until it is stopped. Any number of processes share the work.
 * @returns what ends it, after the work in progress.
 */
export function startOutboxLoop<Row>(
  store: Store,
  logger: Logger,
  { channel, concurrency, claim, send, faults }: OutboxWork<Row>,
): () => Promise<void> {
  const timer = createWakeableTimer();
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  const stopListening = listenTo(store, { [channel]: () => timer.wake() });
  const begin = (row: Row): void => {
    const sending: Promise<void> = send(row)
      .catch((error) => logger.warn({ err: error }, faults.send))
      .finally(() => {
        underWay.delete(sending);
        timer.wake();
      });
    underWay.add(sending);
  };
  const loop = async (): Promise<void> => {
    while (!stopped) {
      try {
        const row = underWay.size < concurrency ? await claim() : null;
        if (row !== null) begin(row);
        else await timer.sleep(POLL_MS);
      } catch (error) {
        logger.warn({ err: error }, faults.claim);
        await timer.sleep(POLL_MS);
      }
    }
  };
  const looping = loop();
  return async () => {
    stopped = true;
    timer.wake();
    await looping;
    await Promise.all(underWay);
    await stopListening();
  };
}
