import { z } from 'zod';
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
import { ACTOR_KINDS, AUDIT_ACTIONS, auditHeadSchema, auditListSchema } from '../audit.ts';
import { reportLanguageSchema } from '../report-language.ts';
import { oneOf, queryDate, wholeNumber } from '../request-fields.ts';
import { defineOperation, paginationQuery, pathId } from './operation.ts';
import { WEBHOOK_OPERATIONS } from './webhook-operations.ts';

const LOOKUP_ERRORS = ['INVALID_PARAMETERS', 'NOT_FOUND'] as const;

const PROJECT_OPERATIONS = {
  listProjects: defineOperation({
    id: 'listProjects',
    method: 'get',
    path: '/projects',
    summary: 'List the projects of the client',
    needs: 'key',
    // Users who only work with runs choose among projects too.
    permission: 'runs.read',
    success: { status: 200, description: 'All projects', bodies: { ProjectList: projectListSchema } },
    errors: [],
  }),
  createProject: defineOperation({
    id: 'createProject',
    method: 'post',
    path: '/projects',
    summary: 'Create a project',
    needs: 'user',
    permission: 'projects.manage',
    body: { NewProject: newProjectSchema },
    success: { status: 201, description: 'The new project', bodies: { Project: projectSchema } },
    errors: ['INVALID_PARAMETERS', 'NAME_TAKEN'],
  }),
  changeProject: defineOperation({
    id: 'changeProject',
    method: 'patch',
    path: '/projects/{id}',
    summary: 'Change the name, consent requirement or accent weight of a project',
    needs: 'user',
    permission: 'projects.manage',
    params: z.object({ id: pathId('Project id') }),
    body: { ProjectChanges: projectChangesSchema },
    success: { status: 200, description: 'The project as changed', bodies: { Project: projectSchema } },
    errors: [...LOOKUP_ERRORS, 'NAME_TAKEN'],
  }),
};

const keyParams = z.object({ id: pathId('API key id') });

const API_KEY_OPERATIONS = {
  listKeys: defineOperation({
    id: 'listKeys',
    method: 'get',
    path: '/keys',
    summary: 'List the API keys of the client',
    needs: 'user',
    permission: 'keys.manage',
    success: { status: 200, description: 'All keys', bodies: { ApiKeyList: apiKeyListSchema } },
    errors: [],
  }),
  createKey: defineOperation({
    id: 'createKey',
    method: 'post',
    path: '/keys',
    summary: 'Create an API key; it is shown only once',
    needs: 'user',
    permission: 'keys.manage',
    body: { NewApiKey: newApiKeySchema },
    success: { status: 201, description: 'The key in full', bodies: { MadeApiKey: madeApiKeySchema } },
    errors: LOOKUP_ERRORS,
  }),
  revokeKey: defineOperation({
    id: 'revokeKey',
    method: 'delete',
    path: '/keys/{id}',
    summary: 'Revoke an API key immediately and permanently',
    needs: 'user',
    permission: 'keys.manage',
    params: keyParams,
    success: { status: 204, description: 'Revoked' },
    errors: LOOKUP_ERRORS,
  }),
  rotateKey: defineOperation({
    id: 'rotateKey',
    method: 'post',
    path: '/keys/{id}/rotate',
    summary: 'Replace an API key by a new one with the same settings; both work during an overlap',
    needs: 'user',
    permission: 'keys.manage',
    params: z.object({ id: pathId('Id of an API key that is in use') }),
    body: { Rotation: rotationSchema },
    isBodyOptional: true,
    success: { status: 201, description: 'The new key in full', bodies: { MadeApiKey: madeApiKeySchema } },
    errors: LOOKUP_ERRORS,
  }),
};

const SETTINGS_OPERATIONS = {
  readSettings: defineOperation({
    id: 'readSettings',
    method: 'get',
    path: '/settings',
    summary: 'Read the client’s retention periods, consent requirement and permissions',
    needs: 'user',
    permission: 'settings.manage',
    success: { status: 200, description: 'The settings', bodies: { Settings: settingsSchema } },
    errors: [],
  }),
  changeSettings: defineOperation({
    id: 'changeSettings',
    method: 'patch',
    path: '/settings',
    summary: 'Change the settings',
    needs: 'user',
    permission: 'settings.manage',
    body: { SettingsChanges: settingsChangesSchema },
    success: { status: 200, description: 'The settings as changed', bodies: { Settings: settingsSchema } },
    errors: ['INVALID_PARAMETERS', 'SSO_REQUIRED'],
  }),
};

const CREDIT_OPERATIONS = {
  listTransactions: defineOperation({
    id: 'listTransactions',
    method: 'get',
    path: '/credits/transactions',
    summary: 'List all credit transactions, newest first',
    needs: 'key',
    permission: 'credits.read',
    query: paginationQuery,
    success: {
      status: 200,
      description: 'A page of transactions',
      bodies: { TransactionList: transactionListSchema },
    },
    errors: ['INVALID_PARAMETERS'],
  }),
  listHolds: defineOperation({
    id: 'listHolds',
    method: 'get',
    path: '/credits/holds',
    summary: 'List the credits held for unfinished runs',
    needs: 'key',
    permission: 'credits.read',
    success: { status: 200, description: 'The open holds', bodies: { HoldList: holdListSchema } },
    errors: [],
  }),
};

const REPORTING_OPERATIONS = {
  readStatistics: defineOperation({
    id: 'readStatistics',
    method: 'get',
    path: '/statistics',
    summary: 'Read runs, levels, processing times, failures and credits over a number of days',
    needs: 'key',
    permission: 'runs.read',
    query: z.object({
      days: wholeNumber(1, 366).default(30).describe('Number of days, including today'),
    }),
    success: { status: 200, description: 'The statistics', bodies: { Statistics: statisticsSchema } },
    errors: ['INVALID_PARAMETERS'],
  }),
  readAudit: defineOperation({
    id: 'readAudit',
    method: 'get',
    path: '/audit',
    summary: 'Read the audit log, newest first',
    needs: 'user',
    permission: 'audit.read',
    query: paginationQuery.extend({
      action: oneOf(AUDIT_ACTIONS).optional().describe('Only this action'),
      actorKind: oneOf(ACTOR_KINDS).optional().describe('Only actors of this kind'),
      actorId: z.string().optional().describe('Only this API key or user'),
      targetId: z.string().optional().describe('Only this run, API key, user or other target'),
      after: queryDate.optional().describe('At or after this ISO 8601 date or time'),
      before: queryDate.optional().describe('Before this ISO 8601 date or time'),
      format: oneOf(['json', 'csv'])
        .optional()
        .describe('csv: all matching entries as a file, without pagination'),
      reportLanguage: reportLanguageSchema
        .optional()
        .describe('With csv: a table in this language for people; without it the names of this API'),
    }),
    success: {
      status: 200,
      description: 'A page of entries, or all of them as CSV',
      bodies: { AuditList: auditListSchema },
      files: {
        'text/csv':
          'id,at,actorKind,actorId,actorLabel,action,target,details,address,requestId,sequence,hash\n',
      },
    },
    errors: ['INVALID_PARAMETERS', 'INVALID_DATE'],
    fieldErrors: { after: 'INVALID_DATE', before: 'INVALID_DATE' },
  }),
  readAuditHead: defineOperation({
    id: 'readAuditHead',
    method: 'get',
    path: '/audit/head',
    summary: 'Read the head of the audit log’s hash chain, to be kept elsewhere',
    needs: 'user',
    permission: 'audit.read',
    success: { status: 200, description: 'The head', bodies: { AuditHead: auditHeadSchema } },
    errors: [],
  }),
};

/** Operations with which a client's own people, or the operator for them, administer the client. */
export const ADMINISTRATION_OPERATIONS = {
  ...PROJECT_OPERATIONS,
  ...API_KEY_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...SETTINGS_OPERATIONS,
  ...CREDIT_OPERATIONS,
  ...REPORTING_OPERATIONS,
};
