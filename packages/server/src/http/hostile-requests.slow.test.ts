import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { OPERATIONS, submitFormSchema } from '@vivavoce/contract';
import { z } from 'zod';
import {
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { loggedInBrowser } from '../testing/test-users.ts';

const OPERATOR_TOKEN = 'f'.repeat(32);
/** Names that every object of JavaScript has. */
const INHERITED_NAMES = ['__proto__', 'constructor', 'toString'];
/** Texts that databases, files and parsers choke on. */
const HOSTILE_TEXTS = ['\u0000', 'a\u0000b', '\ud800', ...INHERITED_NAMES, '9'.repeat(400), '-1', '%', "'"];
/** What passes for cursors: their kinds of content, with something hostile in each place. */
const CURSORS = [
  'seq:\u0000',
  'seq:-1',
  `seq:${'9'.repeat(18)}`,
  `seq:${'9'.repeat(19)}`,
  JSON.stringify(['name', 'desc', 'a\u0000', '1']),
  JSON.stringify(['completedAt', 'desc', '1e999', '1']),
  JSON.stringify(['overall', 'desc', '9'.repeat(20), '9'.repeat(18)]),
  '['.repeat(5000),
].map((text) => Buffer.from(text).toString('base64url'));
const NESTED = 5000;
/** Requests at once. */
const CONNECTIONS = 8;

const nested = (opening: string, closing: string): string => opening.repeat(NESTED) + closing.repeat(NESTED);

/** JSON that is well-formed and goes deep, alone and in the fields of a schema. */
function deepBodies(schema: z.ZodType | undefined): string[] {
  const deep = [nested('[', ']'), `${'{"a":'.repeat(NESTED)}1${'}'.repeat(NESTED)}`];
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return [...deep, ...fields.flatMap((field) => deep.map((value) => `{${JSON.stringify(field)}:${value}}`))];
}

/** JSON with a hostile text in each field of a schema, and as the name of a field. */
function hostileBodies(schema: z.ZodType | undefined): string[] {
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return HOSTILE_TEXTS.flatMap((text) => [
    ...fields.map((field) => JSON.stringify({ [field]: text })),
    `{${JSON.stringify(text)}:{}}`,
  ]);
}

/** A text as it stands in a path or a query; half a surrogate pair as its bytes. */
const encoded = (text: string): string => (text === '\ud800' ? '%ED%A0%80' : encodeURIComponent(text));

interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string | FormData;
}

/** The requests of one operation with something hostile in one place each. */
function requestsOf({ method, path, query, body }: (typeof OPERATIONS)[number]): HostileRequest[] {
  const filled = path.replaceAll(/\{\w+\}/g, crypto.randomUUID());
  const paths = [...path.matchAll(/\{\w+\}/g)].flatMap(({ index, 0: { length } }) =>
    HOSTILE_TEXTS.map((text) => {
      const rest = path.slice(index + length).replaceAll(/\{\w+\}/g, crypto.randomUUID());
      return path.slice(0, index).replaceAll(/\{\w+\}/g, crypto.randomUUID()) + encoded(text) + rest;
    }),
  );
  const queries = Object.entries(query?.shape ?? {}).flatMap(([name, field]) => [
    ...[...HOSTILE_TEXTS, ...(name === 'cursor' ? CURSORS : [])].map((text) => `${name}=${encoded(text)}`),
    ...(field instanceof z.ZodRecord
      ? HOSTILE_TEXTS.flatMap((text) => [`${name}[${encoded(text)}]=x`, `${name}[x]=${encoded(text)}`])
      : []),
  ]);
  const [schema] = Object.values(body ?? {});
  const bodies = schema === undefined ? [] : [...deepBodies(schema), ...hostileBodies(schema)];
  return [
    ...[...paths, ...queries.map((text) => `${filled}?${text}`)].map((target) => ({ method, path: target })),
    ...bodies.map((text) => ({ method, path: filled, body: text })),
  ];
}

/** Requests that end the session that the others need. */
const ENDS_SESSION = new Set(['signOut', 'signIn', 'endSessions']);

/** The answers of a server that is at fault, as texts. */
async function faultsOf(
  { server }: TestServer,
  requests: readonly HostileRequest[],
  headers: Readonly<Record<string, string>>,
): Promise<string[]> {
  const faults: string[] = [];
  const ask = async ({ method, path, body }: HostileRequest): Promise<void> => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method: method.toUpperCase(),
      headers: { ...(typeof body === 'string' && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body }),
      redirect: 'manual',
    });
    const text = await answer.text();
    if (answer.status >= 500) faults.push(`${answer.status} ${method} ${path} ${String(body)} ${text}`);
  };
  const waiting = requests.values();
  const askNext = async (): Promise<void> => {
    for (const request of waiting) await ask(request);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, askNext));
  return faults.map((fault) => fault.slice(0, 300));
}

/** Fields of a submission with what has to be parsed deep, and with a hostile text each. */
function hostileForms(): FormData[] {
  const texts = [...HOSTILE_TEXTS, ...deepBodies(undefined)];
  return Object.keys(submitFormSchema.shape).flatMap((field) =>
    texts.flatMap((text) => [
      submitForm({}, [[field, text]]),
      submitForm({}, [[field, JSON.stringify({ [text.slice(0, 40)]: text.slice(0, 40) })]]),
    ]),
  );
}

const HEADERS = [
  'accept-language',
  'authorization',
  'content-type',
  'cookie',
  'idempotency-key',
  'if-none-match',
  'last-event-id',
  'range',
  'traceparent',
  'x-api-key',
  'x-csrf-token',
  'x-forwarded-for',
];
const HEADER_VALUES = ['\u00ff', '__proto__', '%00', '9'.repeat(4000)];

/** A client with one person who was assessed, so that groups are looked for in real metadata. */
async function startServerWithPeople(t: TestContext): Promise<TestServer> {
  const at = await startTestServer(t, {
    workers: 1,
    operatorToken: OPERATOR_TOKEN,
    requestsPerMinute: 1_000_000,
  });
  const { id } = await submit(at, submitForm({}, [['metadata', '{"site":"north"}']]));
  await waitUntilFinished(at, id);
  return at;
}

describe('a hostile request', { concurrency: true }, () => {
  it('is refused or answered, whatever stands in its path, query or JSON', async (t) => {
    const at = await startServerWithPeople(t);
    const owner = await loggedInBrowser(at, 'owner');
    const session = { cookie: owner.cookie, 'x-csrf-token': owner.csrfToken };
    const operator = { authorization: `Bearer ${OPERATOR_TOKEN}` };
    const faults: string[] = [];
    for (const operation of OPERATIONS) {
      if (ENDS_SESSION.has(operation.id)) continue;
      const headers = operation.needs === 'operator' ? operator : session;
      faults.push(...(await faultsOf(at, requestsOf(operation), headers)));
    }
    assert.deepEqual(faults, []);
  });

  it('is refused or answered, whatever stands in its form or headers', async (t) => {
    const at = await startServerWithPeople(t);
    const forms = hostileForms().map((body) => ({ method: 'post', path: '/speech/analyze', body }));
    const faults = await faultsOf(at, forms, { 'x-api-key': at.apiKey });
    for (const name of HEADERS) {
      for (const value of HEADER_VALUES) {
        const paths = ['/speech/runs', '/session', `/speech/analyze/${crypto.randomUUID()}/audio`];
        const requests = [
          ...paths.map((path) => ({ method: 'get', path })),
          { method: 'post', path: '/speech/analyze', body: submitForm({}) },
        ];
        faults.push(...(await faultsOf(at, requests, { 'x-api-key': at.apiKey, [name]: value })));
      }
    }
    assert.deepEqual(faults, []);
  });
});
