import {
  DELIVERY_STATUSES,
  newWebhookEndpointSchema,
  rotationSchema,
  type WebhookDelivery,
  type WebhookDeliveryList,
  type WebhookEndpoint,
  type WebhookEndpointList,
  type WebhookSecret,
  type WebhookTest,
  webhookEndpointChangesSchema,
} from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listDeliveries, replayDelivery } from '../../webhooks/deliveries.ts';
import { addEndpoint, listEndpoints, removeEndpoint, switchEndpoint } from '../../webhooks/endpoints.ts';
import { rotateWebhookSecret } from '../../webhooks/secrets.ts';
import { sendTestMessage } from '../../webhooks/test-message.ts';
import { actorContextOf, callerOf } from '../authentication.ts';
import type { TenantContext } from '../context.ts';
import { bodyOf, optionalBodyOf } from '../json-body.ts';
import { cursorOf, pageOf } from '../pagination.ts';
import { Query } from '../query.ts';

type EndpointRequest = FastifyRequest<{ Params: { id: string } }>;

/** `GET /webhooks/endpoints`: the addresses that hear of the client's runs. */
export function listEndpointsRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<WebhookEndpointList> => ({
    endpoints: await listEndpoints(storeOf(request).db, callerOf(request).tenantId),
  });
}

/** `POST /webhooks/endpoints`: adds an address. */
export function addEndpointRoute({ storeOf, config }: TenantContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<WebhookEndpoint> => {
    const { url } = bodyOf(request, newWebhookEndpointSchema);
    reply.code(201);
    return addEndpoint(storeOf(request), config, actorContextOf(request), url);
  };
}

/** `PATCH /webhooks/endpoints/{id}`: switches an address on or off. */
export function switchEndpointRoute({ storeOf }: TenantContext) {
  return async (request: EndpointRequest): Promise<WebhookEndpoint> => {
    const changes = bodyOf(request, webhookEndpointChangesSchema);
    return switchEndpoint(storeOf(request), actorContextOf(request), request.params.id, changes);
  };
}

/** `DELETE /webhooks/endpoints/{id}`: removes an address. */
export function removeEndpointRoute({ storeOf }: TenantContext) {
  return async (request: EndpointRequest, reply: FastifyReply): Promise<FastifyReply> => {
    await removeEndpoint(storeOf(request), actorContextOf(request), request.params.id);
    return reply.code(204).send();
  };
}

/** `POST /webhooks/endpoints/{id}/test`: sends an address a test message and tells how it was taken. */
export function testEndpointRoute({ storeOf, config }: TenantContext) {
  return async (request: EndpointRequest): Promise<WebhookTest> =>
    sendTestMessage(storeOf(request), config, actorContextOf(request), request.params.id);
}

/** `POST /webhooks/secret/rotate`: gives the client a new signing secret and shows it, this once. */
export function rotateSecretRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<WebhookSecret> => {
    const rotation = optionalBodyOf(request, rotationSchema);
    return rotateWebhookSecret(storeOf(request), actorContextOf(request), rotation);
  };
}

/** `GET /webhooks/deliveries`: the client's messages, newest first. */
export function listDeliveriesRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<WebhookDeliveryList> => {
    const query = new Query(request);
    const filter = {
      runId: query.one('runId', z.string()),
      endpointId: query.one('endpointId', z.string()),
      status: query.one('status', z.enum(DELIVERY_STATUSES), 'INVALID_STATUS'),
    };
    const { after, limit } = pageOf(query);
    const { tenantId } = callerOf(request);
    const page = { afterSeq: after, limit };
    const { deliveries, nextSeq } = await listDeliveries(storeOf(request).db, tenantId, filter, page);
    return { deliveries, nextCursor: cursorOf(nextSeq) };
  };
}

/** `POST /webhooks/deliveries/{id}/replay`: sends a message again. */
export function replayDeliveryRoute({ storeOf }: TenantContext) {
  return async (request: EndpointRequest, reply: FastifyReply): Promise<WebhookDelivery> => {
    reply.code(202);
    return replayDelivery(storeOf(request), actorContextOf(request), request.params.id);
  };
}
