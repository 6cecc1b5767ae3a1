import type {
  ApiKey,
  ApiKeyList,
  AuditEntry,
  AuditList,
  MadeApiKey,
  NewApiKey,
  NewProject,
  Project,
  ProjectChanges,
  Rotation,
  Settings,
  SettingsChanges,
  WebhookDelivery,
  WebhookDeliveryList,
  WebhookEndpoint,
  WebhookEndpointList,
  WebhookSecret,
  WebhookTest,
} from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { type PaginatedList, paginate, queryOf } from './pagination.ts';
import { itemPath, jsonRequests, type RequestOptions } from './request.ts';

/** Which entries of an audit log to list; all by default. */
export interface AuditFilter {
  readonly action?: AuditEntry['action'];
  readonly actorKind?: AuditEntry['actor']['kind'];
  readonly actorId?: string;
  readonly targetId?: string;
  readonly after?: Date;
  readonly before?: Date;
}

/** Which webhook deliveries to list; all by default. */
export interface DeliveryFilter {
  readonly status?: WebhookDelivery['status'];
}

/** Administration of one tenant: projects, API keys, webhooks, settings and the audit log. */
export interface Administration {
  createProject(project: NewProject, options?: RequestOptions): Promise<Project>;
  changeProject(projectId: string, changes: ProjectChanges, options?: RequestOptions): Promise<Project>;
  /** All API keys, expired and revoked ones included. */
  keys(options?: RequestOptions): Promise<ApiKey[]>;
  /** Creates a key. The response is the only one that contains it. */
  createKey(key?: NewApiKey, options?: RequestOptions): Promise<MadeApiKey>;
  revokeKey(keyId: string, options?: RequestOptions): Promise<void>;
  /** Creates the successor of a key; both are valid during the overlap, 24 hours by default. */
  rotateKey(keyId: string, rotation?: Rotation, options?: RequestOptions): Promise<MadeApiKey>;
  webhookEndpoints(options?: RequestOptions): Promise<WebhookEndpoint[]>;
  /** Adds an endpoint, or enables it again. */
  addWebhookEndpoint(url: string, options?: RequestOptions): Promise<WebhookEndpoint>;
  switchWebhookEndpoint(
    endpointId: string,
    enabled: boolean,
    options?: RequestOptions,
  ): Promise<WebhookEndpoint>;
  removeWebhookEndpoint(endpointId: string, options?: RequestOptions): Promise<void>;
  /** Sends a signed test message once and reports the response to it. */
  testWebhookEndpoint(endpointId: string, options?: RequestOptions): Promise<WebhookTest>;
  /** Creates a new signing secret; during the overlap messages are also signed with the old one. */
  rotateWebhookSecret(rotation?: Rotation, options?: RequestOptions): Promise<WebhookSecret>;
  /** Webhook deliveries, newest first. */
  webhookDeliveries(filter?: DeliveryFilter, options?: RequestOptions): PaginatedList<WebhookDelivery>;
  /** Sends a message again, under the same id. */
  replayWebhookDelivery(deliveryId: string, options?: RequestOptions): Promise<WebhookDelivery>;
  settings(options?: RequestOptions): Promise<Settings>;
  changeSettings(changes: SettingsChanges, options?: RequestOptions): Promise<Settings>;
  /** Who did what, when and from where, newest first. */
  audit(filter?: AuditFilter, options?: RequestOptions): PaginatedList<AuditEntry>;
}

const ENDPOINTS = '/webhooks/endpoints';
const DELIVERIES = '/webhooks/deliveries';

/**
 * The methods of {@link Administration} over a connection.
 * @param base of the paths: empty for the caller's own tenant, else the path of a tenant of the operator.
 */
export function administrationApi(connection: Connection, base = ''): Administration {
  const { get, post, patch, remove } = jsonRequests(connection, base);
  return {
    createProject: (project, options) => post('/projects', project, options),
    changeProject: (id, changes, options) => patch(itemPath('/projects', id), changes, options),
    keys: async (options) => (await get<ApiKeyList>('/keys', options)).keys,
    createKey: (key = {}, options) => post('/keys', key, options),
    revokeKey: (id, options) => remove(itemPath('/keys', id), options),
    rotateKey: (id, rotation = {}, options) => post(`${itemPath('/keys', id)}/rotate`, rotation, options),
    webhookEndpoints: async (options) => (await get<WebhookEndpointList>(ENDPOINTS, options)).endpoints,
    addWebhookEndpoint: (url, options) => post(ENDPOINTS, { url }, options),
    switchWebhookEndpoint: (id, enabled, options) => patch(itemPath(ENDPOINTS, id), { enabled }, options),
    removeWebhookEndpoint: (id, options) => remove(itemPath(ENDPOINTS, id), options),
    testWebhookEndpoint: (id, options) => post(`${itemPath(ENDPOINTS, id)}/test`, undefined, options),
    rotateWebhookSecret: (rotation = {}, options) => post('/webhooks/secret/rotate', rotation, options),
    webhookDeliveries: (filter = {}, options = {}) =>
      paginate(
        connection,
        `${base}${DELIVERIES}?${queryOf({ ...filter })}`,
        options,
        (page: WebhookDeliveryList) => page.deliveries,
      ),
    replayWebhookDelivery: (id, options) => post(`${itemPath(DELIVERIES, id)}/replay`, undefined, options),
    settings: (options) => get('/settings', options),
    changeSettings: (changes, options) => patch('/settings', changes, options),
    audit: (filter = {}, options = {}) =>
      paginate(
        connection,
        `${base}/audit?${queryOf({ ...filter })}`,
        options,
        (page: AuditList) => page.entries,
      ),
  };
}
