import type { Store } from './store.ts';

const RECONNECT_MS = 500;

/**
 * Listens to channels of the database, again when the connection breaks; what is told meanwhile is missed.
 * @param handlers what to do with a message, by channel.
 * @returns what ends the listening.
 */
export function listenTo(
  store: Store,
  handlers: Readonly<Record<string, (payload: string) => void>>,
): () => Promise<void> {
  let stopped = false;
  let close = async (): Promise<void> => {};
  const connect = async (): Promise<void> => {
    if (stopped) return;
    try {
      const client = await store.listener();
      close = () => client.end().catch(() => undefined);
      client.on('error', () => {});
      client.once('end', () => setTimeout(connect, RECONNECT_MS).unref());
      client.on('notification', ({ channel, payload = '' }) => handlers[channel]?.(payload));
      for (const channel of Object.keys(handlers)) await client.query(`listen ${channel}`);
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
