import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

/** A message that is not there after so long does not come any more, ms. */
const PATIENCE_MS = 60_000;

/** A message as it came. */
export interface ReceivedMessage {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks that answers as it is told, and keeps what it got; gone after the test. */
export async function startWebhookReceiver(t: TestContext, statuses: number[] = []) {
  const messages: ReceivedMessage[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    messages.push({
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    response.writeHead(statuses.shift() ?? 204, { location: '/elsewhere' }).end('thanks'.repeat(1000));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  const got = async (count: number): Promise<ReceivedMessage[]> => {
    const until = Date.now() + PATIENCE_MS;
    while (messages.length < count) {
      if (Date.now() > until)
        throw new Error(`${messages.length} of ${count} messages came within ${PATIENCE_MS / 1000} s`);
      await sleep(20);
    }
    return messages;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got };
}

/** The signature by the words of the specification. */
export function expectedSignature(secret: string, { headers, body }: ReceivedMessage): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}
