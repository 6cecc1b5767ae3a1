import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ACTOR_KINDS, AUDIT_ACTIONS, type AuditEntry } from '@vivavoce/contract';
import { stringify } from 'csv-stringify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AuditFilter, allAuditEntries, listAuditEntries } from '../../audit/list.ts';
import { recordAuditEntry } from '../../audit/record.ts';
import { actorContextOf, callerOf } from '../authentication.ts';
import type { TenantContext } from '../context.ts';
import { cursorOf, pageOf } from '../pagination.ts';
import { dateSchema, Query } from '../query.ts';

function filterOf(query: Query): AuditFilter {
  return {
    action: query.one('action', z.enum(AUDIT_ACTIONS)),
    actorKind: query.one('actorKind', z.enum(ACTOR_KINDS)),
    actorId: query.one('actorId', z.string()),
    targetId: query.one('targetId', z.string()),
    after: query.one('after', dateSchema, 'INVALID_DATE'),
    before: query.one('before', dateSchema, 'INVALID_DATE'),
  };
}

const CSV_COLUMNS = [
  'id',
  'at',
  'actorKind',
  'actorId',
  'actorLabel',
  'action',
  'target',
  'details',
  'address',
  'requestId',
] as const;

/** An entry as a row of a table. */
function csvRow({
  actor,
  target,
  details,
  ...entry
}: AuditEntry): Record<(typeof CSV_COLUMNS)[number], unknown> {
  return {
    ...entry,
    actorKind: actor.kind,
    actorId: actor.id,
    actorLabel: actor.label,
    target: JSON.stringify(target),
    details: JSON.stringify(details),
  };
}

/** Entries as CSV. What a spreadsheet would take for a formula is made a text. */
function csvStream(entries: AsyncIterable<AuditEntry>): Readable {
  const csv = stringify({ header: true, columns: [...CSV_COLUMNS], escape_formulas: true });
  const rows = async function* () {
    for await (const entry of entries) yield csvRow(entry);
  };
  // A failure reaches the answer as the end of the stream.
  void pipeline(Readable.from(rows()), csv).catch((error: Error) => csv.destroy(error));
  return csv;
}

/** `GET /audit`: who did what, newest first; all of it as CSV with `format=csv`. */
export function auditRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const query = new Query(request);
    const filter = filterOf(query);
    const format = query.one('format', z.enum(['json', 'csv'])) ?? 'json';
    const { tenantId } = callerOf(request);
    const { db } = storeOf(request);
    if (format === 'json') {
      const { after, limit } = pageOf(query);
      const { entries, nextId } = await listAuditEntries(db, tenantId, filter, { afterId: after, limit });
      return reply.send({ entries, nextCursor: cursorOf(nextId) });
    }
    await recordAuditEntry(db, { ...actorContextOf(request), action: 'audit.export' });
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.csv"')
      .send(csvStream(allAuditEntries(db, tenantId, filter)));
  };
}
