import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, createTenant, openStore, readConfig, type Store } from '@vivavoce/server';
import { Command } from 'commander';
import { type Random, seededRandom } from '../simulate/random.ts';
import { wholeNumber } from '../whole-number.ts';
import { type AnswerCheck, createAnswerCheck } from './fuzz/answer-check.ts';
import { type DocumentedOperation, readApiDocument } from './fuzz/api-document.ts';
import { type Exchange, exchange } from './fuzz/exchange.ts';
import { checkListFilters, type ListFigures } from './fuzz/list-filters.ts';
import { mutateRequest } from './fuzz/mutated-requests.ts';
import {
  newTenant,
  remember,
  renew,
  seededTenant,
  type Tenant,
  UNREACHABLE_ADDRESS,
} from './fuzz/tenants.ts';
import { type FuzzContext, validRequest } from './fuzz/valid-requests.ts';
import { startServerUnderTest } from './server-under-test.ts';

/** What kinds of requests are made, and how many of a hundred. */
const KINDS = { valid: 50, 'near-valid': 25, hostile: 25 } as const;
type Kind = keyof typeof KINDS;

const LANES = 4;
/** After how many requests what they have put wrong is put right. */
const RENEW_EVERY = 100;
const OPERATOR_TOKEN = 'operator-token-of-the-fuzz';
/** The least share of requests that has to succeed: else they only test the doorman. */
const MIN_SUCCEEDED_SHARE = 0.2;
const MAX_SHOWN = 20;

interface Options {
  readonly requests: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** What came of the requests of a kind. */
interface KindFigures {
  requests: number;
  succeeded: number;
  refused: number;
  faults: number;
  outsideSchema: number;
  leaks: number;
}

/** What came of it. */
export interface FuzzFigures {
  readonly seed: number;
  readonly kinds: Readonly<Record<Kind, KindFigures>>;
  /** Share of requests that were answered 2xx, 0 to 1. */
  readonly succeededShare: number;
  readonly operations: number;
  /** Operations that never succeeded. */
  readonly neverSucceeded: readonly string[];
  readonly lists: ListFigures;
  readonly slowestMs: number;
  /** What was wrong, with the request. */
  readonly breaches: readonly string[];
  readonly seconds: number;
}

/** `vivavoce evaluate fuzz`: asks a server what its own document allows, nearly allows and does not, and judges the answers. */
export function fuzzCommand(): Command {
  return new Command('fuzz')
    .description(
      'Send valid, near-valid and hostile requests by the OpenAPI document, and check every answer',
    )
    .option('--requests <number>', 'requests to send, beside those for lists', wholeNumber, 10_000)
    .option('--seed <number>', 'which requests', wholeNumber, 1)
    .option('--json', 'print the figures as JSON')
    .action(async ({ requests, seed, json }: Options) => {
      const figures = await measureFuzz(requests, seed);
      process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : tableOf(figures));
      if (isBreached(figures)) process.exitCode = 1;
    });
}

/** Whether anything was not as it must be. */
export function isBreached({ breaches, lists, succeededShare }: FuzzFigures): boolean {
  return breaches.length > 0 || lists.wrong.length > 0 || succeededShare < MIN_SUCCEEDED_SHARE;
}

function tableOf({ kinds, breaches, lists, ...figures }: FuzzFigures): string {
  const columns = ['requests', 'succeeded', 'refused', 'faults', 'outsideSchema', 'leaks'] as const;
  const head = ['', 'requests', '2xx', '4xx', '5xx', 'outside schema', 'leaks'];
  const rows = Object.entries(kinds).map(([kind, one]) => [
    kind,
    ...columns.map((column) => String(one[column])),
  ]);
  const all = columns.map((column) =>
    String(Object.values(kinds).reduce((sum, one) => sum + one[column], 0)),
  );
  const lines = [head, ...rows, ['all', ...all]].map(([name = '', ...cells]) =>
    [
      name.padEnd(12),
      ...cells.map((cell, place) => cell.padStart(Math.max(8, (head[place + 1] ?? '').length))),
    ].join(' '),
  );
  const never = figures.neverSucceeded.length > 0 ? `; never: ${figures.neverSucceeded.join(', ')}` : '';
  return [
    ...lines,
    '',
    `seed ${figures.seed}, ${figures.seconds} s, slowest answer ${figures.slowestMs} ms`,
    `answered 2xx: ${(100 * figures.succeededShare).toFixed(1)} %, ${figures.operations - figures.neverSucceeded.length} of ${figures.operations} operations at least once${never}`,
    `lists: ${lists.crossings} crossings of all filters, ${lists.requests} requests, ${lists.wrong.length} lists other than the model's`,
    ...[...breaches, ...lists.wrong].slice(0, MAX_SHOWN).map((breach) => `BREACH ${breach}`),
    '',
  ].join('\n');
}

/** How long scoring again waits for the endpoints, at which nobody listens: the stand-in engine needs none, ms. */
const ENDPOINT_WAIT_MS = 100;

/** The defaults, without limits of rates, with endpoints for other languages and with analyses by a stand-in. */
function configOf(folder: string): Config {
  const settings = readConfig({
    VIVAVOCE_DATA_DIR: folder,
    VIVAVOCE_PORT: '0',
    VIVAVOCE_LOG_LEVEL: 'silent',
  });
  const endpoint = { url: UNREACHABLE_ADDRESS, key: null, model: 'any' };
  const models = { ...settings.models, transcription: endpoint, chat: endpoint, waitMs: ENDPOINT_WAIT_MS };
  return {
    ...settings,
    models,
    workers: 1,
    requestsPerMinute: 1_000_000_000,
    operatorToken: OPERATOR_TOKEN,
    webhookNetworks: ['127.0.0.0/8'],
  };
}

/** What a tenant owns, as text, but for what the server itself does with it as time goes by. */
async function ownedRows({ db }: Store, { clientId }: Tenant): Promise<string> {
  const tables = [
    'runs',
    'projects',
    'api_keys',
    'users',
    'webhook_endpoints',
    'shares',
    'invitations',
    'run_reviews',
  ];
  const rows = tables.map((table) =>
    db
      .selectFrom(table as 'projects')
      .selectAll()
      .where('client_id', '=', clientId)
      .orderBy('id')
      .execute(),
  );
  return JSON.stringify(await Promise.all(rows));
}

/** Everything that names the stranger: none of it may be in an answer. */
function secretsOf({ word, known, key, cookie, csrfToken }: Tenant): string[] {
  const plain = new Set(['history', 'group', 'outcome', 'selected', 'externalId', 'project', 'tag']);
  const ids = [...known].filter(([kind]) => !plain.has(kind)).flatMap(([, names]) => names);
  return [word, key, cookie, csrfToken, ...ids.flatMap((id) => id.split(' '))].filter(
    (mark) => mark.length > 8,
  );
}

const kindOf = (random: Random): Kind => {
  const dice = 100 * random.uniform();
  if (dice < KINDS.valid) return 'valid';
  return dice < KINDS.valid + KINDS['near-valid'] ? 'near-valid' : 'hostile';
};

/** What can be named in later requests, out of what was made. */
function learn(own: Tenant, { operation, parts, answer }: Exchange): void {
  if (answer.status < 200 || answer.status > 202 || answer.mediaType !== 'application/json') return;
  const body = JSON.parse(answer.bytes.toString('utf8')) as Record<string, unknown>;
  const { id, token, nextCursor } = body;
  const { id: run } = parts.path;
  const kind = operation.path.split('/').at(-1) ?? '';
  if (typeof nextCursor === 'string') remember(own, 'cursor', nextCursor);
  if (typeof token === 'string') remember(own, kind === 'shares' ? 'shared' : kind, token);
  if (parts.method !== 'POST' || typeof id !== 'string' || !own.known.has(kind) || kind === 'clients') return;
  remember(own, kind, kind === 'shares' ? `${run} ${id}` : id);
}

/** Counts answers and collects what is wrong with them. */
class FuzzTally {
  readonly kinds: Record<Kind, KindFigures> = { valid: none(), 'near-valid': none(), hostile: none() };
  readonly succeeded = new Set<string>();
  readonly breaches: string[] = [];
  slowestMs = 0;
  readonly #check: AnswerCheck;
  readonly #marks: readonly string[];

  constructor(check: AnswerCheck, marks: readonly string[]) {
    this.#check = check;
    this.#marks = marks;
  }

  /** Judges an answer. */
  note(kind: Kind, { operation, parts, answer, shown, ms }: Exchange): void {
    const figures = this.kinds[kind];
    figures.requests += 1;
    this.slowestMs = Math.max(this.slowestMs, Math.round(ms));
    if (answer.status < 300) {
      figures.succeeded += 1;
      this.succeeded.add(operation.id);
    } else if (answer.status < 500) figures.refused += 1;
    else figures.faults += 1;
    const faults =
      answer.status >= 500 ? [`a fault: ${answer.status}`] : this.#check(operation, parts.method, answer);
    if (answer.status < 500) figures.outsideSchema += faults.length;
    // Over all clients only the operator looks, who sees all of them.
    const marks = operation.path === '/admin/clients' ? [] : this.#marks;
    const text = `${answer.head}\n${answer.bytes.toString('latin1')}`;
    // What was asked for may be said again.
    const leaked = marks.filter((mark) => text.includes(mark) && !shown.includes(mark));
    figures.leaks += leaked.length;
    const wrong = [...faults, ...leaked.map((mark) => `a leak: ${mark}`)];
    this.breaches.push(...wrong.map((what) => `${what}\n  ${kind}: ${shown}\n  ${text.slice(0, 600)}`));
  }
}

const none = (): KindFigures => ({
  requests: 0,
  succeeded: 0,
  refused: 0,
  faults: 0,
  outsideSchema: 0,
  leaks: 0,
});

/** Sends so many requests, a few at once. */
async function sendRequests(
  url: string,
  store: Store,
  world: FuzzContext,
  requests: number,
  tally: FuzzTally,
): Promise<void> {
  const { own, random, document } = world;
  let sent = 0;
  const lane = async (until: number): Promise<void> => {
    while (sent < until) {
      sent += 1;
      const kind = kindOf(random);
      const operation = random.pick<DocumentedOperation>(document.operations);
      const valid = validRequest(world, operation);
      const parts = kind === 'valid' ? valid : mutateRequest(valid, world, kind === 'hostile');
      const answered = await exchange(url, operation, parts);
      tally.note(kind, answered);
      learn(own, answered);
    }
  };
  while (sent < requests) {
    const until = Math.min(requests, sent + RENEW_EVERY);
    await Promise.all(Array.from({ length: LANES }, () => lane(until)));
    await renew(url, store, own, sent);
  }
}

/** Asks a server of its own, with a database of its own, and judges what it answers. */
export async function measureFuzz(requests: number, seed: number): Promise<FuzzFigures> {
  const started = performance.now();
  const random = seededRandom(seed);
  const folder = join(tmpdir(), `vivavoce-fuzz-${process.pid}`);
  const config = configOf(folder);
  const server = await startServerUnderTest(config);
  const store = await openStore(config);
  try {
    const url = server.url();
    const document = await readApiDocument(url);
    const otherTenant = await seededTenant(url, store, `zq${seed}quill-nobody-else-says-this`);
    const own = await seededTenant(url, store, `own${seed}`);
    const spare = (await createTenant(store, 'spare', { credits: 10 })).id;
    const tally = new FuzzTally(createAnswerCheck(document), secretsOf(otherTenant));
    const before = await ownedRows(store, otherTenant);
    const world = { document, own, otherTenant, spare, operatorToken: OPERATOR_TOKEN, random };
    await sendRequests(url, store, world, requests, tally);
    if ((await ownedRows(store, otherTenant)) !== before)
      tally.breaches.push('what the stranger owns was changed');
    const lister = await newTenant(url, store, `lists${seed}`);
    const lists = await checkListFilters(url, store, lister, random, requests);
    const { kinds, breaches, slowestMs, succeeded } = tally;
    const all = Object.values(kinds);
    const succeededShare = all.reduce((sum, one) => sum + one.succeeded, 0) / Math.max(1, requests);
    const operations = document.operations.length;
    const neverSucceeded = document.operations.map(({ id }) => id).filter((id) => !succeeded.has(id));
    const seconds = Math.round((performance.now() - started) / 1000);
    return { seed, kinds, succeededShare, operations, neverSucceeded, lists, slowestMs, breaches, seconds };
  } finally {
    await server.stop();
    await store.close().catch(() => undefined); // Its database may have stopped already.
    await rm(folder, { recursive: true, force: true });
  }
}
