import { REPORT_LANGUAGES } from '@vivavoce/contract';
import type { Random } from '../../simulate/random.ts';
import type { ApiDocument, DocumentedOperation } from './api-document.ts';
import { sampleOf } from './schema-values.ts';
import { scriptOf, type Tenant } from './tenants.ts';

/** A request in its parts, which can be mutated one by one. */
export interface RequestParts {
  method: string;
  /** Values of the places in the path, as they stand there. */
  path: Record<string, string>;
  query: [name: string, value: string][];
  headers: Record<string, string>;
  /** A JSON body; undefined for none. */
  json?: unknown;
  /** A body as it is sent instead. */
  rawBody?: string;
  /** Fields of a form. */
  fields?: [name: string, value: string][];
  /** The recording of a form; null for none. */
  audio?: string | null;
}

/** Who asks, of whom, and by which document. */
export interface FuzzContext {
  readonly document: ApiDocument;
  readonly own: Tenant;
  /** Another tenant, of whom nothing may be seen. */
  readonly otherTenant: Tenant;
  /** A client that may be ruined. */
  readonly spare: string;
  readonly operatorToken: string;
  readonly random: Random;
}

const PASSWORD = 'seven swans a-swimming';
const anySeed = (random: Random): number => Math.floor(random.between(0, 2 ** 31));

/** Something known of a kind; something that is not, if nothing is. */
export function known({ own, random }: FuzzContext, kind: string): string {
  const names = own.known.get(kind) ?? [];
  return names.length > 0 ? random.pick(names) : crypto.randomUUID();
}

/**
 * What stands at a place of a path: the segment before tells what it names.
 * @throws Error for a place that nothing is known for: a new route needs a kind here.
 */
function pathValues(world: FuzzContext, { path }: DocumentedOperation): Record<string, string> {
  const places = [...path.matchAll(/([\w-]+)\/\{(\w+)\}/g)];
  const values = places.map(([, kind = '', name = '']): [string, string] => {
    if (!world.own.known.has(kind)) throw new Error(`Nothing is known that ${path} can name`);
    if (kind === 'clients' && world.random.chance(0.1)) return [name, world.spare];
    return [name, known(world, kind)];
  });
  const named = Object.fromEntries(values);
  if (!('shareId' in named)) return named;
  const [id = '', shareId = ''] = known(world, 'shares').split(' ');
  return { ...named, id, shareId };
}

/** Values of parameters in the query that the schema alone would hardly hit. */
function queryValue(world: FuzzContext, name: string, schema: Readonly<Record<string, unknown>>): string {
  const { own, random, document } = world;
  const kind =
    { runId: 'analyze', endpointId: 'endpoints', actorId: 'users', targetId: 'analyze' }[name] ?? name;
  if (own.known.has(kind)) return known(world, kind);
  if (/after|before/i.test(name)) {
    return new Date(Date.now() + random.between(-1, 1) * 86_400_000).toISOString();
  }
  return String(sampleOf(schema, document.schemas, anySeed(random)));
}

function queryOf(world: FuzzContext, { id, parameters }: DocumentedOperation): [string, string][] {
  const isNeeded = /Candidate/.test(id) ? 'externalId' : id === 'readFairness' ? 'group' : null;
  return parameters
    .filter(({ in: place, name }) => place === 'query' && (name === isNeeded || world.random.chance(0.25)))
    .filter(({ name }) => name !== 'cursor' || world.own.known.has('cursor'))
    .map(({ name, schema }): [string, string] =>
      name === 'metadata' ? ['metadata[group]', 'A'] : [name, queryValue(world, name, schema)],
    );
}

/** Bodies that need to know more than their schema says. */
function specialBody(world: FuzzContext, id: string): unknown {
  const { own, random } = world;
  const n = Math.floor(random.between(0, 1e6));
  const bodies: Record<string, unknown> = {
    signIn: { email: own.email, password: PASSWORD },
    signInByLink: { token: known(world, 'sign-in-link') },
    changePassword: { currentPassword: PASSWORD, newPassword: PASSWORD },
    acceptInvitation: { name: `Guest ${n}`, password: PASSWORD },
    rescoreRun: { candidateSpeaker: `speaker_${n % 3}` },
    correctTranscript: [{ segment: n % 3, word: n % 5, text: `word${n}` }],
    reviewRun: n % 2 === 0 ? { decision: 'agree' } : { decision: 'override', scores: { fluency: 3 } },
    createKey: { projectId: n % 2 === 0 ? null : known(world, 'projects'), requestsPerMinute: 1 + n },
    addWebhookEndpoint: { url: `http://127.0.0.1:9/${n % 20}` },
    changeSettings: { audioDays: 30, auditDays: n % 2 === 0 ? null : 400 },
    changeClient: { maxActiveRuns: 8 + (n % 8) },
  };
  return bodies[id.replace(/OfClient$/, '')];
}

function bodyOf(world: FuzzContext, operation: DocumentedOperation, path: Record<string, string>): unknown {
  const { jsonBody, id } = operation;
  if (!jsonBody) return undefined;
  const { clientId } = path;
  const isSpare = clientId === world.spare;
  const special = isSpare ? undefined : specialBody(world, id);
  return special ?? sampleOf(jsonBody, world.document.schemas, anySeed(world.random));
}

/** Fields of a submit, some of them. */
function formOf(world: FuzzContext): Pick<RequestParts, 'fields' | 'audio'> {
  const { own, random } = world;
  const all: [string, string][] = [
    ['externalId', `${own.word}-${Math.floor(random.between(0, 3))}`],
    ['language', random.pick(['en', 'fr', 'de'])],
    ['reportLanguage', random.pick(REPORT_LANGUAGES)],
    ['metadata', JSON.stringify({ group: random.pick(['A', 'B', 'C']), n: random.uniform() })],
    ['tags', random.pick(['x', 'x,y', '["x","z"]'])],
    ['expectedSpeakers', '2'],
    ['consent', '{"noticeVersion":"1","at":"2026-11-24T10:00:00Z"}'],
    ['accommodation', 'false'],
    ['webhookUrl', 'http://127.0.0.1:9/run'],
    ['projectId', known(world, 'projects')],
    ['colour', 'blue'],
  ];
  return { fields: all.filter(() => random.chance(0.5)), audio: scriptOf(own.word) };
}

/** Headers that say who asks, in one of the ways that the operation takes. */
export function credentials(world: FuzzContext, way: string | undefined): Record<string, string> {
  const { own, operatorToken } = world;
  switch (way) {
    case 'key':
      return { 'x-api-key': own.key };
    case 'bearer':
      return { authorization: `Bearer ${own.key}` };
    case 'session':
      return { cookie: own.cookie, 'x-csrf-token': own.csrfToken };
    case 'operator':
      return { authorization: `Bearer ${operatorToken}` };
    default:
      return {};
  }
}

/** A request that the document lets pass. */
export function validRequest(world: FuzzContext, operation: DocumentedOperation): RequestParts {
  const { random } = world;
  const path = pathValues(world, operation);
  const headers = credentials(
    world,
    operation.security.length > 0 ? random.pick(operation.security) : undefined,
  );
  for (const { name, in: place } of operation.parameters) {
    if (place !== 'header' || random.chance(0.5)) continue;
    headers[name] =
      name === 'Range' ? `bytes=${Math.floor(random.between(0, 99))}-` : `key ${random.uniform()}`;
  }
  return {
    method: operation.method,
    path,
    query: queryOf(world, operation),
    headers,
    json: bodyOf(world, operation, path),
    ...(operation.form ? formOf(world) : {}),
  };
}
