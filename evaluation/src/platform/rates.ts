import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, openConnection, type Target } from './connection.ts';

/** How many answers a second came, and how long they took. */
export interface Rate {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The rate of answers that took so many ms each. */
export function rateOf(took: readonly number[], seconds: number): Rate {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { perSecond: took.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** Opens connections, the targets in turn, warmed up by one request each; closes them after use. */
async function withConnections<T>(
  targets: readonly Target[],
  count: number,
  use: (connections: Connection[]) => Promise<T>,
): Promise<T> {
  const wanted = Array.from({ length: count }, (_, n) => targets[n % targets.length] as Target);
  const connections = await Promise.all(wanted.map(openConnection));
  try {
    await Promise.all(connections.map(({ ask }) => ask()));
    return await use(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** As fast as it goes: each connection asks again as soon as it has its answer. */
export function askAtFullSpeed(
  targets: readonly Target[],
  connections: number,
  seconds: number,
): Promise<Rate> {
  return withConnections(targets, connections, async (open) => {
    const took: number[] = [];
    const started = performance.now();
    const end = started + 1000 * seconds;
    const keepAsking = async ({ ask }: Connection): Promise<void> => {
      while (performance.now() < end) {
        const sent = performance.now();
        await ask();
        took.push(performance.now() - sent);
      }
    };
    await Promise.all(open.map(keepAsking));
    return rateOf(took, (performance.now() - started) / 1000);
  });
}

/**
 * At a rate, evenly spread: what is due takes the connection that has been idle longest. Times count from when a request was
 * due, so that one that waits for a connection or for this process is not made to look quick.
 */
export function askAtRate(
  targets: readonly Target[],
  connections: number,
  seconds: number,
  perSecond: number,
): Promise<Rate> {
  return withConnections(targets, connections, async (idle) => {
    const took: number[] = [];
    const waiting: number[] = [];
    let failure: unknown;
    const dispatch = (): void => {
      while (idle.length > 0 && waiting.length > 0) {
        const connection = idle.shift() as Connection;
        const due = waiting.shift() as number;
        void connection.ask().then(
          () => {
            took.push(performance.now() - due);
            idle.push(connection);
            dispatch();
          },
          (error) => {
            failure = error;
          },
        );
      }
    };
    const started = performance.now();
    const requests = perSecond * seconds;
    for (let n = 0; n < requests; ) {
      const now = performance.now();
      for (; n < requests && started + (1000 * n) / perSecond <= now; n += 1)
        waiting.push(started + (1000 * n) / perSecond);
      dispatch();
      await sleep(1);
    }
    while (took.length < requests && !failure) await sleep(5);
    if (failure) throw failure;
    return rateOf(took, (performance.now() - started) / 1000);
  });
}
