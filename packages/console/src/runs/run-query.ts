import { RUN_STATUSES } from '@vivavoce/contract';

/** The filters as they stand in the address of the page. */
export interface RunQuery {
  /** What is searched for, and where. */
  readonly search: string;
  readonly by: SearchField;
  readonly status: string;
  /** Days, YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
  readonly project: string;
  readonly sort: SortKey;
}

/** Where a search looks. */
export const SEARCH_FIELDS = ['externalId', 'name', 'tag'] as const;
/** Where a search looks. */
export type SearchField = (typeof SEARCH_FIELDS)[number];
/** Orders of the table. */
export const SORT_KEYS = ['newest', 'oldest', 'highest', 'lowest', 'longest'] as const;
/** An order of the table. */
export type SortKey = (typeof SORT_KEYS)[number];

/** The metadata that a search by name compares. */
const NAME_KEY = 'candidate';
const DAY_MS = 86_400_000;
/** Runs of a page of the list. */
const PAGE_SIZE = 50;

/** Reads the filters out of an address; what makes no sense is left out. */
export function parseRunQuery(address: URLSearchParams): RunQuery {
  const oneOf = <Value extends string>(values: readonly Value[], name: string): Value | undefined =>
    values.find((value) => value === address.get(name));
  return {
    search: address.get('q') ?? '',
    by: oneOf(SEARCH_FIELDS, 'by') ?? 'externalId',
    status: oneOf(RUN_STATUSES, 'status') ?? '',
    from: dayIn(address, 'from'),
    to: dayIn(address, 'to'),
    project: address.get('project') ?? '',
    sort: oneOf(SORT_KEYS, 'sort') ?? 'newest',
  };
}

/** Writes filters into an address; what is as usual is left out. */
export function serializeRunQuery({
  search,
  by,
  status,
  from,
  to,
  project,
  sort,
}: RunQuery): URLSearchParams {
  const address = new URLSearchParams();
  const set = (name: string, value: string, usual = '') => {
    if (value !== usual) address.set(name, value);
  };
  set('q', search);
  set('by', by, 'externalId');
  set('status', status);
  set('from', from);
  set('to', to);
  set('project', project);
  set('sort', sort, 'newest');
  return address;
}

/** The same filters as `GET /speech/runs` takes them. */
export function toApiQuery({ search, by, status, from, to, project }: RunQuery): URLSearchParams {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
  const sought = search.trim();
  if (sought !== '') query.set(by === 'name' ? `metadata[${NAME_KEY}]` : by, sought);
  if (status !== '') query.set('status', status);
  if (project !== '') query.set('project', project);
  if (from !== '') query.set('createdAfter', startOf(from).toISOString());
  // The API leaves the end out; the page includes the whole day.
  if (to !== '') query.set('createdBefore', new Date(startOf(to).getTime() + DAY_MS).toISOString());
  return query;
}

function dayIn(address: URLSearchParams, name: string): string {
  const day = address.get(name) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : '';
}

/** Midnight of a day where the person is. */
const startOf = (day: string): Date => new Date(`${day}T00:00:00`);
