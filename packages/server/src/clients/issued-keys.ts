import {
  type ApiKey,
  type MadeApiKey,
  type NewApiKey,
  newApiKeySchema,
  type Rotation,
  rotationSchema,
} from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import type { Acting } from '../audit/actor.ts';
import { recordAct } from '../audit/record.ts';
import { isId } from '../ids.ts';
import type { Database, Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { ClientError } from './client-error.ts';
import { checked } from './clients.ts';
import { newKey } from './key-secret.ts';
import { findProject } from './projects.ts';

type KeyRow = Selectable<Tables['api_keys']>;
type KeySettings = Pick<KeyRow, 'project_id' | 'expires_at' | 'allowed_networks' | 'requests_per_minute'>;

function describeKey(row: KeyRow, project: string | null): ApiKey {
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
async function projectName(db: Database, clientId: string, projectId: string | null): Promise<string | null> {
  if (projectId === null) return null;
  const project = await findProject(db, clientId, projectId);
  if (!project) throw new ClientError('There is no such project', 'NOT_FOUND');
  return project.name;
}

/** Stores a fresh key of a client and shows it, this once. */
async function insertKey(trx: Database, by: Acting, settings: KeySettings): Promise<MadeApiKey> {
  const project = await projectName(trx, by.clientId, settings.project_id);
  const { key, hash, lastFour } = newKey();
  const row = await trx
    .insertInto('api_keys')
    .values({ ...settings, client_id: by.clientId, hash, last_four: lastFour })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordAct(trx, { ...by, action: 'key.create', target: { keyId: row.id } });
  return { ...describeKey(row, project), key };
}

/**
 * Makes a key for a client.
 * @throws ClientError if an option makes no sense, or the client has no such project.
 */
export async function issueKey(store: Store, by: Acting, asked: NewApiKey = {}): Promise<MadeApiKey> {
  const { projectId, expiresAt, allowedNetworks, requestsPerMinute } = checked(
    newApiKeySchema,
    asked,
    'A key',
  );
  return store.db.transaction().execute((trx) =>
    insertKey(trx, by, {
      project_id: projectId,
      expires_at: expiresAt === null ? null : new Date(expiresAt),
      allowed_networks: allowedNetworks,
      requests_per_minute: requestsPerMinute,
    }),
  );
}

/** The keys of a client, newest first. */
export async function listKeys(db: Database, clientId: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
    .leftJoin('projects', 'projects.id', 'api_keys.project_id')
    .selectAll('api_keys')
    .select('projects.name as project')
    .where('api_keys.client_id', '=', clientId)
    .orderBy('api_keys.created_at', 'desc')
    .execute();
  return rows.map(({ project, ...row }) => describeKey(row, project));
}

/**
 * Takes a key out of use at once, for good.
 * @throws ClientError if the client has no such key.
 */
export async function revokeKey(store: Store, by: Acting, keyId: string): Promise<void> {
  if (!isId(keyId)) throw new ClientError('There is no such key', 'NOT_FOUND');
  await store.db.transaction().execute(async (trx) => {
    const key = await trx
      .selectFrom('api_keys')
      .select('revoked_at')
      .where('id', '=', keyId)
      .where('client_id', '=', by.clientId)
      .forUpdate()
      .executeTakeFirst();
    if (!key) throw new ClientError('There is no such key', 'NOT_FOUND');
    if (key.revoked_at) return;
    await trx.updateTable('api_keys').set({ revoked_at: sql`now()` }).where('id', '=', keyId).execute();
    await recordAct(trx, { ...by, action: 'key.revoke', target: { keyId } });
  });
}

/**
 * Makes a key's successor with the same settings; both are accepted for some hours.
 * @throws ClientError if the client has no such key, or it is not in use any more.
 */
export async function rotateKey(
  store: Store,
  by: Acting,
  keyId: string,
  rotation: Rotation = {},
): Promise<MadeApiKey> {
  const { overlapHours } = checked(rotationSchema, rotation, 'A rotation');
  return store.db.transaction().execute(async (trx) => {
    const old = await trx
      .selectFrom('api_keys')
      .selectAll()
      .where('id', '=', isId(keyId) ? keyId : null)
      .where('client_id', '=', by.clientId)
      .where('revoked_at', 'is', null)
      .where(sql<boolean>`(expires_at is null or expires_at > now())`)
      .forUpdate()
      .executeTakeFirst();
    if (!old) throw new ClientError('There is no such key in use', 'NOT_FOUND');
    const { project_id, expires_at, allowed_networks, requests_per_minute } = old;
    const end = sql<Date>`least(expires_at, now() + ${overlapHours} * interval '1 hour')`;
    await trx.updateTable('api_keys').set({ expires_at: end }).where('id', '=', old.id).execute();
    await recordAct(trx, {
      ...by,
      action: 'key.rotate',
      target: { keyId: old.id },
      details: { overlapHours },
    });
    return insertKey(trx, by, { project_id, expires_at, allowed_networks, requests_per_minute });
  });
}
