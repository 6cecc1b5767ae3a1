import { CANDIDATE_NAME_KEYS, RUN_STATUSES, type RunStatus } from '@vivavoce/contract';
import type { RunFilter } from '@vivavoce/sdk/console';
import { endOfDay, parseDay, startOfDay } from '../components/day-filter.ts';

/** The filters and the order in the address of the page. */
export interface RunQuery {
  /** What to search for, and where. */
  readonly search: string;
  readonly by: SearchField;
  /** Empty for any. */
  readonly status: RunStatus | '';
  /** Days, YYYY-MM-DD, both inclusive; empty for no limit. */
  readonly from: string;
  readonly to: string;
  readonly project: string;
  readonly sort: SortKey;
}

/** What a search compares. */
export const SEARCH_FIELDS = ['externalId', 'name', 'tag'] as const;
/** What a search compares. */
export type SearchField = (typeof SEARCH_FIELDS)[number];
/** Orders of the table, as the API sorts. */
const ORDERS = {
  newest: { sort: 'createdAt', order: 'desc' },
  oldest: { sort: 'createdAt', order: 'asc' },
  highest: { sort: 'overall', order: 'desc' },
  lowest: { sort: 'overall', order: 'asc' },
  longest: { sort: 'duration', order: 'desc' },
} as const satisfies Record<string, Pick<RunFilter, 'sort' | 'order'>>;

/** An order of the table. */
export type SortKey = keyof typeof ORDERS;
/** The orders of the table, in the order that they are offered. */
export const SORT_KEYS = Object.keys(ORDERS) as readonly SortKey[];

/** The metadata key that a search by name compares: the one that the upload page writes. */
const [NAME_KEY] = CANDIDATE_NAME_KEYS;

/** Reads the filters from an address; invalid values are ignored. */
export function parseRunQuery(address: URLSearchParams): RunQuery {
  const oneOf = <Value extends string>(values: readonly Value[], name: string): Value | undefined =>
    values.find((value) => value === address.get(name));
  return {
    search: address.get('q') ?? '',
    by: oneOf(SEARCH_FIELDS, 'by') ?? 'externalId',
    status: oneOf(RUN_STATUSES, 'status') ?? '',
    from: parseDay(address.get('from')),
    to: parseDay(address.get('to')),
    project: address.get('project') ?? '',
    sort: oneOf(SORT_KEYS, 'sort') ?? 'newest',
  };
}

/** Writes filters to an address; default values are left out. */
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
  const set = (name: string, value: string, defaultValue = '') => {
    if (value !== defaultValue) address.set(name, value);
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

/** The same query as a filter of the API. */
export function toRunFilter({ search, by, status, from, to, project, sort }: RunQuery): RunFilter {
  const text = search.trim();
  const searched: Record<SearchField, RunFilter> = {
    externalId: { externalId: text },
    name: { metadata: { [NAME_KEY]: text } },
    tag: { tags: [text] },
  };
  return {
    ...(text !== '' && searched[by]),
    ...(status !== '' && { status }),
    ...(project !== '' && { project }),
    ...(from !== '' && { createdAfter: startOfDay(from) }),
    ...(to !== '' && { createdBefore: endOfDay(to) }),
    ...ORDERS[sort],
  };
}

/** Whether a query leaves out any runs. */
export const isFiltered = (query: RunQuery): boolean =>
  [query.search.trim(), query.status, query.project, query.from, query.to].some((value) => value !== '');
