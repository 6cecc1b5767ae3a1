import type { ActorKind, AuditAction, AuditEntry, AuditTarget } from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import type { Database, Tables } from '../store/database.ts';

/** Which entries are listed; a filter that is absent lets everything through, all others must hold. */
export interface AuditFilter {
  readonly action?: AuditAction | undefined;
  readonly actorKind?: ActorKind | undefined;
  /** Id of a key or a user. */
  readonly actorId?: string | undefined;
  /** Id of the run, key, user or whatever else was acted upon. */
  readonly targetId?: string | undefined;
  /** At this time or later. */
  readonly after?: Date | undefined;
  /** Before this time. */
  readonly before?: Date | undefined;
}

/** A part of the log: after an entry, so many. */
export interface AuditPage {
  /** Id of the last entry of the page before; null for the first page. */
  readonly afterId: string | null;
  readonly limit: number;
}

/** An entry with its place in the chain. */
type LinkedRow = Selectable<Tables['audit_entries']> & { readonly seq: string; readonly hash: Buffer };

function toAuditEntry(row: LinkedRow): AuditEntry {
  return {
    id: row.id,
    at: row.created_at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, label: row.actor_label },
    action: row.action,
    target: row.target as AuditTarget,
    details: row.details,
    address: row.address,
    requestId: row.request_id,
    sequence: Number(row.seq),
    hash: row.hash.toString('hex'),
  };
}

/** What the link of an entry has. */
const linkOf = <Value>(column: 'seq' | 'hash') =>
  sql<Value>`(select link.${sql.ref(column)} from audit_chain link where link.entry_id = audit_entries.id)`;

/** A page of a client's audit log, newest first. */
export async function listAuditEntries(
  db: Database,
  tenantId: string,
  filter: AuditFilter,
  { afterId, limit }: AuditPage,
): Promise<{ readonly entries: AuditEntry[]; readonly nextId: string | null }> {
  const { action, actorKind, actorId, targetId, after, before } = filter;
  const rows = await db
    .selectFrom('audit_entries')
    .selectAll('audit_entries')
    // Looked up for what is listed alone: a join might read the chains of others from their end.
    .select([linkOf<string>('seq').as('seq'), linkOf<Buffer>('hash').as('hash')])
    .where('audit_entries.client_id', '=', tenantId)
    .$if(action !== undefined, (query) => query.where('action', '=', action as AuditAction))
    .$if(actorKind !== undefined, (query) => query.where('actor_kind', '=', actorKind as ActorKind))
    .$if(actorId !== undefined, (query) => query.where('actor_id', '=', actorId as string))
    .$if(targetId !== undefined, (query) => query.where('subject_id', '=', targetId as string))
    .$if(after !== undefined, (query) => query.where('created_at', '>=', after as Date))
    .$if(before !== undefined, (query) => query.where('created_at', '<', before as Date))
    .$if(afterId !== null, (query) => query.where('audit_entries.id', '<', afterId as string))
    .orderBy('audit_entries.id', 'desc')
    .limit(limit + 1)
    .execute();
  const entries = rows.slice(0, limit).map(toAuditEntry);
  return { entries, nextId: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

const EXPORT_PAGE_SIZE = 1000;

/** All entries of a client that a filter lets through, newest first, read as they are asked for. */
export async function* allAuditEntries(
  db: Database,
  tenantId: string,
  filter: AuditFilter,
): AsyncGenerator<AuditEntry> {
  let afterId: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listAuditEntries>> = await listAuditEntries(db, tenantId, filter, {
      afterId,
      limit: EXPORT_PAGE_SIZE,
    });
    yield* page.entries;
    afterId = page.nextId;
  } while (afterId !== null);
}
