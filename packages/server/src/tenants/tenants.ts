import {
  type ClientChanges,
  type ClientDescription,
  clientChangesSchema,
  describeInputError,
  inputIssueMessage,
  type NewClient,
  newClientSchema,
} from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import { DatabaseError } from 'pg';
import type { z } from 'zod';
import { type ActorContext, type ActorOrigin, COMMAND_LINE_ORIGIN, operatorActor } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { recordGrant } from '../credits/ledger.ts';
import { isId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import type { Database, Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { setSsoRequired } from './single-sign-on.ts';

/** A tenant: whoever owns users, keys, runs and credits. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  /** Whether recordings in other languages than English may be submitted. */
  readonly multilingual: boolean;
  /** Credits after its making. */
  readonly credits: number;
}

const UNIQUE_VIOLATION = '23505';

/** An error of the database as what it means where a name has to be the only one of its kind. */
export function nameTakenError(error: unknown, message: string): unknown {
  const isTaken = error instanceof DatabaseError && error.code === UNIQUE_VIOLATION;
  return isTaken ? new ServiceError('NAME_TAKEN', message) : error;
}

/**
 * Parses input by a schema of the contract.
 * @throws ServiceError INVALID_PARAMETERS that names every invalid field.
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: inputIssueMessage });
  if (parsed.success) return parsed.data;
  throw new ServiceError('INVALID_PARAMETERS', describeInputError(parsed.error));
}

/**
 * Makes a client.
 * @throws ServiceError if the name is taken or empty, or the credits are not a whole number of 0 or more.
 */
export async function createTenant(
  store: Store,
  name: string,
  options: Omit<NewClient, 'name'> = {},
  origin: ActorOrigin = COMMAND_LINE_ORIGIN,
): Promise<Tenant> {
  const { credits, speech, multilingual, ...asked } = parseInput(newClientSchema, { ...options, name });
  try {
    return await store.db.transaction().execute(async (trx) => {
      const values = { name: asked.name, speech, multilingual };
      const { id } = await trx.insertInto('clients').values(values).returning('id').executeTakeFirstOrThrow();
      if (credits > 0) await recordGrant(trx, id, credits);
      const details = { credits, speech, multilingual };
      await recordAuditEntry(trx, { ...origin, tenantId: id, action: 'client.create', details });
      return { id, name: asked.name, multilingual, credits };
    });
  } catch (error) {
    throw nameTakenError(error, `There is a client named ${name.trim()} already`);
  }
}

type TenantRow = Selectable<Tables['clients']> & {
  readonly balance: number;
  readonly held: number;
  /** Bytes as text. */
  readonly stored_bytes: string;
};

function describeTenant(row: TenantRow): ClientDescription {
  return {
    id: row.id,
    name: row.name,
    active: row.active,
    speech: row.speech,
    multilingual: row.multilingual,
    maxActiveRuns: row.max_active_runs,
    maxStoredBytes: row.max_stored_bytes === null ? null : Number(row.max_stored_bytes),
    storedBytes: Number(row.stored_bytes),
    audioDays: row.audio_days,
    resultDays: row.result_days,
    auditDays: row.audit_days,
    requestDays: row.request_days,
    requiresSso: row.sso_required_at !== null,
    requiresSecondFactor: row.second_factor_required,
    requiresConsent: row.requires_consent,
    balance: row.balance,
    held: row.held,
    createdAt: row.created_at.toISOString(),
  };
}

const tenantsWithCredits = (db: Database) =>
  db
    .selectFrom('clients')
    .innerJoin('credit_accounts', 'credit_accounts.client_id', 'clients.id')
    .leftJoin('stored_bytes', 'stored_bytes.client_id', 'clients.id')
    .selectAll('clients')
    .select(['balance', 'held', sql<string>`coalesce(stored_bytes.bytes, 0)`.as('stored_bytes')]);

/** A page of the clients by name, after a name. */
export async function listTenants(
  db: Database,
  { afterName, limit }: { readonly afterName: string | null; readonly limit: number },
): Promise<{ readonly tenants: ClientDescription[]; readonly nextName: string | null }> {
  const rows = await tenantsWithCredits(db)
    .$if(afterName !== null, (tenants) => tenants.where('name', '>', afterName as string))
    .orderBy('name')
    .limit(limit + 1)
    .execute();
  const tenants = rows.slice(0, limit).map(describeTenant);
  return { tenants, nextName: rows.length > limit ? (tenants.at(-1)?.name ?? null) : null };
}

/**
 * A client as it stands.
 * @throws ServiceError if there is none of that id.
 */
export async function readTenant(db: Database, tenantId: string): Promise<ClientDescription> {
  const row = isId(tenantId)
    ? await tenantsWithCredits(db).where('clients.id', '=', tenantId).executeTakeFirst()
    : undefined;
  if (!row) throw new ServiceError('NOT_FOUND', 'There is no such client');
  return describeTenant(row);
}

/**
 * The id of a client by its name.
 * @throws ServiceError if there is none of that name.
 */
export async function tenantIdOf(db: Database, name: string): Promise<string> {
  const row = await db.selectFrom('clients').select('id').where('name', '=', name.trim()).executeTakeFirst();
  if (!row) throw new ServiceError('NOT_FOUND', `There is no client named ${name}`);
  return row.id;
}

/**
 * Changes a client; what is absent stays as it is.
 * @throws ServiceError if there is no such client, the name is taken, or a value makes no sense.
 */
export async function updateTenant(
  store: Store,
  by: ActorContext,
  changes: ClientChanges,
): Promise<ClientDescription> {
  const { name, ...values } = parseInput(clientChangesSchema, changes);
  const {
    audioDays,
    resultDays,
    auditDays,
    requestDays,
    requiresSso,
    requiresSecondFactor,
    requiresConsent,
    maxActiveRuns,
    maxStoredBytes,
    ...permissions
  } = values;
  try {
    return await store.db.transaction().execute(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('clients')
        .set({
          ...permissions,
          audio_days: audioDays,
          result_days: resultDays,
          audit_days: auditDays,
          request_days: requestDays,
          requires_consent: requiresConsent,
          second_factor_required: requiresSecondFactor,
          max_active_runs: maxActiveRuns,
          max_stored_bytes: maxStoredBytes,
          // Always set, so that a change of nothing is one too.
          name: name ?? sql<string>`name`,
        })
        .where('id', '=', by.tenantId)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new ServiceError('NOT_FOUND', 'There is no such client');
      if (requiresSso !== undefined) await setSsoRequired(trx, by.tenantId, requiresSso);
      const details = { ...values, ...(name === undefined ? {} : { renamed: true }) };
      await recordAuditEntry(trx, { ...by, action: 'client.change', details });
      return readTenant(trx, by.tenantId);
    });
  } catch (error) {
    throw nameTakenError(error, `There is a client named ${name} already`);
  }
}

/**
 * Changes a client of a name, at the command line; see {@link updateTenant}.
 * @throws ServiceError as there, and if there is no client of that name.
 */
export async function updateTenantByName(store: Store, name: string, changes: ClientChanges): Promise<void> {
  await updateTenant(store, operatorActor(await tenantIdOf(store.db, name)), changes);
}
