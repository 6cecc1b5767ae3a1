/** Requests of the API as code with the SDK. */
import type { RecentRequest } from '../api/recent-requests.ts';

type RequestContent = Pick<RecentRequest, 'method' | 'path' | 'json' | 'form'>;

/** The parts of a request. */
interface MatchedRequest {
  /** Captures of the path pattern, as code. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  /** The JSON body as code. */
  readonly body: string;
  readonly form: readonly (readonly [string, string])[];
}

const RUN_PATH = '/speech/analyze/([^/]+)';

/** SDK methods by the request that they send. */
const SDK_CALLS: readonly (readonly [
  method: string,
  path: string,
  code: (parts: MatchedRequest) => string,
])[] = [
  ['GET', '/credits', () => 'credits()'],
  ['GET', '/health', () => 'health()'],
  ['GET', '/fairness', ({ query }) => `fairness({ groupBy: ${JSON.stringify(query.getAll('group'))} })`],
  [
    'GET',
    '/speech/runs/export',
    ({ query }) => `exportCandidate(${JSON.stringify(query.get('externalId'))})`,
  ],
  ['DELETE', '/speech/runs', ({ query }) => `eraseCandidate(${JSON.stringify(query.get('externalId'))})`],
  ['POST', '/speech/analyze', ({ form }) => `submit(${submitArguments(form)})`],
  ['GET', RUN_PATH, ({ ids: [id], query }) => `poll(${id}${readingOptions(query)})`],
  ['DELETE', RUN_PATH, ({ ids: [id] }) => `erase(${id})`],
  ['GET', `${RUN_PATH}/waveform`, ({ ids: [id] }) => `waveform(${id})`],
  ['GET', `${RUN_PATH}/history`, ({ ids: [id] }) => `history(${id})`],
  [
    'GET',
    `${RUN_PATH}/history/(\\d+)`,
    ({ ids: [id, number], query }) =>
      `revision(${id}, ${Number(number?.slice(1, -1))}${readingOptions(query)})`,
  ],
  ['PATCH', `${RUN_PATH}/transcript`, ({ ids: [id], body }) => `correctTranscript(${id}, ${body})`],
  ['POST', `${RUN_PATH}/review`, ({ ids: [id], body }) => `review(${id}, ${body})`],
  [
    'POST',
    `${RUN_PATH}/rescore`,
    ({ ids: [id], body }) =>
      `rescore(${id}, ${JSON.stringify((JSON.parse(body) as { candidateSpeaker: string }).candidateSpeaker)})`,
  ],
];

/** Requests that need a signed-in user; API keys cannot make them. */
const SESSION_ONLY_PATHS = /^\/(keys|users|sessions|session|invitations|webhooks|settings|audit)\b/;

/** Whether an API key can make the same request. */
export const isAllowedForApiKeys = ({ method, path }: Pick<RequestContent, 'method' | 'path'>): boolean =>
  !SESSION_ONLY_PATHS.test(path) && !(path.startsWith('/projects') && method !== 'GET');

/** The first lines of a program that uses the SDK. */
export const sdkSetupCode = (origin: string): string => `import { createVivavoce } from '@vivavoce/sdk';

const vivavoce = createVivavoce({ baseUrl: ${JSON.stringify(origin)}, apiKey: process.env.VIVAVOCE_KEY });`;

/** The same request with the SDK; null where it has no method for it. */
export function toSdkCode(request: RequestContent, origin: string): string | null {
  const [path = '', search = ''] = request.path.split('?');
  const query = new URLSearchParams(search);
  if (request.method === 'GET' && path === '/speech/runs')
    return `${sdkSetupCode(origin)}\n${listCode(query)}`;
  for (const [method, pattern, code] of SDK_CALLS) {
    const found = method === request.method ? new RegExp(`^${pattern}$`).exec(path) : null;
    if (!found) continue;
    const ids = found.slice(1).map((id) => JSON.stringify(decodeURIComponent(id)));
    const body = request.json === null ? '' : JSON.stringify(JSON.parse(request.json), null, 2);
    const call = code({ ids, query, body, form: request.form ?? [] });
    return `${sdkSetupCode(origin)}\nconst answer = await vivavoce.${call};`;
  }
  return null;
}

/** The language to read in as a further argument; nothing without one. */
function readingOptions(query: URLSearchParams): string {
  const reportLanguage = query.get('reportLanguage');
  return reportLanguage === null ? '' : `, { reportLanguage: ${JSON.stringify(reportLanguage)} }`;
}

/** The list with the filter of the query; the SDK handles page size and cursor. */
function listCode(query: URLSearchParams): string {
  const filter: Record<string, unknown> = {};
  const metadata: Record<string, string> = {};
  for (const [name, value] of query) {
    const [, key] = /^metadata\[(.*)\]$/.exec(name) ?? [];
    if (key !== undefined) metadata[key] = value;
    else if (name === 'tag') filter.tags = query.getAll('tag');
    else if (name !== 'cursor' && name !== 'limit') filter[name] = value;
  }
  if (Object.keys(metadata).length > 0) filter.metadata = metadata;
  const given = Object.keys(filter).length > 0 ? JSON.stringify(filter) : '';
  return `for await (const run of vivavoce.runs(${given})) console.log(run.id, run.status);`;
}

function submitArguments(form: readonly (readonly [string, string])[]): string {
  const file = form.find(([name]) => name === 'audio')?.[1].slice(1) ?? '';
  const fields = form.filter(([name]) => name !== 'audio' && name !== 'projectId');
  const given = Object.fromEntries(fields.map(([name, value]) => [name, fieldOf(value)]));
  return fields.length > 0
    ? `${JSON.stringify(file)}, ${JSON.stringify(given, null, 2)}`
    : JSON.stringify(file);
}

/** A form field as the SDK accepts it: objects and lists are JSON in the form. */
const fieldOf = (text: string): unknown => (/^[[{]|^(true|false)$/.test(text) ? JSON.parse(text) : text);
