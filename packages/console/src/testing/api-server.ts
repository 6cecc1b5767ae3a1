/** An HTTP server that plays the API for component tests: it answers what a test registers and records every request. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server received it. */
export interface ReceivedRequest {
  readonly method: string;
  /** Below /api/v1, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What the server answers; status 200 by default, JSON. */
interface Answer {
  readonly status?: number;
  readonly body?: unknown;
}

type Handler = (request: ReceivedRequest) => Answer | Promise<Answer>;

/** An answer with the error envelope of the API. */
export const errorAnswer = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message, timestamp: new Date().toISOString(), requestId: 'request-1' } },
});

/** Answers by method and path, such as `GET /session`; anything else is a 404 in the API's own form. */
export class ApiServer {
  readonly url: string;
  #handlers = new Map<string, Handler>();
  #requests: ReceivedRequest[] = [];

  private constructor(url: string) {
    this.url = url;
  }

  /** Starts a server on a free port; it ends with the process. */
  static async start(): Promise<ApiServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // Browsers and happy-dom keep connections open between tests.
    server.keepAliveTimeout = 60_000;
    server.unref();
    const api = new ApiServer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => void api.#respond(request, response));
    return api;
  }

  /** Registers an answer, in the place of an earlier one. */
  on(operation: `${string} /${string}`, answer: Answer | Handler): void {
    this.#handlers.set(operation, typeof answer === 'function' ? answer : () => answer);
  }

  /** The requests of an operation so far, oldest first. */
  received(operation: `${string} /${string}`): readonly ReceivedRequest[] {
    return this.#requests.filter(({ method, path }) => `${method} ${path}` === operation);
  }

  /** Forgets answers and requests. */
  reset(): void {
    this.#handlers.clear();
    this.#requests = [];
  }

  async #respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', this.url);
    const request: ReceivedRequest = {
      method: incoming.method ?? 'GET',
      path: pathname.replace(/^\/api\/v1/, ''),
      query: searchParams,
      headers: incoming.headers,
      body: Buffer.concat(await incoming.toArray()),
    };
    this.#requests.push(request);
    const handler = this.#handlers.get(`${request.method} ${request.path}`);
    const { status = 200, body } = handler
      ? await handler(request)
      : errorAnswer(404, 'NOT_FOUND', `Nothing is registered for ${request.method} ${request.path}`);
    if (body === undefined) response.writeHead(204).end();
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
}
