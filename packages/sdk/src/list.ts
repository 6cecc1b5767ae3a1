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
const PAGE = 100;

/** All runs that pass a filter, newest first, page after page as they are asked for; see `Vivavoce.runs`. */
export async function* listRuns(
  connection: Connection,
  filter: RunFilter,
  options: RequestOptions,
): AsyncGenerator<RunRow, void, undefined> {
  const query = queryOf(filter);
  for (;;) {
    const path = `/speech/runs?${query}`;
    const page = await send<RunList>(connection, { ...options, method: 'GET', path, isRepeatable: true });
    yield* page.runs;
    if (page.nextCursor === null) return;
    query.set('cursor', page.nextCursor);
  }
}

function queryOf({ tags = [], metadata = {}, ...single }: RunFilter): URLSearchParams {
  const query = new URLSearchParams({ limit: String(PAGE) });
  for (const [name, value] of Object.entries(single)) {
    if (value !== undefined) query.append(name, value instanceof Date ? value.toISOString() : value);
  }
  for (const tag of tags) query.append('tag', tag);
  for (const [key, value] of Object.entries(metadata)) query.append(`metadata[${key}]`, value);
  return query;
}
