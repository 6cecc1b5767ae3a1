import {
  type AuditAction,
  type AuditDetails,
  type AuditTarget,
  auditDetailsSchema,
  auditTargetSchema,
} from '@vivavoce/contract';
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import type { ActorContext } from './actor.ts';

/** An act as it is recorded. */
export interface NewAuditEntry extends ActorContext {
  readonly action: AuditAction;
  /** Ids of what was acted upon, nothing about a person. */
  readonly target?: AuditTarget;
  /** Counts and new values of settings, never texts; what is undefined is left out. */
  readonly details?: Readonly<Record<string, AuditDetails[string] | undefined>>;
}

/**
 * Writes one entry of the audit log. Give it the transaction that does the act: both happen, or neither.
 * @throws ZodError if target or details hold anything else than ids, numbers and the like.
 */
export async function recordAuditEntry(trx: Database, entry: NewAuditEntry): Promise<void> {
  const { tenantId, actor, action, address, requestId } = entry;
  const target = auditTargetSchema.strict().parse(entry.target ?? {});
  const given = Object.entries(entry.details ?? {}).filter(([, value]) => value !== undefined);
  const details = auditDetailsSchema.parse(Object.fromEntries(given));
  await trx
    .insertInto('audit_entries')
    .values({
      client_id: tenantId,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_label: actor.label,
      action,
      target: JSON.stringify(target),
      details: JSON.stringify(details),
      address,
      request_id: requestId,
    })
    .execute();
}

/**
 * Removes the entries whose time is over; the database refuses to remove any other. Their links stay in the chain until the time of
 * all before them is over too: then the chain begins after them, and its head remembers where.
 * @returns how many entries.
 */
export async function deleteExpiredAuditEntries(db: Database): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('audit_entries')
      .where('kept_until', '<=', sql<Date>`now()`)
      .executeTakeFirst();
    if (numDeletedRows > 0n) await cutChains(trx);
    return Number(numDeletedRows);
  });
}

/** Begins each chain after the links before which nothing is kept any more. */
async function cutChains(trx: Database): Promise<void> {
  await sql`
    with expired as (
      select h.client_id, coalesce(
        (select c.seq from audit_chain c where c.client_id = h.client_id and c.kept_until > now() order by c.seq limit 1),
        h.seq + 1) - 1 as seq
      from audit_heads h),
    moved as (
      update audit_heads h set cut_seq = c.seq, cut_hash = c.hash, cut_at = now()
      from expired e join audit_chain c on c.client_id = e.client_id and c.seq = e.seq
      where h.client_id = e.client_id and e.seq > h.cut_seq returning h.client_id, h.cut_seq)
    delete from audit_chain c using moved m where c.client_id = m.client_id and c.seq <= m.cut_seq`.execute(
    trx,
  );
}
