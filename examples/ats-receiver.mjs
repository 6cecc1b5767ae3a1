/**
 * Receives events of an applicant tracking system, and submits the interview that they lead to. Each system has a path and a
 * secret: /greenhouse and GREENHOUSE_SECRET, /ashby and ASHBY_SECRET, and so on; Lever needs LEVER_API_KEY too.
 *
 *     VIVAVOCE_URL=... VIVAVOCE_API_KEY=... GREENHOUSE_SECRET=... PORT=3000 node examples/ats-receiver.mjs
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { createVivavoce, VivavoceError } from '@vivavoce/sdk';
import { ForgedEventError, SYSTEMS } from './ats.mjs';

const { VIVAVOCE_URL = 'http://127.0.0.1:8080', VIVAVOCE_API_KEY = '', PORT = '3000' } = process.env;
const vivavoce = createVivavoce({ baseUrl: VIVAVOCE_URL, apiKey: VIVAVOCE_API_KEY });

/** @param {import('./ats.mjs').Interview} interview */
async function recordingOf({ recording, headers }) {
  // A link that works by itself is for the server; one that needs credentials is followed here, and they stay here.
  if (!headers) return new URL(recording);
  const response = await fetch(recording, { headers });
  if (!response.ok) throw new Error(`The recording could not be downloaded: ${response.status}`);
  return response.blob();
}

/** @param {import('./ats.mjs').AtsEvent} event @param {string} system */
async function receive(event, system) {
  const find = Object.hasOwn(SYSTEMS, system) ? SYSTEMS[/** @type {keyof typeof SYSTEMS} */ (system)] : null;
  const secret = process.env[`${system.toUpperCase()}_SECRET`];
  if (!find || !secret) return 404;
  const interview = await find(event, secret);
  if (!interview) return 204;
  const { externalId, metadata, event: idempotencyKey } = interview;
  const fields = { externalId, metadata, tags: [system] };
  const { id } = await vivavoce.submit(await recordingOf(interview), fields, { idempotencyKey });
  console.log(JSON.stringify({ id, externalId }));
  return 204;
}

const server = createServer(async (request, response) => {
  try {
    // Signatures are over the body as it came.
    const event = { headers: request.headers, body: await text(request) };
    response.writeHead(await receive(event, (request.url ?? '').slice(1))).end();
  } catch (error) {
    console.error(error instanceof VivavoceError ? `${error.code}: ${error.message}` : error);
    // What is wrong with the recording stays wrong: the system need not send it again. Anything else it should, such as a key
    // that is out of use, too few credits, or a link that leads nowhere yet.
    const isFinal =
      error instanceof VivavoceError &&
      [400, 409, 413, 415].includes(error.status) &&
      error.code !== 'AUDIO_DOWNLOAD_FAILED';
    response.writeHead(error instanceof ForgedEventError ? 401 : isFinal ? 204 : 500).end();
  }
});

server.listen(Number(PORT), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.error(`listening on port ${address.port}`);
});
