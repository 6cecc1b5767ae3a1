import { sql } from 'kysely';
import type { Caller } from '../accounts/caller.ts';
import { theOperator } from '../audit/actor.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { clientIdOf } from './clients.ts';
import { issueKey } from './issued-keys.ts';
import { hashOfKey } from './key-secret.ts';
import { projectNamed } from './projects.ts';

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

/** Why a key is not accepted. */
export type KeyRefusal = 'INVALID_API_KEY' | 'API_KEY_EXPIRED' | 'CLIENT_INACTIVE';

const KEY = /^vv_live_[0-9A-Za-z]{32,128}$/;

/** How often the use of a key is noted, ms: not every request writes. */
const NOTE_EVERY_MS = 60_000;

/**
 * Makes a key for a client of a name, at the command line.
 * @throws ClientError if there is no such client, or an option makes no sense.
 */
export async function createKey(
  store: Store,
  clientName: string,
  options: NewKeyOptions = {},
): Promise<NewKey> {
  const { project, expiresAt, allowedNetworks = [], requestsPerMinute } = options;
  const by = theOperator(await clientIdOf(store.db, clientName));
  const { id, key, lastFour } = await issueKey(store, by, {
    projectId: project === undefined ? null : await projectNamed(store, by, project),
    expiresAt: expiresAt?.toISOString() ?? null,
    allowedNetworks: [...allowedNetworks],
    requestsPerMinute: requestsPerMinute ?? null,
  });
  return { id, client: clientName.trim(), key, lastFour };
}

/** Whether a key's last use was noted so long ago that it is noted again. */
const isStale = (lastUsed: Date | null): boolean =>
  lastUsed === null || lastUsed.getTime() <= Date.now() - NOTE_EVERY_MS;

/** Notes that a key is in use. */
async function noteUse(db: Database, keyId: string): Promise<void> {
  await db.updateTable('api_keys').set({ last_used_at: sql`now()` }).where('id', '=', keyId).execute();
}

/** Whom a key speaks for, or why it is not accepted. */
export async function resolveKey(store: Store, key: string): Promise<Caller | KeyRefusal> {
  if (!KEY.test(key)) return 'INVALID_API_KEY';
  const row = await store.db
    .selectFrom('api_keys')
    .innerJoin('clients', 'clients.id', 'api_keys.client_id')
    .selectAll('api_keys')
    .leftJoin('projects', 'projects.id', 'api_keys.project_id')
    .select(['active', 'speech', 'multilingual'])
    .select(['clients.requires_consent as clientRequires', 'projects.requires_consent as projectRequires'])
    .where('hash', '=', hashOfKey(key))
    .executeTakeFirst();
  if (!row || row.revoked_at) return 'INVALID_API_KEY';
  if (row.expires_at && row.expires_at.getTime() <= Date.now()) return 'API_KEY_EXPIRED';
  if (!row.active) return 'CLIENT_INACTIVE';
  if (isStale(row.last_used_at)) await noteUse(store.db, row.id);
  return {
    clientId: row.client_id,
    actor: { kind: 'key', id: row.id, label: `…${row.last_four}` },
    role: null,
    sessionId: null,
    projectId: row.project_id,
    requiresConsent: row.clientRequires || row.projectRequires === true,
    allowedNetworks: row.allowed_networks,
    requestsPerMinute: row.requests_per_minute,
    speech: row.speech,
    multilingual: row.multilingual,
  };
}
