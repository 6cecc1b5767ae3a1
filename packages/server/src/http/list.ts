import {
  isStorable,
  jsonOf,
  RUN_SORT_KEYS,
  RUN_STATUSES,
  type RunList,
  SERVICE_TYPES,
  SORT_ORDERS,
} from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isSortValue, listRuns, type RunFilter, type RunOrder, type RunPosition } from '../runs/list.ts';
import { callerOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { limitOf } from './pagination.ts';
import { dateSchema, Query } from './query.ts';
import { RequestError } from './request-errors.ts';

/** What `tag` and `metadata[key]` ask for. Two values of one key cannot both hold. */
function labelsOf(query: Query): Pick<RunFilter, 'tags' | 'metadata'> {
  const pairs = query.pairs('metadata');
  const metadata = new Map(pairs);
  if (metadata.size < pairs.length) {
    throw new RequestError('INVALID_PARAMETERS', 'A key of metadata is given twice');
  }
  return { tags: query.all('tag'), metadata: Object.fromEntries(metadata) };
}

/** A cursor as it is written: the order of its list, and the last row of its page. */
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

/** `GET /speech/runs`: the client's runs, newest first. */
export function listRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<RunList> => {
    const query = new Query(request);
    const filter: RunFilter = {
      externalId: query.one('externalId', z.string()),
      status: query.one('status', z.enum(RUN_STATUSES), 'INVALID_STATUS'),
      createdAfter: query.one('createdAfter', dateSchema, 'INVALID_DATE'),
      createdBefore: query.one('createdBefore', dateSchema, 'INVALID_DATE'),
      project: query.one('project', z.string()),
      ...labelsOf(query),
    };
    const serviceType = query.one('serviceType', z.enum(SERVICE_TYPES), 'INVALID_SERVICE_TYPE');
    const order: RunOrder = {
      sort: query.one('sort', z.enum(RUN_SORT_KEYS)) ?? 'createdAt',
      order: query.one('order', z.enum(SORT_ORDERS)) ?? 'desc',
    };
    const cursor = query.one('cursor', z.string());
    const after = cursor === undefined ? null : readCursor(cursor, order);
    if (after === undefined) {
      throw new RequestError('INVALID_PARAMETERS', 'cursor: not one of a list with this sort and order', {
        details: { field: 'cursor' },
      });
    }
    const limit = limitOf(query);
    if (serviceType !== undefined && serviceType !== 'speech') return { runs: [], nextCursor: null };
    const { tenantId } = callerOf(request);
    const { runs, next } = await listRuns(storeOf(request).db, tenantId, filter, { ...order, after, limit });
    return { runs, nextCursor: next && writeCursor(order, next) };
  };
}
