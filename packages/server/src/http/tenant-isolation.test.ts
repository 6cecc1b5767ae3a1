import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  candidateRequestListSchema,
  exampleOf,
  OPERATIONS,
  type Operation,
  sessionListSchema,
} from '@vivavoce/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { operatorActor } from '../audit/actor.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { createProject } from '../tenants/projects.ts';
import { newBrowser, type TestBrowser } from '../testing/browser.ts';
import { expectBody } from '../testing/expected-body.ts';
import { createSoftwarePasskey, type GivenOptions } from '../testing/software-passkey.ts';
import {
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';
import { loggedInBrowser } from '../testing/test-users.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';
import { listDeliveries } from '../webhooks/deliveries.ts';
import { addEndpoint } from '../webhooks/endpoints.ts';

const OPERATOR_TOKEN = 'f'.repeat(32);
const MARKER = 'Zacharias Quill';

/** Bodies of operations whose schemas say more than an example can be made from. */
const BODIES: Readonly<Record<string, unknown>> = {
  addPasskey: {
    name: 'x',
    response: {
      id: 'x',
      rawId: 'x',
      type: 'public-key',
      response: { clientDataJSON: 'x', attestationObject: 'x' },
    },
  },
  changePassword: { currentPassword: 'x', newPassword: 'six geese a-laying' },
  changeUser: { name: 'Jane' },
  correctTranscript: [{ segment: 0, word: 0, text: 'x' }],
  invite: { email: 'jane@example.com', role: 'viewer' },
};

/** What stands before a place in a path tells what it names; a route with a new kind of name needs one here. */
const KINDS: Readonly<Record<string, string>> = {
  analyze: 'run',
  history: 'revision',
  comments: 'comment',
  shares: 'share',
  'candidate-requests': 'candidate request',
  sessions: 'session',
  passkeys: 'passkey',
  users: 'user',
  invitations: 'invitation',
  projects: 'project',
  keys: 'key',
  endpoints: 'endpoint',
  deliveries: 'delivery',
};

type OwnedIds = Readonly<Record<string, string>>;

/** One of everything that a path can name, belonging to the test server's client. */
async function createOwned(at: TestServer): Promise<OwnedIds> {
  const by = operatorActor(at.tenantId);
  const { name } = await at.store.db
    .selectFrom('clients')
    .select('name')
    .where('id', '=', at.tenantId)
    .executeTakeFirstOrThrow();
  const project = await createProject(at.store, by, { name: MARKER });
  const key = await createApiKey(at.store, name);
  const recruiter = await loggedInBrowser(at, 'recruiter');
  const form = submitForm({}, [
    ['externalId', MARKER],
    ['tags', MARKER],
    ['metadata', JSON.stringify({ name: MARKER })],
  ]);
  const run = await submit(at, form);
  await waitUntilFinished(at, run.id);
  const { deliveries } = await listDeliveries(at.store.db, at.tenantId, {}, { afterSeq: null, limit: 1 });
  const [delivery] = deliveries;
  const owner = await loggedInBrowser(at, 'owner');
  const made = async (path: string, json?: unknown) =>
    (await (await owner.send(path, { method: 'POST', json })).json()) as { id: string; token: string };
  const share = await made(`/speech/analyze/${run.id}/shares`, { audience: 'candidate' });
  await newBrowser(at).send(`/shared/${share.token}/requests`, {
    method: 'POST',
    json: { kind: 'contest', message: MARKER },
  });
  const asked = await expectBody(await owner.send('/candidate-requests'), 200, candidateRequestListSchema);
  const comment = await made(`/speech/analyze/${run.id}/comments`, { text: MARKER, atMs: null });
  const invitation = await made('/invitations', { email: 'quill@example.com', role: 'viewer' });
  const { sessions } = await expectBody(await recruiter.send('/sessions'), 200, sessionListSchema);
  return {
    run: run.id,
    project: project.id,
    key: key.id,
    user: recruiter.user.id,
    endpoint: delivery?.endpointId ?? '',
    delivery: delivery?.id ?? '',
    share: share.id,
    'candidate request': asked.requests[0]?.id ?? '',
    invitation: invitation.id,
    session: sessions[0]?.id ?? '',
    passkey: await addPasskey(at, recruiter),
    comment: comment.id,
    revision: '1',
  };
}

/** Gives a user a passkey. @returns its id. */
async function addPasskey({ server, store }: TestServer, browser: TestBrowser): Promise<string> {
  const asked = await browser.send('/session/passkey/registration', { method: 'POST' });
  const { options } = (await asked.json()) as { options: GivenOptions };
  const response = createSoftwarePasskey(server.url).register(options);
  await browser.send('/session/passkeys', { method: 'POST', json: { name: MARKER, response } });
  return (await store.db.selectFrom('passkeys').select('id').executeTakeFirstOrThrow()).id;
}

/**
 * What an operation's path names, out of what somebody owns.
 * @throws Error for a place that nothing is known for: then the route would go untried.
 */
function namesOf({ path }: Pick<Operation, 'path'>, owned: OwnedIds): Record<string, string> {
  const places = [...path.matchAll(/([\w-]+)\/\{(\w+)\}/g)].filter(([, , name]) => name !== 'clientId');
  const named = places.map(([, kind = '', name = '']): [string, string] => {
    const id = owned[KINDS[kind] ?? ''];
    if (!id)
      throw new Error(`${path} names something that nothing here is of: add it to KINDS and belongings`);
    return [name, id];
  });
  return Object.fromEntries(named);
}

/** Everything that is stored of a client, but for the log of what its owner was refused. */
async function allRowsOf({ store }: TestServer, tenantId: string): Promise<string> {
  const { rows } = await sql<{ name: string; readable: string }>`
    select relname as name, string_agg(attname, ' ' order by attnum) as readable
    from pg_class t join pg_attribute a on a.attrelid = t.oid and attnum > 0 and not attisdropped
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity
      and has_column_privilege('vivavoce_tenant', t.oid, attnum, 'select')
    group by relname order by relname`.execute(store.db);
  const { db } = store.forTenant(tenantId);
  const tables: unknown[] = [];
  for (const { name, readable } of rows) {
    // What signs people in is closed to a client's queries, but for whose it is.
    const columns = sql.join(readable.split(' ').map((column) => sql.ref(column)));
    const content =
      await sql`select ${columns} from ${sql.table(name)} order by row(${columns})::text`.execute(db);
    tables.push([name, content.rows]);
  }
  return JSON.stringify(tables);
}

/** What a request is about. */
interface RequestTarget {
  readonly tenantId: string;
  /** For each place of the path. */
  readonly names: Readonly<Record<string, string>>;
  /** For whatever else names something. */
  readonly id: string;
}

const queryNames = ({ query }: Operation): string[] => Object.keys(query?.shape ?? {});

/** Asks for an operation about some ids, with a body that its schema takes. */
function ask(
  browser: TestBrowser,
  operation: Operation,
  { tenantId, names, id }: RequestTarget,
): Promise<Response> {
  const { method, body } = operation;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'clientId' ? tenantId : (names[name] ?? id),
  );
  const [schema] = Object.values(body ?? {});
  const query = new URLSearchParams();
  for (const name of queryNames(operation)) {
    if (name === 'externalId' || name === 'project') query.append(name, MARKER);
    else if (name.endsWith('Id')) query.append(name, id);
  }
  const text = query.size > 0 ? `?${query}` : '';
  const headers = operation.needs === 'operator' ? { authorization: `Bearer ${OPERATOR_TOKEN}` } : {};
  return browser.send(path + text, {
    method: method.toUpperCase(),
    headers,
    ...(schema ? { json: BODIES[operation.id] ?? bodyAbout(id, exampleOf(schema), schema) } : {}),
    ...(operation.form ? { body: submitForm({}, [['projectId', id]]) } : {}),
  });
}

/** A body that names a project, where it can. */
function bodyAbout(projectId: string, example: unknown, schema: z.ZodType): unknown {
  const named = { ...(example as object), projectId };
  return schema.safeParse(named).success ? named : example;
}

/** The body of an answer as text; of a stream that goes on, its beginning. */
async function excerptOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  await response.body?.cancel();
  return '';
}

const hasIds = ({ path }: Operation): boolean => /\{(?!clientId)/.test(path);
const isAboutIds = (operation: Operation): boolean =>
  hasIds(operation) || queryNames(operation).some((name) => name.endsWith('Id') && name !== 'clientId');
const NEEDING = OPERATIONS.filter(({ needs }) => needs !== 'nothing');

/** Has another client's owner try operations with what a client owns, and tells what should not have come of it. */
async function leaksOf(
  at: TestServer,
  operations: readonly Operation[],
  owned: OwnedIds,
  strangerId: string,
): Promise<string[]> {
  const breaches: string[] = [];
  const { project = '' } = owned;
  let stranger = await loggedInBrowser(at, 'owner', strangerId);
  for (const operation of operations) {
    const right: RequestTarget = {
      tenantId: strangerId,
      names: namesOf(operation, owned),
      id: project,
    };
    const ids = isAboutIds(operation) ? Object.values(owned) : [];
    const any = ids.map((id): RequestTarget => ({ tenantId: strangerId, names: {}, id }));
    const tries = [right, ...any].map(async (about) => {
      const response = await ask(stranger, operation, about);
      const text = await excerptOf(response);
      const what = `${operation.id} about ${JSON.stringify(about)}: ${response.status} ${text.slice(0, 300)}`;
      const isFound = hasIds(operation) && response.status !== 404;
      const isDisclosed =
        operation.method === 'get' && !text.includes('"error"') && text.includes(`"${about.id}"`);
      if (isFound || response.status >= 500 || text.includes(MARKER) || isDisclosed) breaches.push(what);
    });
    await Promise.all(tries);
    // Some requests end the session of whoever sends them.
    if (operation.method !== 'get') stranger = await loggedInBrowser(at, 'owner', strangerId);
  }
  return breaches;
}

/** The reading operations that find nothing for the owner either: trying those with foreign ids would prove nothing. */
async function findingNothing(at: TestServer, owned: OwnedIds): Promise<string[]> {
  const owner = await loggedInBrowser(at, 'owner');
  const lost: string[] = [];
  for (const operation of NEEDING.filter((one) => one.method === 'get' && hasIds(one))) {
    const about = { tenantId: at.tenantId, names: namesOf(operation, owned), id: '' };
    const response = await ask(owner, operation, about);
    await response.body?.cancel();
    if (response.status >= 400) lost.push(`${operation.id}: ${response.status}`);
  }
  return lost;
}

describe('another client', () => {
  it('gets nothing by any operation and changes nothing, whatever ids it knows', async (t) => {
    const changes = { workers: 1, operatorToken: OPERATOR_TOKEN, webhookNetworks: ['127.0.0.0/8'] };
    const at = await startTestServer(t, { ...changes, requestsPerMinute: 1e6 });
    const receiver = await startWebhookReceiver(t);
    await addEndpoint(at.store, at.config, operatorActor(at.tenantId), receiver.url);
    const owned = await createOwned(at);
    const { project = '' } = owned;
    await receiver.got(1);
    const strangerId = (await createTestTenant(at.store)).id;
    const before = await allRowsOf(at, at.tenantId);
    assert.deepEqual(await leaksOf(at, NEEDING, owned, strangerId), []);
    assert.equal(await allRowsOf(at, at.tenantId), before);
    assert.deepEqual(await findingNothing(at, owned), []);

    // Nor would it prove anything if a leak went unseen: here the other client is given a project with all its name.
    await at.store.db
      .updateTable('projects')
      .set({ client_id: strangerId })
      .where('id', '=', project)
      .execute();
    const projects = NEEDING.filter(({ path }) => path.startsWith('/projects'));
    const leaks = await leaksOf(at, projects, owned, strangerId);
    for (const id of ['listProjects', 'changeProject'])
      assert.ok(
        leaks.some((leak) => leak.startsWith(id)),
        id,
      );
    assert.notEqual(await allRowsOf(at, at.tenantId), before);
  });
});
