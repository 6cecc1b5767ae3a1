import { z } from 'zod';
import { rotationSchema } from '../administration/keys.ts';
import {
  DELIVERY_STATUSES,
  newWebhookEndpointSchema,
  webhookDeliveryListSchema,
  webhookDeliverySchema,
  webhookEndpointChangesSchema,
  webhookEndpointListSchema,
  webhookEndpointSchema,
  webhookSecretSchema,
  webhookTestSchema,
} from '../administration/webhooks.ts';
import { oneOf } from '../request-fields.ts';
import { defineOperation, paginationQuery, pathId } from './operation.ts';

const LOOKUP_ERRORS = ['INVALID_PARAMETERS', 'NOT_FOUND'] as const;

const endpointParams = z.object({ id: pathId('Endpoint id') });

const ENDPOINT_OPERATIONS = {
  listWebhookEndpoints: defineOperation({
    id: 'listWebhookEndpoints',
    method: 'get',
    path: '/webhooks/endpoints',
    summary: 'List the webhook endpoints, which are notified when a run ends',
    needs: 'user',
    permission: 'webhooks.manage',
    success: {
      status: 200,
      description: 'All endpoints',
      bodies: { WebhookEndpointList: webhookEndpointListSchema },
    },
    errors: [],
  }),
  addWebhookEndpoint: defineOperation({
    id: 'addWebhookEndpoint',
    method: 'post',
    path: '/webhooks/endpoints',
    summary: 'Add a webhook endpoint, or enable it again',
    needs: 'user',
    permission: 'webhooks.manage',
    body: { NewWebhookEndpoint: newWebhookEndpointSchema },
    success: {
      status: 201,
      description: 'The enabled endpoint',
      bodies: { WebhookEndpoint: webhookEndpointSchema },
    },
    errors: ['INVALID_PARAMETERS', 'INVALID_WEBHOOK_URL', 'QUOTA_EXCEEDED'],
  }),
  switchWebhookEndpoint: defineOperation({
    id: 'switchWebhookEndpoint',
    method: 'patch',
    path: '/webhooks/endpoints/{id}',
    summary: 'Enable or disable a webhook endpoint',
    needs: 'user',
    permission: 'webhooks.manage',
    params: endpointParams,
    body: { WebhookEndpointChanges: webhookEndpointChangesSchema },
    success: {
      status: 200,
      description: 'The endpoint as changed',
      bodies: { WebhookEndpoint: webhookEndpointSchema },
    },
    errors: LOOKUP_ERRORS,
  }),
  removeWebhookEndpoint: defineOperation({
    id: 'removeWebhookEndpoint',
    method: 'delete',
    path: '/webhooks/endpoints/{id}',
    summary: 'Remove a webhook endpoint and drop its pending messages',
    needs: 'user',
    permission: 'webhooks.manage',
    params: endpointParams,
    success: { status: 204, description: 'Removed' },
    errors: LOOKUP_ERRORS,
  }),
  testWebhookEndpoint: defineOperation({
    id: 'testWebhookEndpoint',
    method: 'post',
    path: '/webhooks/endpoints/{id}/test',
    summary: 'Send a signed webhook.test message to an endpoint, once, and return its answer',
    needs: 'user',
    permission: 'webhooks.manage',
    params: endpointParams,
    success: { status: 200, description: 'The outcome', bodies: { WebhookTest: webhookTestSchema } },
    errors: LOOKUP_ERRORS,
  }),
};

const DELIVERY_OPERATIONS = {
  rotateWebhookSecret: defineOperation({
    id: 'rotateWebhookSecret',
    method: 'post',
    path: '/webhooks/secret/rotate',
    summary: 'Create a new signing secret; messages are signed with both secrets during an overlap',
    needs: 'user',
    permission: 'webhooks.manage',
    body: { Rotation: rotationSchema },
    isBodyOptional: true,
    success: {
      status: 200,
      description: 'The secret in full',
      bodies: { WebhookSecret: webhookSecretSchema },
    },
    errors: ['INVALID_PARAMETERS'],
  }),
  listWebhookDeliveries: defineOperation({
    id: 'listWebhookDeliveries',
    method: 'get',
    path: '/webhooks/deliveries',
    summary: 'List the webhook messages with the latest answer of their endpoint, newest first',
    needs: 'user',
    permission: 'webhooks.manage',
    query: paginationQuery.extend({
      runId: z.string().optional().describe('Only messages about this run'),
      endpointId: z.string().optional().describe('Only messages to this endpoint'),
      status: oneOf(DELIVERY_STATUSES).optional().describe('Only messages with this status'),
    }),
    success: {
      status: 200,
      description: 'A page of messages',
      bodies: { WebhookDeliveryList: webhookDeliveryListSchema },
    },
    errors: ['INVALID_PARAMETERS', 'INVALID_STATUS'],
    fieldErrors: { status: 'INVALID_STATUS' },
  }),
  replayWebhookDelivery: defineOperation({
    id: 'replayWebhookDelivery',
    method: 'post',
    path: '/webhooks/deliveries/{id}/replay',
    summary: 'Send a message again under the same id, with a fresh set of attempts',
    needs: 'user',
    permission: 'webhooks.manage',
    params: z.object({ id: pathId('Message id') }),
    success: {
      status: 202,
      description: 'The message, due immediately',
      bodies: { WebhookDelivery: webhookDeliverySchema },
    },
    errors: LOOKUP_ERRORS,
  }),
};

/** Operations on webhook endpoints, their signing secret and their messages. */
export const WEBHOOK_OPERATIONS = { ...ENDPOINT_OPERATIONS, ...DELIVERY_OPERATIONS };
