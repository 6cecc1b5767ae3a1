import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What is asked for again and again. */
export interface Target {
  /** Address with its path. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A connection that asks for one target, one request at a time. */
export interface Connection {
  /**
   * Asks once; settles when the whole answer is there.
   * @throws Error if the answer is not 200, or the connection breaks.
   */
  ask(): Promise<void>;
  close(): void;
}

const HEAD_END = '\r\n\r\n';

/** Status and length of an answer whose head has come; null before. */
function readHead(bytes: Buffer): { readonly status: number; readonly length: number } | null {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const body = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
  return { status: Number(head.slice(9, 12)), length: end + HEAD_END.length + body };
}

/** Settles with the status of the next answer on a socket, when all of it is there. */
function nextAnswer(socket: Socket): Promise<number> {
  return new Promise((done, fail) => {
    let start: Buffer = Buffer.alloc(0);
    let received = 0;
    let head: ReturnType<typeof readHead> = null;
    const onData = (chunk: Buffer): void => {
      received += chunk.length;
      if (!head) {
        start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
        head = readHead(start);
      }
      if (head && !(received < head.length)) end(() => done(head?.status ?? 0));
    };
    const onClose = (): void => end(() => fail(new Error('The connection broke')));
    const end = (settle: () => void): void => {
      socket.off('data', onData).off('close', onClose);
      settle();
    };
    socket.on('data', onData).on('close', onClose);
  });
}

/**
 * Opens a connection. It shares the machine with what it measures, so it does as little as it can: an answer is read no
 * further than where it ends.
 */
export async function openConnection({ url, headers }: Target): Promise<Connection> {
  const { hostname, port, host, pathname } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`;
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  socket.on('error', () => {});
  return {
    async ask() {
      const answer = nextAnswer(socket);
      socket.write(request);
      const status = await answer;
      if (status !== 200) throw new Error(`${url} answered ${status}`);
    },
    close: () => socket.destroy(),
  };
}
