import { externalIdSchema } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { recordAuditEntry } from '../audit/record.ts';
import { fairnessCsv } from '../fairness/csv.ts';
import { assessedPeople } from '../fairness/people.ts';
import { type FairnessQuery, fairnessReport } from '../fairness/report.ts';
import { actorContextOf, callerOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { dateSchema, Query } from './query.ts';
import { RequestError } from './request-errors.ts';

/** Keys that groups can be crossed by. */
const MAX_KEYS = 2;
/** More values than this are no groups: they are names or numbers of people. */
const MAX_GROUPS = 100;

function fairnessQueryOf(query: Query): FairnessQuery {
  const groupedBy = query.all('group');
  if (groupedBy.length < 1 || groupedBy.length > MAX_KEYS || new Set(groupedBy).size < groupedBy.length) {
    throw new RequestError(
      'INVALID_PARAMETERS',
      'group: name one key of the metadata, or two different ones',
      {
        details: { field: 'group' },
      },
    );
  }
  const key = query.one('outcome', externalIdSchema);
  const selected = query.one('selected', z.string());
  if ((key === undefined) !== (selected === undefined)) {
    throw new RequestError('INVALID_PARAMETERS', 'Give outcome and selected together, or neither');
  }
  return { groupedBy, outcome: key === undefined || selected === undefined ? null : { key, selected } };
}

/** `GET /fairness`: whether groups that the client named in the metadata fare alike. */
export function fairnessRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const query = new Query(request);
    const question = fairnessQueryOf(query);
    const format = query.one('format', z.enum(['json', 'csv'])) ?? 'json';
    const filter = {
      createdAfter: query.one('createdAfter', dateSchema, 'INVALID_DATE'),
      createdBefore: query.one('createdBefore', dateSchema, 'INVALID_DATE'),
      project: query.one('project', z.string()),
    };
    const { db } = storeOf(request);
    const people = await assessedPeople(db, callerOf(request).tenantId, question, filter);
    const groups = new Set(people.flatMap(({ group }) => (group === null ? [] : [JSON.stringify(group)])));
    if (groups.size > MAX_GROUPS) {
      const message = `group: ${groups.size} different values are no groups, at most ${MAX_GROUPS} are`;
      throw new RequestError('INVALID_PARAMETERS', message, { details: { field: 'group' } });
    }
    const report = fairnessReport(people, question);
    await recordAuditEntry(db, {
      ...actorContextOf(request),
      action: 'fairness.read',
      details: { people: people.length },
    });
    reply.header('cache-control', 'private, no-store');
    if (format === 'json') return reply.send(report);
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="fairness.csv"')
      .send(fairnessCsv(report));
  };
}
