import { RUN_STATUSES, type RunStatus } from '@vivavoce/contract';
import type { RunFilter } from '@vivavoce/sdk/console';
import { endOfDay, parseDay, startOfDay } from '../components/day-filter.ts';

/** The filters and the order in the address of the page. */
export interface RunQuery {
  /** Part of a name, an external id or a tag. */
  readonly search: string;
  /** What waits for a person; empty for all runs. */
  readonly attention: Attention | '';
  /** Empty for any. */
  readonly status: RunStatus | '';
  /** Days, YYYY-MM-DD, both inclusive; empty for no limit. */
  readonly from: string;
  readonly to: string;
  readonly project: string;
  readonly sort: SortKey;
}

/** What waits for a person: to be listened to, or to be reviewed at all. */
export const ATTENTION = ['listen', 'unreviewed'] as const;
/** What waits for a person. */
export type Attention = (typeof ATTENTION)[number];
const ATTENTION_FILTERS = {
  listen: { shouldListen: true, reviewed: false },
  unreviewed: { reviewed: false },
} as const satisfies Record<Attention, RunFilter>;
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

/** Reads the filters from an address; invalid values are ignored. */
export function parseRunQuery(address: URLSearchParams): RunQuery {
  const oneOf = <Value extends string>(values: readonly Value[], name: string): Value | undefined =>
    values.find((value) => value === address.get(name));
  return {
    search: address.get('q') ?? '',
    attention: oneOf(ATTENTION, 'attention') ?? '',
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
  attention,
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
  set('attention', attention);
  set('status', status);
  set('from', from);
  set('to', to);
  set('project', project);
  set('sort', sort, 'newest');
  return address;
}

/** The same query as a filter of the API. */
export function toRunFilter({ search, attention, status, from, to, project, sort }: RunQuery): RunFilter {
  const text = search.trim();
  return {
    ...(text !== '' && { search: text }),
    ...(attention !== '' && ATTENTION_FILTERS[attention]),
    ...(status !== '' && { status }),
    ...(project !== '' && { project }),
    ...(from !== '' && { createdAfter: startOfDay(from) }),
    ...(to !== '' && { createdBefore: endOfDay(to) }),
    ...ORDERS[sort],
  };
}

/** Whether a query leaves out any runs. */
export const isFiltered = (query: RunQuery): boolean =>
  [query.search.trim(), query.attention, query.status, query.project, query.from, query.to].some(
    (value) => value !== '',
  );
