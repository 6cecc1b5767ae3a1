import { RUN_STATUSES, type RunList, SERVICE_TYPES } from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listRuns, type RunFilter } from '../runs/list.ts';
import { callerOf } from './authentication.ts';
import type { ClientContext } from './context.ts';
import { Query } from './query.ts';
import { RequestError } from './request-errors.ts';

const limitSchema = z
  .string()
  .regex(/^\d{1,3}$/, 'a whole number from 1 to 100')
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= 100, 'a whole number from 1 to 100');
const DEFAULT_LIMIT = 20;

/** A cursor holds the place of the last run of its page. It is nobody's business what is in it. */
const cursorOf = (seq: string): string => Buffer.from(`seq:${seq}`).toString('base64url');
const cursorSchema = z
  .string()
  .transform((cursor) => /^seq:(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1] ?? '')
  .refine((seq) => seq !== '', 'not a cursor of this server');

const dateSchema = z
  .string()
  .refine(
    (text) =>
      z.iso.datetime({ offset: true }).safeParse(text).success || z.iso.date().safeParse(text).success,
    'an ISO 8601 date or time, such as 2026-01-31 or 2026-01-31T12:00:00Z',
  )
  .transform((text) => new Date(text));

/** What `tag` and `metadata[key]` ask for. Two values of one key cannot both hold. */
function labelsOf(query: Query): Pick<RunFilter, 'tags' | 'metadata'> {
  const pairs = query.pairs('metadata');
  const metadata = new Map(pairs);
  if (metadata.size < pairs.length) {
    throw new RequestError('INVALID_PARAMETERS', 'A key of metadata is given twice');
  }
  return { tags: query.all('tag'), metadata: Object.fromEntries(metadata) };
}

/** `GET /speech/runs`: the client's runs, newest first. */
export function listRoute({ storeOf }: ClientContext) {
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
    const limit = query.one('limit', limitSchema) ?? DEFAULT_LIMIT;
    const afterSeq = query.one('cursor', cursorSchema) ?? null;
    if (serviceType !== undefined && serviceType !== 'speech') return { runs: [], nextCursor: null };
    const { runs, nextSeq } = await listRuns(storeOf(request).db, callerOf(request).clientId, filter, {
      afterSeq,
      limit,
    });
    return { runs, nextCursor: nextSeq === null ? null : cursorOf(nextSeq) };
  };
}
