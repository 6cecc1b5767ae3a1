import { ADMINISTRATION_OPERATIONS as operations } from '@vivavoce/contract';
import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../context.ts';
import { acceptJson } from '../json-body.ts';
import { route } from '../route.ts';
import {
  changeSettingsRoute,
  listHoldsRoute,
  listTransactionsRoute,
  readSettingsRoute,
  statisticsRoute,
} from './account.ts';
import { createApiKeyRoute, listApiKeysRoute, revokeApiKeyRoute, rotateApiKeyRoute } from './api-keys.ts';
import { auditHeadRoute, auditRoute } from './audit.ts';
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

/** The routes with which a tenant's own people, and the operator for them, administer the tenant. */
export function administrationRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    route(api, operations.listProjects, listProjectsRoute(context));
    route(api, operations.createProject, createProjectRoute(context));
    route(api, operations.changeProject, changeProjectRoute(context));
    route(api, operations.listKeys, listApiKeysRoute(context));
    route(api, operations.createKey, createApiKeyRoute(context));
    route(api, operations.revokeKey, revokeApiKeyRoute(context));
    route(api, operations.rotateKey, rotateApiKeyRoute(context));
    route(api, operations.listWebhookEndpoints, listEndpointsRoute(context));
    route(api, operations.addWebhookEndpoint, addEndpointRoute(context));
    route(api, operations.switchWebhookEndpoint, switchEndpointRoute(context));
    route(api, operations.removeWebhookEndpoint, removeEndpointRoute(context));
    route(api, operations.testWebhookEndpoint, testEndpointRoute(context));
    route(api, operations.rotateWebhookSecret, rotateSecretRoute(context));
    route(api, operations.listWebhookDeliveries, listDeliveriesRoute(context));
    route(api, operations.replayWebhookDelivery, replayDeliveryRoute(context));
    route(api, operations.readSettings, readSettingsRoute(context));
    route(api, operations.changeSettings, changeSettingsRoute(context));
    route(api, operations.listTransactions, listTransactionsRoute(context));
    route(api, operations.listHolds, listHoldsRoute(context));
    route(api, operations.readStatistics, statisticsRoute(context));
    route(api, operations.readAudit, auditRoute(context));
    route(api, operations.readAuditHead, auditHeadRoute(context));
  };
}
