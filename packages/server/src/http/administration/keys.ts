import { type ApiKeyList, type MadeApiKey, newApiKeySchema, rotationSchema } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { issueKey, listKeys, revokeKey, rotateKey } from '../../clients/issued-keys.ts';
import { actingBy, callerOf } from '../authentication.ts';
import type { ClientContext } from '../context.ts';
import { bodyOf, optionalBodyOf } from '../json-body.ts';

type OfKey = FastifyRequest<{ Params: { id: string } }>;

/** `GET /keys`: the client's API keys. */
export function listKeysRoute({ storeOf }: ClientContext) {
  return async (request: FastifyRequest): Promise<ApiKeyList> => ({
    keys: await listKeys(storeOf(request).db, callerOf(request).clientId),
  });
}

/** `POST /keys`: makes a key and shows it, this once. */
export function createKeyRoute({ storeOf }: ClientContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<MadeApiKey> => {
    const key = bodyOf(request, newApiKeySchema);
    reply.code(201);
    return issueKey(storeOf(request), actingBy(request), key);
  };
}

/** `DELETE /keys/{id}`: takes a key out of use for good. */
export function revokeKeyRoute({ storeOf }: ClientContext) {
  return async (request: OfKey, reply: FastifyReply): Promise<FastifyReply> => {
    await revokeKey(storeOf(request), actingBy(request), request.params.id);
    return reply.code(204).send();
  };
}

/** `POST /keys/{id}/rotate`: makes a key's successor; both are good for a while. */
export function rotateKeyRoute({ storeOf }: ClientContext) {
  return async (request: OfKey, reply: FastifyReply): Promise<MadeApiKey> => {
    const rotation = optionalBodyOf(request, rotationSchema);
    reply.code(201);
    return rotateKey(storeOf(request), actingBy(request), request.params.id, rotation);
  };
}
