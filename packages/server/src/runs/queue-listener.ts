import type { Store } from '../store/store.ts';
import { ERASURE_CHANNEL, WORK_CHANNEL } from './queue.ts';

/** What the queue tells those who work on it. */
export interface QueueEvents {
  /** There may be work. */
  onWork(): void;
  /** A run is no more. */
  onErasure(runId: string): void;
}

const RECONNECT_MS = 500;

/**
 * Listens to the queue, again when the connection breaks. What is told meanwhile is missed: leases and polling find it.
 * @returns what ends the listening.
 */
export function listenToQueue(store: Store, { onWork, onErasure }: QueueEvents): () => Promise<void> {
  let stopped = false;
  let close = async (): Promise<void> => {};
  const connect = async (): Promise<void> => {
    if (stopped) return;
    try {
      const client = await store.listener();
      close = () => client.end().catch(() => undefined);
      client.on('error', () => {});
      client.once('end', () => setTimeout(connect, RECONNECT_MS).unref());
      client.on('notification', ({ channel, payload }) => {
        if (channel === ERASURE_CHANNEL) onErasure(payload ?? '');
        else onWork();
      });
      await client.query(`listen ${WORK_CHANNEL}; listen ${ERASURE_CHANNEL}`);
    } catch {
      setTimeout(connect, RECONNECT_MS).unref();
    }
  };
  const started = connect();
  return async () => {
    stopped = true;
    await started;
    await close();
  };
}
