import { holdListSchema, transactionListSchema } from '../administration/credits.ts';
import {
  apiKeyListSchema,
  madeApiKeySchema,
  newApiKeySchema,
  rotationSchema,
} from '../administration/keys.ts';
import {
  newProjectSchema,
  projectChangesSchema,
  projectListSchema,
  projectSchema,
} from '../administration/projects.ts';
import { settingsChangesSchema, settingsSchema } from '../administration/settings.ts';
import { statisticsSchema } from '../administration/statistics.ts';
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
import { ACTOR_KINDS, AUDIT_ACTIONS, auditListSchema } from '../audit.ts';
import { type Operation, type Parameter, textParameter as text } from './operation.ts';

const idParameter = (description: string): Parameter => ({
  name: 'id',
  in: 'path',
  description,
  schema: { type: 'string', format: 'uuid' },
});

/** Which page of a list. */
export const PAGINATION_PARAMETERS: readonly Parameter[] = [
  {
    name: 'limit',
    in: 'query',
    description: 'Rows on a page',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  },
  text('nextCursor of the page before', 'cursor'),
];

const enumParameter = (name: string, description: string, values: readonly string[]): Parameter => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string', enum: values },
});

const LOOKUP_ERRORS = ['INVALID_PARAMETERS', 'NOT_FOUND'] as const;

const PROJECTS: readonly Operation[] = [
  {
    id: 'listProjects',
    method: 'get',
    path: '/projects',
    summary: 'The projects of the client',
    needs: 'key',
    success: { status: 200, description: 'All of them', bodies: { ProjectList: projectListSchema } },
    errors: [],
  },
  {
    id: 'createProject',
    method: 'post',
    path: '/projects',
    summary: 'Make a project',
    needs: 'user',
    body: { NewProject: newProjectSchema },
    success: { status: 201, description: 'It is made', bodies: { Project: projectSchema } },
    errors: ['INVALID_PARAMETERS', 'NAME_TAKEN'],
  },
  {
    id: 'changeProject',
    method: 'patch',
    path: '/projects/{id}',
    summary: 'Rename a project, require consent in it, or weigh the accent in it',
    needs: 'user',
    parameters: [idParameter('The id of a project')],
    body: { ProjectChanges: projectChangesSchema },
    success: { status: 200, description: 'The project as it is now', bodies: { Project: projectSchema } },
    errors: [...LOOKUP_ERRORS, 'NAME_TAKEN'],
  },
];

const KEYS: readonly Operation[] = [
  {
    id: 'listKeys',
    method: 'get',
    path: '/keys',
    summary: 'The API keys of the client',
    needs: 'user',
    success: { status: 200, description: 'All of them', bodies: { ApiKeyList: apiKeyListSchema } },
    errors: [],
  },
  {
    id: 'createKey',
    method: 'post',
    path: '/keys',
    summary: 'Make an API key; it is shown this once',
    needs: 'user',
    body: { NewApiKey: newApiKeySchema },
    success: { status: 201, description: 'The key in full', bodies: { MadeApiKey: madeApiKeySchema } },
    errors: LOOKUP_ERRORS,
  },
  {
    id: 'revokeKey',
    method: 'delete',
    path: '/keys/{id}',
    summary: 'Take an API key out of use at once, for good',
    needs: 'user',
    parameters: [idParameter('The id of a key')],
    success: { status: 204, description: 'It is out of use' },
    errors: LOOKUP_ERRORS,
  },
  {
    id: 'rotateKey',
    method: 'post',
    path: '/keys/{id}/rotate',
    summary: 'Make the successor of an API key with the same settings; both are good for a while',
    needs: 'user',
    parameters: [idParameter('The id of a key that is in use')],
    body: { Rotation: rotationSchema },
    success: { status: 201, description: 'The successor in full', bodies: { MadeApiKey: madeApiKeySchema } },
    errors: LOOKUP_ERRORS,
  },
];

const WEBHOOKS: readonly Operation[] = [
  {
    id: 'listWebhookEndpoints',
    method: 'get',
    path: '/webhooks/endpoints',
    summary: 'The addresses that hear of the end of every run',
    needs: 'user',
    success: {
      status: 200,
      description: 'All of them',
      bodies: { WebhookEndpointList: webhookEndpointListSchema },
    },
    errors: [],
  },
  {
    id: 'addWebhookEndpoint',
    method: 'post',
    path: '/webhooks/endpoints',
    summary: 'Add an address, or switch it on again',
    needs: 'user',
    body: { NewWebhookEndpoint: newWebhookEndpointSchema },
    success: { status: 201, description: 'It hears', bodies: { WebhookEndpoint: webhookEndpointSchema } },
    errors: ['INVALID_PARAMETERS', 'INVALID_WEBHOOK_URL'],
  },
  {
    id: 'switchWebhookEndpoint',
    method: 'patch',
    path: '/webhooks/endpoints/{id}',
    summary: 'Switch an address on or off',
    needs: 'user',
    parameters: [idParameter('The id of an endpoint')],
    body: { WebhookEndpointChanges: webhookEndpointChangesSchema },
    success: {
      status: 200,
      description: 'The endpoint as it is now',
      bodies: { WebhookEndpoint: webhookEndpointSchema },
    },
    errors: LOOKUP_ERRORS,
  },
  {
    id: 'removeWebhookEndpoint',
    method: 'delete',
    path: '/webhooks/endpoints/{id}',
    summary: 'Remove an address; what waits for it is dropped',
    needs: 'user',
    parameters: [idParameter('The id of an endpoint')],
    success: { status: 204, description: 'It is removed' },
    errors: LOOKUP_ERRORS,
  },
  {
    id: 'testWebhookEndpoint',
    method: 'post',
    path: '/webhooks/endpoints/{id}/test',
    summary: 'Send an address a signed message of the type webhook.test, once, and tell how it was taken',
    needs: 'user',
    parameters: [idParameter('The id of an endpoint')],
    success: { status: 200, description: 'It was tried', bodies: { WebhookTest: webhookTestSchema } },
    errors: LOOKUP_ERRORS,
  },
  {
    id: 'rotateWebhookSecret',
    method: 'post',
    path: '/webhooks/secret/rotate',
    summary: 'Make a new signing secret; messages are signed with the old one too for a while',
    needs: 'user',
    body: { Rotation: rotationSchema },
    success: {
      status: 200,
      description: 'The secret in full',
      bodies: { WebhookSecret: webhookSecretSchema },
    },
    errors: ['INVALID_PARAMETERS'],
  },
  {
    id: 'listWebhookDeliveries',
    method: 'get',
    path: '/webhooks/deliveries',
    summary: 'The messages of the client with what was answered, newest first',
    needs: 'user',
    parameters: [
      ...PAGINATION_PARAMETERS,
      text('Of this run', 'runId'),
      text('To this endpoint', 'endpointId'),
      enumParameter('status', 'In this state', DELIVERY_STATUSES),
    ],
    success: {
      status: 200,
      description: 'A page of messages',
      bodies: { WebhookDeliveryList: webhookDeliveryListSchema },
    },
    errors: ['INVALID_PARAMETERS', 'INVALID_STATUS'],
  },
  {
    id: 'replayWebhookDelivery',
    method: 'post',
    path: '/webhooks/deliveries/{id}/replay',
    summary: 'Send a message again, under the same id, with all tries anew',
    needs: 'user',
    parameters: [idParameter('The id of a message')],
    success: {
      status: 202,
      description: 'It is due now',
      bodies: { WebhookDelivery: webhookDeliverySchema },
    },
    errors: LOOKUP_ERRORS,
  },
];

const ACCOUNT: readonly Operation[] = [
  {
    id: 'readSettings',
    method: 'get',
    path: '/settings',
    summary: 'How long things are kept, whether consent is needed, and what the operator allows',
    needs: 'user',
    success: { status: 200, description: 'The settings', bodies: { Settings: settingsSchema } },
    errors: [],
  },
  {
    id: 'changeSettings',
    method: 'patch',
    path: '/settings',
    summary: 'Change the settings',
    needs: 'user',
    body: { SettingsChanges: settingsChangesSchema },
    success: {
      status: 200,
      description: 'The settings as they are now',
      bodies: { Settings: settingsSchema },
    },
    errors: ['INVALID_PARAMETERS'],
  },
  {
    id: 'listTransactions',
    method: 'get',
    path: '/credits/transactions',
    summary: 'The whole ledger, newest first',
    needs: 'key',
    parameters: PAGINATION_PARAMETERS,
    success: {
      status: 200,
      description: 'A page of transactions',
      bodies: { TransactionList: transactionListSchema },
    },
    errors: ['INVALID_PARAMETERS'],
  },
  {
    id: 'listHolds',
    method: 'get',
    path: '/credits/holds',
    summary: 'What is reserved for runs that are not finished',
    needs: 'key',
    success: { status: 200, description: 'The open holds', bodies: { HoldList: holdListSchema } },
    errors: [],
  },
  {
    id: 'readStatistics',
    method: 'get',
    path: '/statistics',
    summary: 'Runs, levels, times to the result, failures and credits over some days',
    needs: 'key',
    parameters: [
      {
        name: 'days',
        in: 'query',
        description: 'How many days, today included',
        schema: { type: 'integer', minimum: 1, maximum: 366, default: 30 },
      },
    ],
    success: { status: 200, description: 'The figures', bodies: { Statistics: statisticsSchema } },
    errors: ['INVALID_PARAMETERS'],
  },
  {
    id: 'readAudit',
    method: 'get',
    path: '/audit',
    summary: 'Who did what, when and from where, newest first',
    needs: 'user',
    parameters: [
      ...PAGINATION_PARAMETERS,
      enumParameter('action', 'This act', AUDIT_ACTIONS),
      enumParameter('actorKind', 'By such an actor', ACTOR_KINDS),
      text('By this key or user', 'actorId'),
      text('Upon this run, key, user or whatever else', 'targetId'),
      text('At this ISO 8601 date or time, or later', 'after'),
      text('Before this ISO 8601 date or time', 'before'),
      enumParameter('format', 'csv: all that pass the filter, as a file', ['json', 'csv']),
    ],
    success: {
      status: 200,
      description: 'A page of entries, or all of them as CSV',
      bodies: { AuditList: auditListSchema },
      files: { 'text/csv': 'id,at,actorKind,actorId,actorLabel,action,target,details,address,requestId\n' },
    },
    errors: ['INVALID_PARAMETERS', 'INVALID_DATE'],
  },
];

/** How a client is administrated, by its own people. */
export const ADMINISTRATION_OPERATIONS: readonly Operation[] = [
  ...PROJECTS,
  ...KEYS,
  ...WEBHOOKS,
  ...ACCOUNT,
];
