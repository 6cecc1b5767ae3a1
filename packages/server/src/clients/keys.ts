import { createHash, randomInt } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { ClientError } from './clients.ts';

/** A key at the only moment that it is known in full. */
export interface NewKey {
  readonly id: string;
  /** The name of the client that it belongs to. */
  readonly client: string;
  /** The key in full: shown once, never stored. */
  readonly key: string;
  readonly lastFour: string;
}

/** Whom a key speaks for, and what may be done with it. */
export interface Caller {
  readonly clientId: string;
  readonly keyId: string;
  /** The project that runs submitted with the key belong to. */
  readonly projectId: string | null;
  readonly multilingual: boolean;
}

/** Why a key is not accepted. */
export type KeyRefusal = 'INVALID_API_KEY' | 'API_KEY_EXPIRED' | 'CLIENT_INACTIVE';

const PREFIX = 'vv_live_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_LENGTH = 40;
const KEY = /^vv_live_[0-9A-Za-z]{32,128}$/;

/** A key holds 238 random bits, so that a plain hash cannot be turned round and needs no salt. */
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/**
 * Makes a key for a client and stores its hash and last four characters.
 * @throws ClientError if there is no client of that name.
 */
export async function createKey(store: Store, clientName: string): Promise<NewKey> {
  const client = await store.db
    .selectFrom('clients')
    .select('id')
    .where('name', '=', clientName.trim())
    .executeTakeFirst();
  if (!client) throw new ClientError(`There is no client named ${clientName}`);
  const secret = Array.from({ length: SECRET_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const key = PREFIX + secret;
  const lastFour = key.slice(-4);
  const row = await store.db
    .insertInto('api_keys')
    .values({ client_id: client.id, hash: hashOf(key), last_four: lastFour })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, client: clientName.trim(), key, lastFour };
}

/** Whom a key speaks for, or why it is not accepted. */
export async function resolveKey(store: Store, key: string): Promise<Caller | KeyRefusal> {
  if (!KEY.test(key)) return 'INVALID_API_KEY';
  const row = await store.db
    .selectFrom('api_keys')
    .innerJoin('clients', 'clients.id', 'api_keys.client_id')
    .select(['api_keys.id', 'client_id', 'project_id', 'expires_at', 'revoked_at', 'active', 'multilingual'])
    .where('hash', '=', hashOf(key))
    .executeTakeFirst();
  if (!row || row.revoked_at) return 'INVALID_API_KEY';
  if (row.expires_at && row.expires_at.getTime() <= Date.now()) return 'API_KEY_EXPIRED';
  if (!row.active) return 'CLIENT_INACTIVE';
  return {
    clientId: row.client_id,
    keyId: row.id,
    projectId: row.project_id,
    multilingual: row.multilingual,
  };
}
