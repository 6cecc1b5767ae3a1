import {
  type ApiKey,
  type MadeApiKey,
  type NewApiKey,
  newApiKeySchema,
  type Rotation,
  rotationSchema,
} from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import type { Database, Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { generateApiKey } from './api-key-secret.ts';
import { findProject } from './projects.ts';
import { parseInput } from './tenants.ts';

type ApiKeyRow = Selectable<Tables['api_keys']>;
type ApiKeySettings = Pick<
  ApiKeyRow,
  'project_id' | 'expires_at' | 'allowed_networks' | 'requests_per_minute'
>;

function describeApiKey(row: ApiKeyRow, project: string | null): ApiKey {
  return {
    id: row.id,
    lastFour: row.last_four,
    projectId: row.project_id,
    project,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    allowedNetworks: row.allowed_networks,
    requestsPerMinute: row.requests_per_minute,
  };
}

/** The name of a client's project; null for no project. */
async function projectName(db: Database, tenantId: string, projectId: string | null): Promise<string | null> {
  if (projectId === null) return null;
  const project = await findProject(db, tenantId, projectId);
  if (!project) throw new ServiceError('NOT_FOUND', 'There is no such project');
  return project.name;
}

/** Stores a fresh key of a client and shows it, this once. */
async function insertApiKey(trx: Database, by: ActorContext, settings: ApiKeySettings): Promise<MadeApiKey> {
  const project = await projectName(trx, by.tenantId, settings.project_id);
  const { key, hash, lastFour } = generateApiKey();
  const row = await trx
    .insertInto('api_keys')
    .values({ ...settings, client_id: by.tenantId, hash, last_four: lastFour })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordAuditEntry(trx, { ...by, action: 'key.create', target: { keyId: row.id } });
  return { ...describeApiKey(row, project), key };
}

/**
 * Makes a key for a client.
 * @throws ServiceError if an option makes no sense, or the client has no such project.
 */
export async function issueApiKey(
  store: Store,
  by: ActorContext,
  asked: NewApiKey = {},
): Promise<MadeApiKey> {
  const { projectId, expiresAt, allowedNetworks, requestsPerMinute } = parseInput(newApiKeySchema, asked);
  return store.db.transaction().execute((trx) =>
    insertApiKey(trx, by, {
      project_id: projectId,
      expires_at: expiresAt === null ? null : new Date(expiresAt),
      allowed_networks: allowedNetworks,
      requests_per_minute: requestsPerMinute,
    }),
  );
}

/** The keys of a client, newest first. */
export async function listApiKeys(db: Database, tenantId: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
    .leftJoin('projects', 'projects.id', 'api_keys.project_id')
    .selectAll('api_keys')
    .select('projects.name as project')
    .where('api_keys.client_id', '=', tenantId)
    .orderBy('api_keys.created_at', 'desc')
    .execute();
  return rows.map(({ project, ...row }) => describeApiKey(row, project));
}

/**
 * Takes a key out of use at once, for good.
 * @throws ServiceError if the client has no such key.
 */
export async function revokeApiKey(store: Store, by: ActorContext, keyId: string): Promise<void> {
  if (!isId(keyId)) throw new ServiceError('NOT_FOUND', 'There is no such key');
  await store.db.transaction().execute(async (trx) => {
    const key = await trx
      .selectFrom('api_keys')
      .select('revoked_at')
      .where('id', '=', keyId)
      .where('client_id', '=', by.tenantId)
      .forUpdate()
      .executeTakeFirst();
    if (!key) throw new ServiceError('NOT_FOUND', 'There is no such key');
    if (key.revoked_at) return;
    await trx.updateTable('api_keys').set({ revoked_at: sql`now()` }).where('id', '=', keyId).execute();
    await recordAuditEntry(trx, { ...by, action: 'key.revoke', target: { keyId } });
  });
}

/**
 * Makes a key's successor with the same settings; both are accepted for some hours.
 * @throws ServiceError if the client has no such key, or it is not in use any more.
 */
export async function rotateApiKey(
  store: Store,
  by: ActorContext,
  keyId: string,
  rotation: Rotation = {},
): Promise<MadeApiKey> {
  const { overlapHours } = parseInput(rotationSchema, rotation);
  return store.db.transaction().execute(async (trx) => {
    const old = await trx
      .selectFrom('api_keys')
      .selectAll()
      .where('id', '=', isId(keyId) ? keyId : null)
      .where('client_id', '=', by.tenantId)
      .where('revoked_at', 'is', null)
      .where(sql<boolean>`(expires_at is null or expires_at > now())`)
      .forUpdate()
      .executeTakeFirst();
    if (!old) throw new ServiceError('NOT_FOUND', 'There is no such key in use');
    const { project_id, expires_at, allowed_networks, requests_per_minute } = old;
    const end = sql<Date>`least(expires_at, now() + ${overlapHours} * interval '1 hour')`;
    await trx.updateTable('api_keys').set({ expires_at: end }).where('id', '=', old.id).execute();
    await recordAuditEntry(trx, {
      ...by,
      action: 'key.rotate',
      target: { keyId: old.id },
      details: { overlapHours },
    });
    return insertApiKey(trx, by, { project_id, expires_at, allowed_networks, requests_per_minute });
  });
}
