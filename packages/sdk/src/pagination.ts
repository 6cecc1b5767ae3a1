import type { Connection } from './connection.ts';
import { type RequestOptions, send } from './request.ts';

/** One page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Pass it as `cursor` to get the next page; null on the last one. */
  readonly nextCursor: string | null;
}

/** Which page of a list to fetch. */
export interface PageOptions extends RequestOptions {
  /** `nextCursor` of the previous page; the first page without it. */
  readonly cursor?: string | null;
  /** Rows per page, at most 100; 100 by default. */
  readonly limit?: number;
}

/** A list: a loop over it fetches page after page, `page` fetches a single one. */
export interface PaginatedList<Row> extends AsyncIterable<Row> {
  page(options?: PageOptions): Promise<Page<Row>>;
}

/** The largest page that the API returns. */
const MAX_PAGE_SIZE = 100;

/**
 * A list of the API.
 * @param path with the filters in its query.
 * @param options for every request of a loop over the list.
 */
export function paginate<Body extends { readonly nextCursor: string | null }, Row>(
  connection: Connection,
  path: string,
  options: RequestOptions,
  rowsOf: (body: Body) => readonly Row[],
): PaginatedList<Row> {
  const [plain, filters] = path.split('?');
  const page = async ({ cursor, limit, ...pageOptions }: PageOptions = {}): Promise<Page<Row>> => {
    const query = new URLSearchParams(filters);
    query.set('limit', String(limit ?? MAX_PAGE_SIZE));
    if (cursor != null) query.set('cursor', cursor);
    const body = await send<Body>(connection, {
      ...options,
      ...pageOptions,
      method: 'GET',
      path: `${plain}?${query}`,
      isRetryable: true,
    });
    return { rows: rowsOf(body), nextCursor: body.nextCursor };
  };
  return {
    page,
    async *[Symbol.asyncIterator]() {
      let cursor: string | null = null;
      do {
        const { rows, nextCursor }: Page<Row> = await page({ cursor });
        yield* rows;
        cursor = nextCursor;
      } while (cursor !== null);
    },
  };
}

/** Filters as a query; those that are absent are left out, times are written as ISO 8601. */
export function queryOf(
  filters: Readonly<Record<string, string | boolean | Date | undefined>>,
): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value !== undefined) query.set(name, value instanceof Date ? value.toISOString() : String(value));
  }
  return query;
}
