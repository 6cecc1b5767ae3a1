import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** The networks that a host of a test is in. */
export const HOST_NETWORKS: readonly string[] = ['127.0.0.0/8'];

/** How a host answers a request for a path. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A host of recordings: each path answers in its way, others with 404; gone after the test. */
export async function startRecordingHost(t: TestContext, answers: Readonly<Record<string, Answer>>) {
  const paths: string[] = [];
  const answer: RequestListener = (request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    paths.push(path);
    const found = answers[path];
    if (found) found(response, request);
    else response.writeHead(404).end();
  };
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths };
}

/** Answers with a body. */
export const sends =
  (body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(200, headers).end(body);

/** Leads on to another address. */
export const leadsTo =
  (location: string, status = 302): Answer =>
  (response) =>
    void response.writeHead(status, { location }).end();
