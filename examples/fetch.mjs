/**
 * Submits an interview with nothing but `fetch`, waits for its scores and prints them.
 *
 *     VIVAVOCE_URL=http://127.0.0.1:8080 VIVAVOCE_API_KEY=... node examples/fetch.mjs interview.mp3
 */
import { openAsBlob } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const { VIVAVOCE_URL = 'http://127.0.0.1:8080', VIVAVOCE_API_KEY = '' } = process.env;
const [recording = 'interview.mp3'] = process.argv.slice(2);

/**
 * Sends a request and gives the body of its answer; waits and sends it again where the API says that it came too early.
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<any>} as docs of the API describe it at /api/v1/docs
 */
async function call(path, { headers, ...init } = {}) {
  for (;;) {
    const response = await fetch(`${VIVAVOCE_URL}/api/v1${path}`, {
      ...init,
      headers: { ...headers, 'x-api-key': VIVAVOCE_API_KEY },
    });
    const body = /** @type {any} */ (await response.json());
    if (response.ok) return body;
    const { code, message, retryAfterSeconds } = body.error;
    // The code is stable, the message is for people.
    if (response.status !== 429 && response.status !== 503) throw new Error(`${code}: ${message}`);
    await sleep((retryAfterSeconds ?? 1) * 1000);
  }
}

const form = new FormData();
form.append('externalId', 'candidate-7');
form.append('metadata', JSON.stringify({ role: 'planner' }));
form.append('audio', await openAsBlob(recording), 'interview');

// Sent again under the same key, by you or by a proxy, it is still one run and charged once.
const headers = { 'idempotency-key': crypto.randomUUID() };
const { id } = await call('/speech/analyze', { method: 'POST', headers, body: form });

let run = await call(`/speech/analyze/${id}`);
while (run.status === 'queued' || run.status === 'processing') {
  await sleep(run.pollIntervalSeconds * 1000);
  run = await call(`/speech/analyze/${id}`);
}

// A run that fails costs nothing and says why.
if (run.status === 'failed') throw new Error(`${run.error.code}: ${run.error.message}`);
console.log(JSON.stringify({ id, ...run.scores }, null, 2));
