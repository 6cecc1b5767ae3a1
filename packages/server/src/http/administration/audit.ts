import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ADMINISTRATION_OPERATIONS, AuditEntry, AuditTarget, ReportLanguage } from '@vivavoce/contract';
import { CONSOLE_CATALOGUES } from '@vivavoce/texts/console';
import { type AuditColumn, TABLE_TEXTS } from '@vivavoce/texts/tables';
import { type Options, stringify } from 'csv-stringify';
import { allAuditEntries, listAuditEntries } from '../../audit/list.ts';
import { recordAuditEntry } from '../../audit/record.ts';
import { formatAuditHead, readAuditHead } from '../../audit/verify.ts';
import type { TenantContext } from '../context.ts';
import { csvFormat } from '../csv-format.ts';
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
] as const satisfies readonly AuditColumn[];

/** What a table calls its columns, and how it tells an entry. */
interface AuditWords {
  readonly column: (name: AuditColumn) => string;
  readonly row: (entry: AuditEntry) => AuditRow;
}

type AuditRow = Readonly<Record<AuditColumn, unknown>>;

/** An entry as a row for programs. */
function csvRow({ actor, target, details, ...entry }: AuditEntry): AuditRow {
  return {
    ...entry,
    actorKind: actor.kind,
    actorId: actor.id,
    actorLabel: actor.label,
    target: JSON.stringify(target),
    details: JSON.stringify(details),
  };
}

/** What a table for people in a language, or else for programs, is written in. */
async function wordsIn(language: ReportLanguage | undefined): Promise<AuditWords> {
  if (language === undefined) return { column: (name) => name, row: csvRow };
  const { actions, targets, columns } = (await TABLE_TEXTS[language]()).audit;
  const { kinds } = (await CONSOLE_CATALOGUES[language]()).administration.audit;
  const named = (target: AuditTarget) =>
    Object.entries(target).map(([name, id]) => `${targets[name as keyof AuditTarget]} ${id}`);
  return {
    column: (name) => columns[name],
    row: (entry) => ({
      ...csvRow(entry),
      at: entry.at.slice(0, 19).replace('T', ' '),
      actorKind: kinds[entry.actor.kind],
      action: actions[entry.action],
      target: named(entry.target).join('; '),
      details: Object.entries(entry.details)
        .map(([name, value]) => `${name}: ${value}`)
        .join('; '),
    }),
  };
}

/** Entries as CSV. */
function csvStream(
  entries: AsyncIterable<AuditEntry>,
  { column, row }: AuditWords,
  format: Options,
): Readable {
  const columns = CSV_COLUMNS.map((key) => ({ key, header: column(key) }));
  const csv = stringify({ ...format, header: true, columns });
  const rows = async function* () {
    for await (const entry of entries) yield row(entry);
  };
  // A failure aborts the response.
  void pipeline(Readable.from(rows()), csv).catch((error: Error) => csv.destroy(error));
  return csv;
}

/** `GET /audit`: the audit log, newest first; all matching entries as CSV with `format=csv`. */
export function auditRoute({ storeOf }: TenantContext): Handler<typeof ADMINISTRATION_OPERATIONS.readAudit> {
  return async ({
    query: { limit, cursor, format, reportLanguage, ...filter },
    caller,
    by,
    request,
    reply,
  }) => {
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
      .send(
        csvStream(
          allAuditEntries(db, tenantId, filter),
          await wordsIn(reportLanguage),
          csvFormat(reportLanguage),
        ),
      );
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
