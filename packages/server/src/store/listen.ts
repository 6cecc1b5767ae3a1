import type { Store } from './store.ts';

const RECONNECT_MS = 500;

/**
 * Listens to channels of the database and reconnects when the connection breaks; notifications in between are missed.
 * @param handlers called with the payload, by channel.
 * @returns a function that stops listening.
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
      // A connection that broke is as good as closed.
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
