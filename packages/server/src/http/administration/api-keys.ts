import { type ApiKeyList, type MadeApiKey, newApiKeySchema, rotationSchema } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { issueApiKey, listApiKeys, revokeApiKey, rotateApiKey } from '../../tenants/api-keys.ts';
import { actorContextOf, callerOf } from '../authentication.ts';
import type { TenantContext } from '../context.ts';
import { bodyOf, optionalBodyOf } from '../json-body.ts';

type ApiKeyRequest = FastifyRequest<{ Params: { id: string } }>;

/** `GET /keys`: the client's API keys. */
export function listApiKeysRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<ApiKeyList> => ({
    keys: await listApiKeys(storeOf(request).db, callerOf(request).tenantId),
  });
}

/** `POST /keys`: makes a key and shows it, this once. */
export function createApiKeyRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<MadeApiKey> => {
    const key = bodyOf(request, newApiKeySchema);
    reply.code(201);
    return issueApiKey(storeOf(request), actorContextOf(request), key);
  };
}

/** `DELETE /keys/{id}`: takes a key out of use for good. */
export function revokeApiKeyRoute({ storeOf }: TenantContext) {
  return async (request: ApiKeyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    await revokeApiKey(storeOf(request), actorContextOf(request), request.params.id);
    return reply.code(204).send();
  };
}

/** `POST /keys/{id}/rotate`: makes a key's successor; both are good for a while. */
export function rotateApiKeyRoute({ storeOf }: TenantContext) {
  return async (request: ApiKeyRequest, reply: FastifyReply): Promise<MadeApiKey> => {
    const rotation = optionalBodyOf(request, rotationSchema);
    reply.code(201);
    return rotateApiKey(storeOf(request), actorContextOf(request), request.params.id, rotation);
  };
}
