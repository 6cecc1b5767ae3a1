/**
 * The installation of a browser suite in a process of its own, since Playwright compiles what it imports and starts its
 * workers anew after a failure. Sends an {@link Installation}, or an {@link EmptyInstallation} if started with
 * `without-owner`, and ends when its parent disconnects.
 */
import { inspect } from 'node:util';
import { twoChannelCall } from '@vivavoce/samples';
import { createVivavoce, type Vivavoce } from '@vivavoce/sdk';
import {
  createApiKey,
  createTenant,
  createUser,
  loginLinkUrl,
  openStore,
  type Store,
} from '@vivavoce/server';
import { KNOWN_RECORDINGS } from '../../packages/engine/src/testing/known-recordings.ts';
import { writeOpening } from '../../packages/engine/src/testing/opening.ts';
import { STORED_INTERVIEW_MS } from '../../packages/engine/src/testing/stored-interview.ts';
import { type InstallationWithoutOwner, installWithoutOwner } from './installation.ts';
import type { EmptyInstallation, Installation } from './start-installation.ts';

const CREDITS = 100;
/** Rescoring loads models, which takes its time on a busy machine. */
const REQUEST_LIMIT_MS = 400_000;
/** Text of the sample's candidate at 0:07, which is corrected before the tests begin. */
const CORRECTED = { from: 'Daniel', to: 'Dariusz' };

const hasOwner = process.argv[2] !== 'without-owner';
// Nothing is submitted before there is an owner. The recordings of `prepare` are known: what tests submit is analysed.
const installation = await (hasOwner
  ? installWithoutOwner({}, { engineModule: KNOWN_RECORDINGS })
  : installWithoutOwner({ workers: 0 }));
let isStopping = false;
for (const event of ['disconnect', 'SIGTERM']) process.once(event, () => void stop(0));
// A Ctrl-C reaches the whole group: Playwright stops the installation after its tests.
process.on('SIGINT', () => {});
if (!process.connected) await stop(0);
try {
  if (hasOwner) {
    const [message, vivavoce] = await prepare(installation);
    send(message);
    await correctAndReview(vivavoce, message.sampleRunId);
  } else {
    const { url, setupLink } = installation.server;
    send({ url, setupLink: setupLink ?? '' });
  }
} catch (error) {
  // Tests that do not need the sample may end before its analysis.
  if (!isStopping) {
    process.stderr.write(`${inspect(error)}\n`);
    await stop(1);
  }
}

function send(message: Installation | EmptyInstallation): void {
  process.send?.(message);
}

async function stop(status: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await installation[Symbol.asyncDispose]();
  process.exit(status);
}

/** Creates two tenants with users, and submits two recordings. */
async function prepare({ config, server }: InstallationWithoutOwner): Promise<[Installation, Vivavoce]> {
  const store = await openStore(config);
  const { name } = await createTenant(store, 'Acme Recruiting', { credits: CREDITS });
  const { key } = await createApiKey(store, name);
  const empty = await createTenant(store, 'Beta Staffing', {});
  const vivavoce = createVivavoce({ baseUrl: server.url, apiKey: key, timeoutMs: REQUEST_LIMIT_MS });
  const sample = await vivavoce.submit(await writeOpening(config.dataDir, STORED_INTERVIEW_MS), {
    externalId: 'cand-4711',
    metadata: { candidate: 'Daniel Nowak' },
  });
  const call = await vivavoce.submit(twoChannelCall.mp3, { externalId: 'cand-4712' });
  const message = {
    url: server.url,
    apiKey: key,
    ownerToken: await addUser(store, name, 'Ada Adler'),
    loginLinks: {
      withoutPassword: loginLinkUrl(server.url, await addUser(store, name, 'Cem Celik')),
      withoutRuns: loginLinkUrl(server.url, await addUser(store, empty.name, 'Bea Baker')),
    },
    sampleRunId: sample.id,
    callRunId: call.id,
  };
  await store.close();
  return [message, vivavoce];
}

/** Adds an owner. @returns the token of a link that signs the owner in once. */
async function addUser(store: Store, tenant: string, name: string): Promise<string> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
  return (await createUser(store, tenant, { email, name, role: 'owner' })).token;
}

/** Corrects one word of the sample and then reviews the result; the review marks the run as ready for the tests. */
async function correctAndReview(vivavoce: Vivavoce, runId: string): Promise<void> {
  const result = await vivavoce.waitForResult(runId);
  if (result.status === 'failed') throw new Error(`The sample was not analysed: ${result.error.message}`);
  const places = result.transcript.segments.flatMap(({ words }, segment) =>
    words.map(({ text }, word) => ({ segment, word, text })),
  );
  const place = places.find(({ text }) => text.includes(CORRECTED.from));
  if (!place) throw new Error(`The transcript of the sample lacks ${CORRECTED.from}`);
  const text = place.text.replace(CORRECTED.from, CORRECTED.to);
  await vivavoce.correctTranscript(runId, [{ ...place, text }]);
  await vivavoce.review(runId, { decision: 'override', scores: { vocabulary: 3 }, note: 'Knew the trade.' });
}
