import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ACTOR_KINDS, AUDIT_ACTIONS, type AuditEntry } from '@vivavoce/contract';
import { stringify } from 'csv-stringify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AuditFilter, allActs, listActs } from '../../audit/list.ts';
import { recordAct } from '../../audit/record.ts';
import { actingBy, callerOf } from '../authentication.ts';
import type { ClientContext } from '../context.ts';
import { cursorOf, pageOf } from '../page.ts';
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

const COLUMNS = [
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
function rowOf({ actor, target, details, ...entry }: AuditEntry): Record<(typeof COLUMNS)[number], unknown> {
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
function csvOf(entries: AsyncIterable<AuditEntry>): Readable {
  const csv = stringify({ header: true, columns: [...COLUMNS], escape_formulas: true });
  const rows = async function* () {
    for await (const entry of entries) yield rowOf(entry);
  };
  // A failure reaches the answer as the end of the stream.
  void pipeline(Readable.from(rows()), csv).catch((error: Error) => csv.destroy(error));
  return csv;
}

/** `GET /audit`: who did what, newest first; all of it as CSV with `format=csv`. */
export function auditRoute({ storeOf }: ClientContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const query = new Query(request);
    const filter = filterOf(query);
    const format = query.one('format', z.enum(['json', 'csv'])) ?? 'json';
    const { clientId } = callerOf(request);
    const { db } = storeOf(request);
    if (format === 'json') {
      const { after, limit } = pageOf(query);
      const { entries, nextId } = await listActs(db, clientId, filter, { afterId: after, limit });
      return reply.send({ entries, nextCursor: cursorOf(nextId) });
    }
    await recordAct(db, { ...actingBy(request), action: 'audit.export' });
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.csv"')
      .send(csvOf(allActs(db, clientId, filter)));
  };
}
