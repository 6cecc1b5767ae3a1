import type { RunList, RunRow } from '@vivavoce/contract';
import { type Connection, type RequestOptions, send } from './request.ts';

/** Which runs to list; all of them where nothing is said. */
export interface RunFilter {
  readonly externalId?: string;
  readonly status?: RunRow['status'];
  readonly createdAfter?: Date;
  readonly createdBefore?: Date;
  readonly project?: string;
  /** Runs that have all of these tags. */
  readonly tags?: readonly string[];
  /** Runs that have all of these values. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The longest page that the API gives. */
const PAGE_SIZE = 100;

/** The rows of a list, page after page as they are asked for. @param path with the filters in its query. */
export async function* paginate<Page extends { readonly nextCursor: string | null }, Row>(
  connection: Connection,
  path: string,
  options: RequestOptions,
  rowsOf: (page: Page) => Row[],
): AsyncGenerator<Row, void, undefined> {
  const [plain, filters] = path.split('?');
  const query = new URLSearchParams(filters);
  query.set('limit', String(PAGE_SIZE));
  for (;;) {
    const request = { ...options, method: 'GET', path: `${plain}?${query}`, isRetryable: true } as const;
    const page = await send<Page>(connection, request);
    yield* rowsOf(page);
    if (page.nextCursor === null) return;
    query.set('cursor', page.nextCursor);
  }
}

/** All runs that pass a filter, newest first; see `Vivavoce.runs`. */
export function listRuns(
  connection: Connection,
  filter: RunFilter,
  options: RequestOptions,
): AsyncIterable<RunRow> {
  return paginate(connection, `/speech/runs?${queryOf(filter)}`, options, (page: RunList) => page.runs);
}

function queryOf({ tags = [], metadata = {}, ...single }: RunFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(single)) {
    if (value !== undefined) query.append(name, value instanceof Date ? value.toISOString() : value);
  }
  for (const tag of tags) query.append('tag', tag);
  for (const [key, value] of Object.entries(metadata)) query.append(`metadata[${key}]`, value);
  return query;
}
