import { type RunRow, runListSchema, submitResponseSchema } from '@vivavoce/contract';
import { createProject, operatorActor, type Store } from '@vivavoce/server';
import type { Random } from '../../simulate/random.ts';
import { newKey, type Tenant, waitUntilSettled } from './tenants.ts';

/** A run as the model knows it: what was submitted, and what the server said of the time and the end. */
type ModelRun = Pick<RunRow, 'id' | 'externalId' | 'status' | 'project' | 'metadata' | 'tags' | 'timestamp'>;

/** One choice of a filter: what it asks for, and which runs it lets through. */
interface Choice {
  readonly query: readonly (readonly [name: string, value: string])[];
  passes(run: ModelRun): boolean;
}

/** What came of it. */
export interface ListFigures {
  /** Ways to cross the filters that were tried. */
  readonly crossings: number;
  readonly requests: number;
  /** The queries whose lists are not those of the model. */
  readonly wrong: readonly string[];
}

const RUNS = 34;
/** Those that nobody finishes while the lists are read. */
const OPEN_RUNS = 10;
const ALL: Choice = { query: [], passes: () => true };

const filter = (name: string, value: string, passes: (run: ModelRun) => boolean): Choice => ({
  query: [[name, value]],
  passes,
});

/** Submits runs that differ in all that a filter looks at, and tells what is known of them, newest first. */
async function plant(url: string, store: Store, tenant: Tenant): Promise<ModelRun[]> {
  const by = operatorActor(tenant.clientId);
  const projects = [
    await createProject(store, by, { name: 'Sea' }),
    await createProject(store, by, { name: 'Land' }),
  ];
  const ids: string[] = [];
  const submitted: Pick<ModelRun, 'externalId' | 'project' | 'metadata' | 'tags'>[] = [];
  for (let n = 0; n < RUNS; n += 1) {
    const project = projects[n % 3] ?? null;
    const labels = {
      externalId: n % 2 === 0 ? 'a_%' : n % 5 === 0 ? null : 'A_%',
      project: project?.name ?? null,
      tags: [['x'], ['x', 'y'], [], ['y', 'x,']][n % 4] ?? [],
      metadata:
        ([{ k: 'v' }, { k: 'v', l: '1' }, {}, { k: 'V' }] as Record<string, string>[])[(n >> 1) % 4] ?? {},
    };
    const ends =
      n % 7 === 0 ? { refusal: 'NO_SPEECH_DETECTED' } : { ends: n % 3 === 0 ? 'partial' : 'success' };
    const takes = n >= RUNS - OPEN_RUNS ? { takesMs: 1e8 } : ends;
    const form = new FormData();
    form.append('audio', new Blob([JSON.stringify({ durationMs: 180_000, ...takes })]), 'x');
    if (labels.externalId !== null) form.append('externalId', labels.externalId);
    form.append('metadata', JSON.stringify(labels.metadata));
    form.append('tags', JSON.stringify(labels.tags));
    if (project) form.append('projectId', project.id);
    const headers = { cookie: tenant.cookie, 'x-csrf-token': tenant.csrfToken };
    const response = await fetch(`${url}/api/v1/speech/analyze`, { method: 'POST', headers, body: form });
    const { id } = submitResponseSchema.parse(await response.json());
    // What goes on for ever comes when the rest is done.
    if (n === RUNS - OPEN_RUNS - 1) for (const before of [...ids, id]) await waitUntilSettled(store, before);
    ids.push(id);
    submitted.push(labels);
  }
  const rows = await store.db.selectFrom('runs').select(['id', 'status', 'submitted_at']).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids
    .map((id, n): ModelRun => {
      const row = byId.get(id);
      const labels = submitted[n];
      if (!row || !labels) throw new Error(`The run ${id} is not there`);
      return { id, status: row.status, timestamp: row.submitted_at.toISOString(), ...labels };
    })
    .reverse();
}

/** Every filter with some of what it can ask for. */
function filtersOf(runs: readonly ModelRun[]): readonly (readonly Choice[])[] {
  const early = runs[Math.floor((2 * runs.length) / 3)]?.timestamp ?? '';
  const late = runs[Math.floor(runs.length / 3)]?.timestamp ?? '';
  const has = (tag: string) => (run: ModelRun) => run.tags.includes(tag);
  return [
    [
      ALL,
      filter('externalId', 'a_%', ({ externalId }) => externalId === 'a_%'),
      filter('externalId', '%', () => false),
    ],
    [
      ALL,
      ...(['success', 'failed', 'queued'] as const).map((s) =>
        filter('status', s, ({ status }) => status === s),
      ),
    ],
    [ALL, filter('createdAfter', early, ({ timestamp }) => timestamp >= early)],
    [ALL, filter('createdBefore', late, ({ timestamp }) => timestamp < late)],
    [
      ALL,
      filter('project', 'Sea', ({ project }) => project === 'Sea'),
      filter('project', 'sea', () => false),
    ],
    [
      ALL,
      filter('tag', 'x', has('x')),
      {
        query: [
          ['tag', 'x'],
          ['tag', 'y'],
        ],
        passes: (run) => has('x')(run) && has('y')(run),
      },
    ],
    [ALL, filter('metadata[k]', 'v', ({ metadata: { k } }) => k === 'v')],
    [ALL, filter('serviceType', 'speech', () => true), filter('serviceType', 'cv_deepmatch', () => false)],
  ];
}

const crossed = (filters: readonly (readonly Choice[])[]): Choice[][] =>
  filters.reduce<Choice[][]>(
    (ways, choices) => ways.flatMap((way) => choices.map((choice) => [...way, choice])),
    [[]],
  );

/** Reads a list to its end, page by page. */
async function readList(
  url: string,
  key: string,
  query: URLSearchParams,
): Promise<{ runs: RunRow[]; pages: number }> {
  const runs: RunRow[] = [];
  for (let pages = 1; ; pages += 1) {
    const response = await fetch(`${url}/api/v1/speech/runs?${query}`, { headers: { 'x-api-key': key } });
    const page = runListSchema.parse(await response.json());
    runs.push(...page.runs);
    if (page.nextCursor === null) return { runs, pages };
    query.set('cursor', page.nextCursor);
  }
}

const shown = ({ id, externalId, status, project, metadata, tags, timestamp }: ModelRun): string =>
  JSON.stringify([id, externalId, status, project, Object.entries(metadata).sort(), tags, timestamp]);

/**
 * Lists a client's runs by all filters crossed, page by page, and compares with what a plain loop over the same runs gives.
 * @param most how many crossings are tried at most, drawn by chance when there are more.
 */
export async function checkListFilters(
  url: string,
  store: Store,
  tenant: Tenant,
  random: Random,
  most: number,
): Promise<ListFigures> {
  const model = await plant(url, store, tenant);
  await store.db.deleteFrom('request_windows').execute();
  await newKey(store, tenant);
  const all = crossed(filtersOf(model));
  const tried = all.length <= most ? all : random.shuffled(all).slice(0, most);
  const wrong: string[] = [];
  let requests = 0;
  for (const way of tried) {
    const expected = model.filter((run) => way.every((choice) => choice.passes(run)));
    const limit = String(random.pick([1, 7, 20, 100].filter((size) => size > 1 || expected.length < 5)));
    const query = new URLSearchParams({ limit });
    for (const [name, value] of way.flatMap((choice) => choice.query)) query.append(name, value);
    const asked = query.toString();
    const { runs, pages } = await readList(url, tenant.key, query);
    requests += pages;
    if (runs.map(shown).join() !== expected.map(shown).join()) wrong.push(asked);
  }
  return { crossings: tried.length, requests, wrong };
}
