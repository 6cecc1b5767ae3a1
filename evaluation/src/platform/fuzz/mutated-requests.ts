import type { DocumentedOperation } from './api-document.ts';
import { type FuzzContext, known, type RequestParts } from './valid-requests.ts';

/** Texts that have broken other servers. */
const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  "' OR '1'='1",
  "'; drop table runs; --",
  '%',
  '%%',
  '_',
  '\\',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '..%2f..%2f',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data',
  'null',
  'undefined',
  'NaN',
  'Infinity',
  '-0',
  '1e309',
  '9'.repeat(400),
  '-9223372036854775809',
  '2147483648',
  '0x10',
  '１２',
  '[]',
  '{}',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\r\nset-cookie: a=b',
  '\u202e\u2066\u200b',
  'ﷺ'.repeat(300),
  '🦉'.repeat(500),
  'Ａ\u0301'.repeat(200),
  'x'.repeat(9000),
  '0000-00-00',
  '2026-02-30',
  '275760-09-13T00:00:00.001Z',
  '-000001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999+99:99',
  '00000000-0000-0000-0000-000000000000',
];

/** Values of JSON that have no business in a body. */
const HOSTILE_VALUES: readonly unknown[] = [
  ...HOSTILE_TEXTS,
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
  [],
  [[[]]],
  {},
  Array.from({ length: 2000 }, () => 0),
];

/** Whole bodies that are no body. */
const HOSTILE_BODIES: readonly string[] = [
  '',
  '{',
  '[',
  'null',
  '"',
  '{"a":1,"a":2}',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `"${'x'.repeat(300_000)}"`,
  '\ufeff{}',
  '{"a":1e999}',
  '\u0000',
];

const HOSTILE_HEADERS: readonly (readonly [string, string])[] = [
  ['x-api-key', ''],
  ['x-api-key', 'vv_live_'],
  ['authorization', 'Bearer'],
  ['authorization', 'Basic Og=='],
  ['cookie', 'vivavoce=; vivavoce=x; =;;'],
  ['cookie', `vivavoce=${'%'.repeat(200)}`],
  ['x-csrf-token', 'x'],
  ['x-forwarded-for', '127.0.0.1, ::1, nonsense'],
  ['x-forwarded-proto', 'https'],
  ['range', 'bytes=-'],
  ['range', 'bytes=9999999999999999999999-'],
  ['range', 'bytes=0-0,0-0,0-0,0-0,0-0,0-0,0-0'],
  ['range', 'lines=0-1'],
  ['accept', '*/*;q=nonsense, application/pdf;q=9'],
  ['accept-language', 'x'.repeat(2000)],
  ['content-type', 'application/json; charset=utf-7'],
  ['content-type', 'multipart/form-data'],
  ['content-type', 'multipart/form-data; boundary='],
  ['content-type', ';;;'],
  ['content-encoding', 'gzip'],
  ['idempotency-key', ''],
  ['idempotency-key', 'x'.repeat(300)],
  ['origin', 'null'],
  ['sec-fetch-site', 'cross-site'],
  ['if-none-match', '*'],
];

type Mutation = (parts: RequestParts, world: FuzzContext) => void;

const text = ({ random }: FuzzContext): string => random.pick(HOSTILE_TEXTS);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Changes one place somewhere in a JSON value. */
function mutateJson(
  world: FuzzContext,
  json: unknown,
  change: (holder: Record<string, unknown>, key: string) => void,
): void {
  let holder = json;
  while (isObject(holder)) {
    const keys = Object.keys(holder);
    if (keys.length === 0) return;
    const key = world.random.pick(keys);
    const inner = holder[key];
    if (!isObject(inner) || Object.keys(inner).length === 0 || world.random.chance(0.3)) {
      change(holder, key);
      return;
    }
    holder = inner;
  }
}

function setPathParameter(parts: RequestParts, world: FuzzContext, value: string): void {
  const names = Object.keys(parts.path);
  if (names.length > 0) parts.path[world.random.pick(names)] = value;
}

/** Whoever has one of these tokens is shown what it leads to, and is meant to be; the operator may do so with every client. */
const PUBLIC_BY_TOKEN = ['shared', 'invitations', 'clients'];

/** Names what belongs to another tenant wherever something is named. */
function useOtherTenantsIds(parts: RequestParts, { otherTenant, own, random }: FuzzContext): void {
  const swap = (value: string): string => {
    const kind = [...own.known].find(([, names]) =>
      names.some((name) => name.split(' ').includes(value)),
    )?.[0];
    if (kind === undefined || PUBLIC_BY_TOKEN.includes(kind)) return value;
    return (
      random
        .pick(otherTenant.known.get(kind) ?? [value])
        .split(' ')
        .at(-1) ?? value
    );
  };
  for (const [name, value] of Object.entries(parts.path)) parts.path[name] = swap(value);
  parts.query = parts.query.map(([name, value]) => [name, swap(value)]);
  for (const field of parts.fields ?? []) if (field[0] === 'projectId') field[1] = swap(field[1]);
  const { projectId } = isObject(parts.json) ? parts.json : {};
  if (typeof projectId === 'string') Object.assign(parts.json as object, { projectId: swap(projectId) });
}

/** One step beyond what the document lets pass. */
const NEAR_VALID_MUTATIONS: readonly Mutation[] = [
  (parts, world) => mutateJson(world, parts.json, (holder, key) => delete holder[key]),
  (parts) => isObject(parts.json) && Object.assign(parts.json, { surprise: 1 }),
  (parts, world) =>
    mutateJson(world, parts.json, (holder, key) => {
      const old = holder[key];
      holder[key] = typeof old === 'string' ? 5 : typeof old === 'number' ? String(old) : [old];
    }),
  (parts, world) =>
    mutateJson(world, parts.json, (holder, key) => {
      if (typeof holder[key] === 'number') holder[key] = (holder[key] as number) * -1e6 - 1;
      else if (typeof holder[key] === 'string') holder[key] = `${holder[key]}${'é'.repeat(300)}`;
    }),
  (parts, { random }) => {
    const place = random.pick(parts.query);
    if (place) place[1] = random.pick(['0', '-1', '101', '1.5', '', 'SUCCESS', '2026-13-01', '٣']);
  },
  (parts, { random }) => {
    const place = random.pick(parts.query);
    if (place) parts.query.push([place[0], place[1]]);
  },
  (parts) => parts.query.push(['surprise', '1']),
  (parts, world) => setPathParameter(parts, world, crypto.randomUUID()),
  (parts, world) =>
    setPathParameter(parts, world, known(world, world.random.pick([...world.own.known.keys()]))),
  (parts, world) => {
    for (const [name, value] of Object.entries(parts.path)) {
      parts.path[name] = world.random.pick([value.toUpperCase(), `${value} `, value.slice(1), `${value}0`]);
    }
  },
  useOtherTenantsIds,
  useOtherTenantsIds,
  (parts, { random }) => {
    parts.method = random.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
  },
  (parts) => {
    if (parts.json !== undefined) parts.headers['content-type'] = 'text/plain';
  },
  (parts) => {
    if (parts.json !== undefined) parts.rawBody = JSON.stringify(parts.json).slice(0, -1);
  },
  (parts) => {
    parts.headers = {};
  },
  (parts) => delete parts.headers['x-csrf-token'],
  (parts, { random }) => {
    if (parts.fields) parts.audio = random.pick([null, 'x', '{"durationMs":1}', '{"durationMs":9e6}', '']);
  },
  (parts, { random }) => {
    const place = random.pick(parts.fields ?? []);
    if (place) place[1] = random.pick(['', 'xx', '{}', '[]', '7', 'x'.repeat(300), 'http://10.0.0.1/']);
  },
];

/** What somebody sends who wants to break in, or to break something. */
const HOSTILE_MUTATIONS: readonly Mutation[] = [
  (parts, world) => setPathParameter(parts, world, text(world)),
  (parts, world) => {
    const place = world.random.pick(parts.query);
    if (place) place[1] = text(world);
  },
  (parts, world) => parts.query.push([text(world), text(world)]),
  (parts, world) => parts.query.push([`metadata[${text(world)}]`, text(world)]),
  (parts, world) => parts.query.push([world.random.pick(['cursor', 'limit', 'tag', 'format']), text(world)]),
  (parts, world) =>
    mutateJson(world, parts.json, (holder, key) => {
      holder[key] = world.random.pick(HOSTILE_VALUES);
    }),
  (parts, world) => {
    if (parts.json !== undefined) parts.json = world.random.pick(HOSTILE_VALUES);
  },
  (parts, { random }) => {
    if (parts.json !== undefined) parts.rawBody = random.pick(HOSTILE_BODIES);
  },
  (parts, { random }) => {
    const [name, value] = random.pick(HOSTILE_HEADERS);
    parts.headers[name] = value;
  },
  (parts, world) => {
    const place = world.random.pick(parts.fields ?? []);
    if (place) place[1] = text(world);
  },
  (parts, world) => parts.fields?.push([text(world), text(world)]),
  (parts, world) => {
    if (parts.fields) parts.audio = text(world);
  },
];

/** Takes a valid request and mutates it in one or a few ways, which may leave it as it was. */
export function mutateRequest(parts: RequestParts, world: FuzzContext, isHostile: boolean): RequestParts {
  const { random } = world;
  const mutations = isHostile ? HOSTILE_MUTATIONS : NEAR_VALID_MUTATIONS;
  const mutated = structuredClone(parts);
  const times = isHostile ? 3 : 1;
  for (let n = 0; n < times; n += 1) random.pick(mutations)(mutated, world);
  return mutated;
}

/** Where a request goes, below the base path. */
export function targetOf({ path }: DocumentedOperation, parts: RequestParts): string {
  // A part of the path that is `..` is not sent by any client: the address is resolved before.
  const full = path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(parts.path[name] ?? ''));
  const query = parts.query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  return query ? `${full}?${query}` : full;
}

/** Percent-encoded, as bytes even where there are none. */
function encoded(part: string): string {
  return encodeURIComponent(part.toWellFormed() === part ? part : part.toWellFormed());
}
