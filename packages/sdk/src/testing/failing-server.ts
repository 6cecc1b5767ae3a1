/**
 * Servers that fail on purpose, which the real one cannot be made to do. That the client works with the real server is tested
 * in tests/interview-over-http.test.ts.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** What a server does with a request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that sends each request the next response; the last one repeats. */
export async function serve(t: TestContext, ...answers: Answer[]) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['x-api-key']}`);
    request.resume();
    const answer = answers[Math.min(seen.length, answers.length) - 1];
    request.on('end', () => answer?.(request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { seen, baseUrl: `http://127.0.0.1:${port}` };
}

/** A JSON response. */
export const json =
  (status: number, body: unknown): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
/** An error response of the API. */
export const refusal = (status: number, code: string, more = {}) =>
  json(status, { error: { code, message: 'No.', timestamp: new Date().toISOString(), ...more } });
/** Breaks the connection off. */
export const breakOff: Answer = (request) => {
  request.socket.destroy();
};
