import { sql } from 'kysely';
import { createBatchLoader } from '../store/batch-loader.ts';
import type { Database } from '../store/database.ts';
import type { Statement } from '../store/statements.ts';
import type { Store } from '../store/store.ts';
import { hashApiKey } from '../tenants/api-key-secret.ts';
import type { Caller } from './caller.ts';

/** Why a key is not accepted. */
export type ApiKeyRefusal = 'INVALID_API_KEY' | 'API_KEY_EXPIRED' | 'CLIENT_INACTIVE';

const API_KEY_PATTERN = /^vv_live_[0-9A-Za-z]{32,128}$/;

/** So many keys are looked up at once, at most. */
const MAX_BATCH_SIZE = 500;

/** How often the use of a key is noted, ms: not every request writes. */
const TOUCH_INTERVAL_MS = 60_000;

/** A key as it stands in the database, with what its client and its project say. */
interface ApiKeyWithTenant {
  readonly id: string;
  readonly hash: Buffer;
  readonly client_id: string;
  readonly project_id: string | null;
  readonly last_four: string;
  readonly allowed_networks: string[];
  readonly requests_per_minute: number | null;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
  readonly active: boolean;
  readonly speech: boolean;
  readonly multilingual: boolean;
  readonly requires_consent: boolean;
}

const FIND_API_KEYS: Statement = {
  name: 'find-keys',
  text: `
    select k.id, k.hash, k.client_id, k.project_id, k.last_four, k.allowed_networks, k.requests_per_minute,
      k.expires_at, k.revoked_at, k.last_used_at, c.active, c.speech, c.multilingual,
      c.requires_consent or coalesce(p.requires_consent, false) as requires_consent
    from api_keys k join clients c on c.id = k.client_id left join projects p on p.id = k.project_id
    where k.hash = any($1::bytea[])`,
};

/** Whether a key's last use was noted so long ago that it is noted again. */
const isStale = ({ last_used_at: lastUsed }: ApiKeyWithTenant, now: Date): boolean =>
  lastUsed === null || lastUsed.getTime() <= now.getTime() - TOUCH_INTERVAL_MS;

/** Notes that keys are in use; what another process is noting just now is left to it. */
async function touchLastUsed(db: Database, keyIds: readonly string[]): Promise<void> {
  const free = db.selectFrom('api_keys').select('id').where('id', 'in', keyIds).forUpdate().skipLocked();
  await db.updateTable('api_keys').set({ last_used_at: sql`now()` }).where('id', 'in', free).execute();
}

/** Whom a key speaks for, or why it is not accepted. */
function callerOf(row: ApiKeyWithTenant | undefined, now: Date): Caller | ApiKeyRefusal {
  if (!row || row.revoked_at) return 'INVALID_API_KEY';
  if (row.expires_at && row.expires_at <= now) return 'API_KEY_EXPIRED';
  if (!row.active) return 'CLIENT_INACTIVE';
  return {
    tenantId: row.client_id,
    actor: { kind: 'key', id: row.id, label: `…${row.last_four}` },
    role: null,
    sessionId: null,
    needsSecondFactor: false,
    projectId: row.project_id,
    requiresConsent: row.requires_consent,
    allowedNetworks: row.allowed_networks,
    requestsPerMinute: row.requests_per_minute,
    speech: row.speech,
    multilingual: row.multilingual,
  };
}

/** Whom a key speaks for, or why it is not accepted. */
export type ApiKeyResolver = (key: string) => Promise<Caller | ApiKeyRefusal>;

/**
 * Resolves keys as the database has them when they are asked for, those that come at once together: nothing is remembered, so a key
 * is refused from the moment it is revoked.
 */
export function createApiKeyResolver({ db, runStatement, now }: Store): ApiKeyResolver {
  const find = createBatchLoader({ maxBatchSize: MAX_BATCH_SIZE }, async (hashes: readonly string[]) => {
    const asked = [...new Set(hashes)].map((hash) => Buffer.from(hash, 'hex'));
    const rows = await runStatement<ApiKeyWithTenant>(FIND_API_KEYS, [asked]);
    const inUse = rows.filter((row) => typeof callerOf(row, now()) !== 'string' && isStale(row, now()));
    const staleIds = inUse.map(({ id }) => id);
    if (staleIds.length > 0) await touchLastUsed(db, staleIds);
    const found = new Map(rows.map((row) => [row.hash.toString('hex'), row]));
    return hashes.map((hash) => found.get(hash));
  });
  return async (key) =>
    API_KEY_PATTERN.test(key)
      ? callerOf(await find(hashApiKey(key).toString('hex')), now())
      : 'INVALID_API_KEY';
}
