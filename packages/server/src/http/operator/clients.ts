import {
  type ClientDescription,
  type ClientList,
  type CreditsResponse,
  clientChangesSchema,
  grantSchema,
  newClientSchema,
} from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { createClient, listClients, readClient, updateClient } from '../../clients/clients.ts';
import { multilingualWarning } from '../../clients/multilingual-warning.ts';
import { giveCredits } from '../../credits/grant.ts';
import { actingBy } from '../authentication.ts';
import type { HttpContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { limitOf } from '../page.ts';
import { Query } from '../query.ts';
import { operatorBy } from './authentication.ts';

const textCursor = z.string().transform((cursor) => Buffer.from(cursor, 'base64url').toString());

/** `GET /admin/clients`: the clients by name. */
export function listClientsRoute({ store }: HttpContext) {
  return async (request: FastifyRequest): Promise<ClientList> => {
    const query = new Query(request);
    const page = { afterName: query.one('cursor', textCursor) ?? null, limit: limitOf(query) };
    const { clients, nextName } = await listClients(store.db, page);
    return { clients, nextCursor: nextName === null ? null : Buffer.from(nextName).toString('base64url') };
  };
}

/** A client, with a warning for an operator who allows what cannot be done; the log has it too. */
function warned(
  client: ClientDescription,
  multilingual: boolean | undefined,
  { config, logger }: Pick<HttpContext, 'config' | 'logger'>,
): ClientDescription {
  const warning = multilingualWarning(multilingual, config.models);
  if (warning === null) return client;
  logger.warn({ clientId: client.id }, warning);
  return { ...client, warnings: [warning] };
}

/** `POST /admin/clients`: makes a client. */
export function createClientRoute({ store, ...context }: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<ClientDescription> => {
    const { name, ...options } = bodyOf(request, newClientSchema);
    const { id } = await createClient(store, name, options, operatorBy(request));
    reply.code(201);
    return warned(await readClient(store.db, id), options.multilingual, context);
  };
}

type OfClient = FastifyRequest<{ Params: { clientId: string } }>;

/** `GET /admin/clients/{clientId}`: a client. */
export function readClientRoute({ store }: HttpContext) {
  return async (request: OfClient): Promise<ClientDescription> =>
    readClient(store.db, request.params.clientId);
}

/** `PATCH /admin/clients/{clientId}`: changes a client. */
export function changeClientRoute({ store, ...context }: HttpContext) {
  return async (request: OfClient): Promise<ClientDescription> => {
    const changes = bodyOf(request, clientChangesSchema);
    return warned(await updateClient(store, actingBy(request), changes), changes.multilingual, context);
  };
}

/** `POST /admin/clients/{clientId}/credits`: gives a client credits. */
export function grantCreditsRoute({ store }: HttpContext) {
  return async (request: OfClient, reply: FastifyReply): Promise<CreditsResponse> => {
    const grant = bodyOf(request, grantSchema);
    reply.code(201);
    return giveCredits(store, actingBy(request), grant);
  };
}
