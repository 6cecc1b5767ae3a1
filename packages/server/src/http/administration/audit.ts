import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ADMINISTRATION_OPERATIONS, AuditEntry } from '@vivavoce/contract';
import { stringify } from 'csv-stringify';
import { allAuditEntries, listAuditEntries } from '../../audit/list.ts';
import { recordAuditEntry } from '../../audit/record.ts';
import { formatAuditHead, readAuditHead } from '../../audit/verify.ts';
import type { TenantContext } from '../context.ts';
import { cursorOf, pageOf } from '../pagination.ts';
import type { Handler } from '../route.ts';

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
  'sequence',
  'hash',
] as const;

/** An entry as a CSV row. */
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

/** Entries as CSV, with spreadsheet formulas escaped. */
function csvStream(entries: AsyncIterable<AuditEntry>): Readable {
  const csv = stringify({ header: true, columns: [...CSV_COLUMNS], escape_formulas: true });
  const rows = async function* () {
    for await (const entry of entries) yield csvRow(entry);
  };
  // A failure aborts the response.
  void pipeline(Readable.from(rows()), csv).catch((error: Error) => csv.destroy(error));
  return csv;
}

/** `GET /audit`: the audit log, newest first; all matching entries as CSV with `format=csv`. */
export function auditRoute({ storeOf }: TenantContext): Handler<typeof ADMINISTRATION_OPERATIONS.readAudit> {
  return async ({ query: { limit, cursor, format, ...filter }, caller, by, request, reply }) => {
    const { tenantId } = caller;
    const { db } = storeOf(request);
    if (format !== 'csv') {
      const page = { afterId: pageOf({ limit, cursor }).after, limit };
      const { entries, nextId } = await listAuditEntries(db, tenantId, filter, page);
      return { entries, nextCursor: cursorOf(nextId) };
    }
    await recordAuditEntry(db, { ...by, action: 'audit.export' });
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.csv"')
      .send(csvStream(allAuditEntries(db, tenantId, filter)));
  };
}

/** `GET /audit/head`: the head of the log's chain, to be kept elsewhere. */
export function auditHeadRoute({
  storeOf,
}: TenantContext): Handler<typeof ADMINISTRATION_OPERATIONS.readAuditHead> {
  return async ({ caller, request }) => {
    const head = await readAuditHead(storeOf(request).db, caller.tenantId);
    return { head: head && formatAuditHead(head), sequence: head?.sequence ?? 0 };
  };
}
