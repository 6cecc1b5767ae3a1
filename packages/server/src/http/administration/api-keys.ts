import type { ADMINISTRATION_OPERATIONS } from '@vivavoce/contract';
import { issueApiKey, listApiKeys, revokeApiKey, rotateApiKey } from '../../tenants/api-keys.ts';
import type { TenantContext } from '../context.ts';
import type { Handler } from '../route.ts';

type Operations = typeof ADMINISTRATION_OPERATIONS;

/** `GET /keys`: the tenant's API keys. */
export function listApiKeysRoute({ storeOf }: TenantContext): Handler<Operations['listKeys']> {
  return async ({ caller, request }) => ({ keys: await listApiKeys(storeOf(request).db, caller.tenantId) });
}

/** `POST /keys`: creates an API key and shows it, only once. */
export function createApiKeyRoute({ storeOf }: TenantContext): Handler<Operations['createKey']> {
  return ({ body, by, request }) => issueApiKey(storeOf(request), by, body);
}

/** `DELETE /keys/{id}`: permanently revokes an API key. */
export function revokeApiKeyRoute({ storeOf }: TenantContext): Handler<Operations['revokeKey']> {
  return ({ params, by, request }) => revokeApiKey(storeOf(request), by, params.id);
}

/** `POST /keys/{id}/rotate`: replaces an API key by a new one; both work during an overlap. */
export function rotateApiKeyRoute({ storeOf }: TenantContext): Handler<Operations['rotateKey']> {
  return ({ params, body, by, request }) => rotateApiKey(storeOf(request), by, params.id, body);
}
