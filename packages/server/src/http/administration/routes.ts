import type { FastifyInstance } from 'fastify';
import { forAction } from '../authentication.ts';
import type { TenantContext } from '../context.ts';
import { acceptJson } from '../json-body.ts';
import {
  changeSettingsRoute,
  listHoldsRoute,
  listTransactionsRoute,
  readSettingsRoute,
  statisticsRoute,
} from './account.ts';
import { createApiKeyRoute, listApiKeysRoute, revokeApiKeyRoute, rotateApiKeyRoute } from './api-keys.ts';
import { auditRoute } from './audit.ts';
import { changeProjectRoute, createProjectRoute, listProjectsRoute } from './projects.ts';
import {
  addEndpointRoute,
  listDeliveriesRoute,
  listEndpointsRoute,
  removeEndpointRoute,
  replayDeliveryRoute,
  rotateSecretRoute,
  switchEndpointRoute,
  testEndpointRoute,
} from './webhooks.ts';

/** The routes with which a client's own people, and the operator for them, administrate the client. */
export function administrationRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    // Who only works with runs chooses among projects too.
    api.get('/projects', forAction('runs.read'), listProjectsRoute(context));
    api.post('/projects', forAction('projects.manage'), createProjectRoute(context));
    api.patch('/projects/:id', forAction('projects.manage'), changeProjectRoute(context));
    const keys = forAction('keys.manage');
    api.get('/keys', keys, listApiKeysRoute(context));
    api.post('/keys', keys, createApiKeyRoute(context));
    api.delete('/keys/:id', keys, revokeApiKeyRoute(context));
    api.post('/keys/:id/rotate', keys, rotateApiKeyRoute(context));
    const webhooks = forAction('webhooks.manage');
    api.get('/webhooks/endpoints', webhooks, listEndpointsRoute(context));
    api.post('/webhooks/endpoints', webhooks, addEndpointRoute(context));
    api.patch('/webhooks/endpoints/:id', webhooks, switchEndpointRoute(context));
    api.delete('/webhooks/endpoints/:id', webhooks, removeEndpointRoute(context));
    api.post('/webhooks/endpoints/:id/test', webhooks, testEndpointRoute(context));
    api.post('/webhooks/secret/rotate', webhooks, rotateSecretRoute(context));
    api.get('/webhooks/deliveries', webhooks, listDeliveriesRoute(context));
    api.post('/webhooks/deliveries/:id/replay', webhooks, replayDeliveryRoute(context));
    api.get('/settings', forAction('settings.manage'), readSettingsRoute(context));
    api.patch('/settings', forAction('settings.manage'), changeSettingsRoute(context));
    api.get('/credits/transactions', forAction('credits.read'), listTransactionsRoute(context));
    api.get('/credits/holds', forAction('credits.read'), listHoldsRoute(context));
    api.get('/statistics', forAction('runs.read'), statisticsRoute(context));
    api.get('/audit', forAction('audit.read'), auditRoute(context));
  };
}
