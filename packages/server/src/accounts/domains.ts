/** Domains whose addresses belong to one tenant when their people sign in with the identity provider. */
import { operatorActor } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { ServiceError } from '../service-error.ts';
import type { Store } from '../store/store.ts';
import { tenantIdOf } from '../tenants/tenants.ts';

/** A domain of a tenant. */
export interface TenantDomain {
  readonly domain: string;
  /** The tenant's name. */
  readonly client: string;
}

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/**
 * Gives a domain to a tenant, once the operator has seen that it is the tenant's.
 * @throws ServiceError INVALID_PARAMETERS if it is no domain, is another tenant's, or there is no such tenant.
 */
export async function addTenantDomain(
  store: Store,
  tenantName: string,
  given: string,
): Promise<TenantDomain> {
  const domain = given.trim().toLowerCase();
  if (!DOMAIN.test(domain)) {
    throw new ServiceError('INVALID_PARAMETERS', `${given} is not a domain such as acme.example`);
  }
  const tenantId = await tenantIdOf(store.db, tenantName);
  return store.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('client_domains')
      .values({ domain, client_id: tenantId })
      .onConflict((taken) => taken.column('domain').doNothing())
      .execute();
    const owner = await trx
      .selectFrom('client_domains')
      .innerJoin('clients', 'clients.id', 'client_id')
      .select(['clients.id', 'name'])
      .where('domain', '=', domain)
      .executeTakeFirstOrThrow();
    if (owner.id !== tenantId) {
      throw new ServiceError(
        'INVALID_PARAMETERS',
        `The domain ${domain} belongs to ${owner.name}: remove it there first`,
      );
    }
    await recordAuditEntry(trx, {
      ...operatorActor(tenantId),
      action: 'client.change',
      details: { domainAdded: true },
    });
    return { domain, client: owner.name };
  });
}

/** All domains, in alphabetical order. */
export function listTenantDomains({ db }: Store): Promise<TenantDomain[]> {
  return db
    .selectFrom('client_domains')
    .innerJoin('clients', 'clients.id', 'client_id')
    .select(['domain', 'clients.name as client'])
    .orderBy('domain')
    .execute();
}

/**
 * Takes a domain from its tenant. Whoever has signed in already still can.
 * @throws ServiceError NOT_FOUND if it is of no tenant.
 */
export async function removeTenantDomain({ db }: Store, domain: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const removed = await trx
      .deleteFrom('client_domains')
      .where('domain', '=', domain.trim().toLowerCase())
      .returning('client_id')
      .executeTakeFirst();
    if (!removed) throw new ServiceError('NOT_FOUND', `The domain ${domain} belongs to no client`);
    await recordAuditEntry(trx, {
      ...operatorActor(removed.client_id),
      action: 'client.change',
      details: { domainAdded: false },
    });
  });
}
