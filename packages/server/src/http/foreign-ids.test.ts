import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exampleOf, OPERATIONS, type Operation } from '@vivavoce/contract';
import { sql } from 'kysely';
import { theOperator } from '../audit/actor.ts';
import { createKey } from '../clients/keys.ts';
import { createProject } from '../clients/projects.ts';
import type { Browser } from '../testing/browser.ts';
import { aReceiver } from '../testing/receiver.ts';
import { finished, formOf, startTestServer, submit, type TestServer } from '../testing/test-server.ts';
import { aClient } from '../testing/test-store.ts';
import { signedIn } from '../testing/test-users.ts';
import { listDeliveries } from '../webhooks/deliveries.ts';
import { addEndpoint } from '../webhooks/endpoints.ts';

const OPERATOR_TOKEN = 'f'.repeat(32);
const MARKER = 'Zacharias Quill';

/** Bodies of operations whose schemas say more than an example can be made from. */
const BODIES: Readonly<Record<string, unknown>> = {
  changePassword: { currentPassword: 'x', newPassword: 'six geese a-laying' },
  changeUser: { name: 'Jane' },
  correctTranscript: [{ segment: 0, word: 0, text: 'x' }],
  invite: { email: 'jane@example.com', role: 'viewer' },
};

/** One of everything that a path can name, belonging to the test server's client. */
async function belongings(at: TestServer): Promise<Record<string, string>> {
  const by = theOperator(at.clientId);
  const { name } = await at.store.db
    .selectFrom('clients')
    .select('name')
    .where('id', '=', at.clientId)
    .executeTakeFirstOrThrow();
  const project = await createProject(at.store, by, { name: MARKER });
  const key = await createKey(at.store, name);
  const { user } = await signedIn(at, 'recruiter');
  const form = formOf({}, [
    ['externalId', MARKER],
    ['tags', MARKER],
    ['metadata', JSON.stringify({ name: MARKER })],
  ]);
  const run = await submit(at, form);
  await finished(at, run.id);
  const { deliveries } = await listDeliveries(at.store.db, at.clientId, {}, { afterSeq: null, limit: 1 });
  const [delivery] = deliveries;
  return {
    run: run.id,
    project: project.id,
    key: key.id,
    user: user.id,
    endpoint: delivery?.endpointId ?? '',
    delivery: delivery?.id ?? '',
  };
}

/** Everything that is stored of a client, but for the log of what its owner was refused. */
async function allRowsOf({ store }: TestServer, clientId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity order by relname`.execute(
    store.db,
  );
  const { db } = store.ofClient(clientId);
  const tables: unknown[] = [];
  for (const { name } of rows) {
    const content = await sql`select * from ${sql.table(name)} rows order by rows::text`.execute(db);
    tables.push([name, content.rows]);
  }
  return JSON.stringify(tables);
}

/** Asks for an operation about some ids, with a body that its schema takes. */
function ask(
  browser: Browser,
  operation: Operation,
  ids: { readonly clientId: string; readonly id: string },
): Promise<Response> {
  const { method, body, parameters = [] } = operation;
  const named: Readonly<Record<string, string>> = { clientId: ids.clientId, revision: '1' };
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? ids.id);
  const [schema] = Object.values(body ?? {});
  const query = new URLSearchParams();
  for (const { name, in: place } of parameters) {
    if (place !== 'query') continue;
    if (name === 'externalId' || name === 'project') query.append(name, MARKER);
    else if (name.endsWith('Id')) query.append(name, ids.id);
  }
  const text = query.size > 0 ? `?${query}` : '';
  const headers = operation.needs === 'operator' ? { authorization: `Bearer ${OPERATOR_TOKEN}` } : {};
  return browser.send(path + text, {
    method: method.toUpperCase(),
    headers,
    ...(schema ? { json: BODIES[operation.id] ?? exampleOf(schema) } : {}),
    ...(operation.takesForm ? { body: formOf({}) } : {}),
  });
}

/** The body of an answer as text; of a stream that goes on, its beginning. */
async function beginningOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  await response.body?.cancel();
  return '';
}

const hasIds = ({ path }: Operation): boolean => path.includes('{');

describe('another client', () => {
  it('gets nothing by any operation and changes nothing, whatever ids it knows', async (t) => {
    const changes = { workers: 1, operatorToken: OPERATOR_TOKEN, webhookNetworks: ['127.0.0.0/8'] };
    const at = await startTestServer(t, { ...changes, requestsPerMinute: 1e6 });
    const receiver = await aReceiver(t);
    await addEndpoint(at.store, at.config, theOperator(at.clientId), receiver.url);
    const owned = await belongings(at);
    await receiver.got(1);
    const strangerId = (await aClient(at.store)).id;
    let stranger = await signedIn(at, 'owner', strangerId);
    const owner = await signedIn(at, 'owner');
    const before = await allRowsOf(at, at.clientId);
    for (const operation of OPERATIONS.filter(({ needs }) => needs !== 'nothing')) {
      const tries = Object.entries(owned).map(async ([kind, id]) => {
        const response = await ask(stranger, operation, { clientId: strangerId, id });
        const text = await beginningOf(response);
        const what = `${operation.id} with the id of a ${kind}: ${response.status} ${text.slice(0, 300)}`;
        if (/\{(?!clientId)/.test(operation.path)) assert.equal(response.status, 404, what);
        assert.ok(response.status < 500 && !text.includes(MARKER), what);
        if (operation.method === 'get') assert.ok(!text.includes(id) || text.includes('"error"'), what);
      });
      await Promise.all(tries);
      // Some acts end the session of whoever acts.
      if (operation.method !== 'get') stranger = await signedIn(at, 'owner', strangerId);
    }
    assert.equal(await allRowsOf(at, at.clientId), before);
    // The same requests find something when its owner makes them: else the above would prove nothing.
    const reading = OPERATIONS.filter((operation) => operation.method === 'get' && hasIds(operation));
    for (const operation of reading.filter(({ needs }) => needs !== 'nothing')) {
      const statuses: number[] = [];
      for (const id of Object.values(owned)) {
        const response = await ask(owner, operation, { clientId: at.clientId, id });
        await response.body?.cancel();
        statuses.push(response.status);
      }
      assert.ok(
        statuses.some((status) => status < 400),
        `${operation.id}: ${statuses}`,
      );
    }
  });
});
