/**
 * Receives webhooks: checks that they come from your Vivavoce, and prints what they tell.
 *
 *     VIVAVOCE_WEBHOOK_SECRET=whsec_... PORT=3000 node examples/webhook-receiver.mjs
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { verifyWebhook, WebhookVerificationError } from '@vivavoce/sdk';

const { VIVAVOCE_WEBHOOK_SECRET = '', PORT = '3000' } = process.env;

/** Messages that came already: one whose answer was lost on the way comes again. Keep these in your database. */
const seen = new Set();

const server = createServer(async (request, response) => {
  try {
    // The signature is over the bytes as they came: check it before anything parses them.
    const body = await text(request);
    const message = await verifyWebhook(body, request.headers, VIVAVOCE_WEBHOOK_SECRET);
    const id = request.headers['webhook-id'];
    if (!seen.has(id)) console.log(JSON.stringify(message));
    seen.add(id);
    // Answer at once and work afterwards: without an answer in time the message is sent again.
    response.writeHead(204).end();
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    response.writeHead(400).end();
  }
});

server.listen(Number(PORT), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.error(`listening on port ${address.port}`);
});
