import { isStorable, jsonOf, type RUN_OPERATIONS, RUN_SORT_KEYS, SORT_ORDERS } from '@vivavoce/contract';
import { z } from 'zod';
import { isSortValue, listRuns, type RunOrder, type RunPosition } from '../runs/list.ts';
import type { TenantContext } from './context.ts';
import { invalidCursor } from './pagination.ts';
import type { Handler } from './route.ts';

/** The content of a cursor: the order of its list and the last row of its page. */
const cursorSchema = z.tuple([
  z.enum(RUN_SORT_KEYS),
  z.enum(SORT_ORDERS),
  z.string().refine(isStorable).nullable(),
  z.string().regex(/^\d{1,18}$/),
]);

const writeCursor = ({ sort, order }: RunOrder, { value, seq }: RunPosition): string =>
  Buffer.from(JSON.stringify([sort, order, value, seq])).toString('base64url');

/** The position in a cursor of a list that is sorted so; undefined if it is no such cursor. */
function readCursor(cursor: string, { sort, order }: RunOrder): RunPosition | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  const parsed = z.string().transform(jsonOf).pipe(cursorSchema).safeParse(text);
  if (!parsed.success) return undefined;
  const [cursorSort, cursorOrder, value, seq] = parsed.data;
  const isOfList = cursorSort === sort && cursorOrder === order && isSortValue(sort, value);
  return isOfList ? { value, seq } : undefined;
}

/** `GET /speech/runs`: the runs of the tenant, page by page. */
export function listRoute({ storeOf }: TenantContext): Handler<typeof RUN_OPERATIONS.listRuns> {
  return async ({ query, caller, request }) => {
    const { limit, cursor, serviceType, sort, order, tag: tags, ...filter } = query;
    const after = cursor === undefined ? null : readCursor(cursor, { sort, order });
    if (after === undefined) throw invalidCursor();
    if (serviceType !== undefined && serviceType !== 'speech') return { runs: [], nextCursor: null };
    const page = { sort, order, after, limit };
    const { runs, next } = await listRuns(storeOf(request), caller.tenantId, { ...filter, tags }, page);
    return { runs, nextCursor: next && writeCursor(page, next) };
  };
}
