import { createHash, randomInt } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Caller } from '../accounts/caller.ts';
import { isId } from '../ids.ts';
import type { Database, Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { ClientError } from './clients.ts';
import { isNetwork } from './networks.ts';

/** A key at the only moment that it is known in full. */
export interface NewKey {
  readonly id: string;
  /** The name of the client that it belongs to. */
  readonly client: string;
  /** The key in full: shown once, never stored. */
  readonly key: string;
  readonly lastFour: string;
}

/** What a key can be given. */
export interface NewKeyOptions {
  /** Name of the client's project that the key's runs belong to; the project is made if there is none. */
  readonly project?: string;
  /** From when on the key is refused. */
  readonly expiresAt?: Date;
  /** Addresses or ranges (CIDR) that the key may be used from; none: from everywhere. */
  readonly allowedNetworks?: readonly string[];
  /** The key's own rate limit instead of the server's. */
  readonly requestsPerMinute?: number;
}

/** A key as it can be shown at any time. */
export interface KeyDescription {
  readonly id: string;
  readonly lastFour: string;
  readonly project: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly allowedNetworks: readonly string[];
  readonly requestsPerMinute: number | null;
}

/** Why a key is not accepted. */
export type KeyRefusal = 'INVALID_API_KEY' | 'API_KEY_EXPIRED' | 'CLIENT_INACTIVE';

const PREFIX = 'vv_live_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_LENGTH = 40;
const KEY = /^vv_live_[0-9A-Za-z]{32,128}$/;

const optionsSchema = z.object({
  project: z.string().trim().min(1).max(200).optional(),
  expiresAt: z.date().optional(),
  allowedNetworks: z
    .array(z.string().refine(isNetwork, 'an allowed network is an address or a range such as 10.0.0.0/8'))
    .max(100)
    .optional(),
  requestsPerMinute: z.int().min(1).max(1_000_000).optional(),
});

/** A key holds 238 random bits, so that a plain hash cannot be turned round and needs no salt. */
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

const newSecret = (): string =>
  PREFIX + Array.from({ length: SECRET_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** The id of a client by its name. */
async function clientIdOf(db: Database, name: string): Promise<string> {
  const client = await db
    .selectFrom('clients')
    .select('id')
    .where('name', '=', name.trim())
    .executeTakeFirst();
  if (!client) throw new ClientError(`There is no client named ${name}`);
  return client.id;
}

/** The id of a client's project, made if there is none of that name. */
async function projectIdOf(db: Database, clientId: string, name: string): Promise<string> {
  const project = await db
    .insertInto('projects')
    .values({ client_id: clientId, name })
    .onConflict((taken) => taken.columns(['client_id', 'name']).doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return project.id;
}

type KeyRow = Selectable<Tables['api_keys']>;
type KeySettings = Pick<
  KeyRow,
  'client_id' | 'project_id' | 'expires_at' | 'allowed_networks' | 'requests_per_minute'
>;

/** Stores a fresh key's hash and last four characters. */
async function insertKey(db: Database, client: string, settings: KeySettings): Promise<NewKey> {
  const key = newSecret();
  const lastFour = key.slice(-4);
  const row = await db
    .insertInto('api_keys')
    .values({ ...settings, hash: hashOf(key), last_four: lastFour })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, client, key, lastFour };
}

/**
 * Makes a key for a client.
 * @throws ClientError if there is no client of that name, or an option makes no sense.
 */
export async function createKey(
  store: Store,
  clientName: string,
  options: NewKeyOptions = {},
): Promise<NewKey> {
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) throw new ClientError(`A key cannot be like that. ${z.prettifyError(parsed.error)}`);
  const { project, expiresAt, allowedNetworks = [], requestsPerMinute } = parsed.data;
  return store.db.transaction().execute(async (trx) => {
    const clientId = await clientIdOf(trx, clientName);
    return insertKey(trx, clientName.trim(), {
      client_id: clientId,
      project_id: project === undefined ? null : await projectIdOf(trx, clientId, project),
      expires_at: expiresAt ?? null,
      allowed_networks: allowedNetworks,
      requests_per_minute: requestsPerMinute ?? null,
    });
  });
}

/**
 * The keys of a client, newest first.
 * @throws ClientError if there is no client of that name.
 */
export async function listKeys(store: Store, clientName: string): Promise<KeyDescription[]> {
  const rows = await store.db
    .selectFrom('api_keys')
    .leftJoin('projects', 'projects.id', 'api_keys.project_id')
    .selectAll('api_keys')
    .select('projects.name as project')
    .where('api_keys.client_id', '=', await clientIdOf(store.db, clientName))
    .orderBy('api_keys.created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    lastFour: row.last_four,
    project: row.project,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    allowedNetworks: row.allowed_networks,
    requestsPerMinute: row.requests_per_minute,
  }));
}

/** Takes a key out of use at once, for good. */
export async function revokeKey(store: Store, keyId: string): Promise<void> {
  if (!isId(keyId)) throw new ClientError(`There is no key ${keyId}`);
  const { numUpdatedRows } = await store.db
    .updateTable('api_keys')
    .set({ revoked_at: sql`coalesce(revoked_at, now())` })
    .where('id', '=', keyId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ClientError(`There is no key ${keyId}`);
}

/**
 * Makes a key's successor with the same settings; both are accepted for some hours.
 * @throws ClientError if there is no such key, or it is not in use any more.
 */
export async function rotateKey(store: Store, keyId: string, overlapHours = 24): Promise<NewKey> {
  if (!(overlapHours >= 0 && overlapHours <= 8760)) throw new ClientError('An overlap has 0 to 8760 hours');
  return store.db.transaction().execute(async (trx) => {
    const old = await trx
      .selectFrom('api_keys')
      .innerJoin('clients', 'clients.id', 'api_keys.client_id')
      .selectAll('api_keys')
      .select('clients.name as client')
      .where('api_keys.id', '=', isId(keyId) ? keyId : null)
      .where('revoked_at', 'is', null)
      .where(sql<boolean>`(expires_at is null or expires_at > now())`)
      .forUpdate('api_keys')
      .executeTakeFirst();
    if (!old) throw new ClientError(`There is no key ${keyId} in use`);
    const { client_id, project_id, expires_at, allowed_networks, requests_per_minute } = old;
    const settings = { client_id, project_id, expires_at, allowed_networks, requests_per_minute };
    const end = sql<Date>`least(expires_at, now() + ${overlapHours} * interval '1 hour')`;
    await trx.updateTable('api_keys').set({ expires_at: end }).where('id', '=', old.id).execute();
    return insertKey(trx, old.client, settings);
  });
}

/** Whom a key speaks for, or why it is not accepted. */
export async function resolveKey(store: Store, key: string): Promise<Caller | KeyRefusal> {
  if (!KEY.test(key)) return 'INVALID_API_KEY';
  const row = await store.db
    .selectFrom('api_keys')
    .innerJoin('clients', 'clients.id', 'api_keys.client_id')
    .selectAll('api_keys')
    .leftJoin('projects', 'projects.id', 'api_keys.project_id')
    .select(['active', 'speech', 'multilingual', 'requires_consent'])
    .where('hash', '=', hashOf(key))
    .executeTakeFirst();
  if (!row || row.revoked_at) return 'INVALID_API_KEY';
  if (row.expires_at && row.expires_at.getTime() <= Date.now()) return 'API_KEY_EXPIRED';
  if (!row.active) return 'CLIENT_INACTIVE';
  return {
    clientId: row.client_id,
    actor: { kind: 'key', id: row.id, label: `…${row.last_four}` },
    role: null,
    sessionId: null,
    projectId: row.project_id,
    requiresConsent: row.requires_consent ?? false,
    allowedNetworks: row.allowed_networks,
    requestsPerMinute: row.requests_per_minute,
    speech: row.speech,
    multilingual: row.multilingual,
  };
}
