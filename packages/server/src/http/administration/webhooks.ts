import type { WEBHOOK_OPERATIONS } from '@vivavoce/contract';
import { listDeliveries, replayDelivery } from '../../webhooks/deliveries.ts';
import { addEndpoint, listEndpoints, removeEndpoint, switchEndpoint } from '../../webhooks/endpoints.ts';
import { rotateWebhookSecret } from '../../webhooks/secrets.ts';
import { sendTestMessage } from '../../webhooks/test-message.ts';
import type { TenantContext } from '../context.ts';
import { cursorOf, pageOf } from '../pagination.ts';
import type { Handler } from '../route.ts';

type Operations = typeof WEBHOOK_OPERATIONS;

/** `GET /webhooks/endpoints`: the tenant's webhook endpoints. */
export function listEndpointsRoute({ storeOf }: TenantContext): Handler<Operations['listWebhookEndpoints']> {
  return async ({ caller, request }) => ({
    endpoints: await listEndpoints(storeOf(request).db, caller.tenantId),
  });
}

/** `POST /webhooks/endpoints`: adds an endpoint. */
export function addEndpointRoute({
  storeOf,
  config,
}: TenantContext): Handler<Operations['addWebhookEndpoint']> {
  return ({ body, by, request }) => addEndpoint(storeOf(request), config, by, body.url);
}

/** `PATCH /webhooks/endpoints/{id}`: enables or disables an endpoint. */
export function switchEndpointRoute({
  storeOf,
}: TenantContext): Handler<Operations['switchWebhookEndpoint']> {
  return ({ params, body, by, request }) => switchEndpoint(storeOf(request), by, params.id, body);
}

/** `DELETE /webhooks/endpoints/{id}`: removes an endpoint. */
export function removeEndpointRoute({
  storeOf,
}: TenantContext): Handler<Operations['removeWebhookEndpoint']> {
  return ({ params, by, request }) => removeEndpoint(storeOf(request), by, params.id);
}

/** `POST /webhooks/endpoints/{id}/test`: sends an endpoint a test message and returns its answer. */
export function testEndpointRoute({
  storeOf,
  config,
}: TenantContext): Handler<Operations['testWebhookEndpoint']> {
  return ({ params, by, request }) => sendTestMessage(storeOf(request), config, by, params.id);
}

/** `POST /webhooks/secret/rotate`: creates a new signing secret and shows it, only once. */
export function rotateSecretRoute({ storeOf }: TenantContext): Handler<Operations['rotateWebhookSecret']> {
  return ({ body, by, request }) => rotateWebhookSecret(storeOf(request), by, body);
}

/** `GET /webhooks/deliveries`: the tenant's webhook messages, newest first. */
export function listDeliveriesRoute({
  storeOf,
}: TenantContext): Handler<Operations['listWebhookDeliveries']> {
  return async ({ query, caller, request }) => {
    const { after, limit } = pageOf(query);
    const { runId, endpointId, status } = query;
    const filter = { runId, endpointId, status };
    const page = { afterSeq: after, limit };
    const { db } = storeOf(request);
    const { deliveries, nextSeq } = await listDeliveries(db, caller.tenantId, filter, page);
    return { deliveries, nextCursor: cursorOf(nextSeq) };
  };
}

/** `POST /webhooks/deliveries/{id}/replay`: sends a message again. */
export function replayDeliveryRoute({
  storeOf,
}: TenantContext): Handler<Operations['replayWebhookDelivery']> {
  return ({ params, by, request }) => replayDelivery(storeOf(request), by, params.id);
}
