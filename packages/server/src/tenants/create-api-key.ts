import { operatorActor } from '../audit/actor.ts';
import type { Store } from '../store/store.ts';
import { issueApiKey } from './api-keys.ts';
import { ensureProject } from './projects.ts';
import { tenantIdOf } from './tenants.ts';

/** A key at the only moment that it is known in full. */
export interface CreatedApiKey {
  readonly id: string;
  /** The name of the client that it belongs to. */
  readonly tenant: string;
  /** The key in full: shown once, never stored. */
  readonly key: string;
  readonly lastFour: string;
}

/** What a key can be given. */
export interface ApiKeyOptions {
  /** Name of the client's project that the key's runs belong to; the project is made if there is none. */
  readonly project?: string;
  /** From when on the key is refused. */
  readonly expiresAt?: Date;
  /** Addresses or ranges (CIDR) that the key may be used from; none: from everywhere. */
  readonly allowedNetworks?: readonly string[];
  /** The key's own rate limit instead of the server's. */
  readonly requestsPerMinute?: number;
}

/**
 * Makes a key for a client of a name, at the command line.
 * @throws ServiceError if there is no such tenant, or an option makes no sense.
 */
export async function createApiKey(
  store: Store,
  tenantName: string,
  options: ApiKeyOptions = {},
): Promise<CreatedApiKey> {
  const { project, expiresAt, allowedNetworks = [], requestsPerMinute } = options;
  const by = operatorActor(await tenantIdOf(store.db, tenantName));
  const { id, key, lastFour } = await issueApiKey(store, by, {
    projectId: project === undefined ? null : await ensureProject(store, by, project),
    expiresAt: expiresAt?.toISOString() ?? null,
    allowedNetworks: [...allowedNetworks],
    requestsPerMinute: requestsPerMinute ?? null,
  });
  return { id, tenant: tenantName.trim(), key, lastFour };
}
