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

/** Removes the entries whose time is over; the database refuses to remove any other. Returns how many. */
export async function deleteExpiredAuditEntries(db: Database): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('audit_entries')
    .where('kept_until', '<=', sql<Date>`now()`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
