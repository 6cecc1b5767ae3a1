import { RUN_STATUSES, type RunList, SERVICE_TYPES } from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listRuns, type RunFilter } from '../runs/list.ts';
import { callerOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { cursorOf, pageOf } from './pagination.ts';
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
    const { after: afterSeq, limit } = pageOf(query);
    if (serviceType !== undefined && serviceType !== 'speech') return { runs: [], nextCursor: null };
    const { runs, nextSeq } = await listRuns(storeOf(request).db, callerOf(request).tenantId, filter, {
      afterSeq,
      limit,
    });
    return { runs, nextCursor: cursorOf(nextSeq) };
  };
}
