import type {
  ApiKey,
  ApiKeyList,
  AuditEntry,
  AuditList,
  ClientChanges,
  ClientDescription,
  ClientList,
  CreditsResponse,
  MadeApiKey,
  NewApiKey,
  NewClient,
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
import { type Account, accountApi } from './account.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { paginate } from './pagination.ts';
import { type Connection, type RequestOptions, send } from './request.ts';

/** How the operator reaches the API. */
export interface OperatorOptions extends ConnectionOptions {
  /** VIVAVOCE_OPERATOR_TOKEN of the server. */
  readonly operatorToken: string;
}

/** Which entries of an audit log are wanted; all of them where nothing is said. */
export interface AuditFilter {
  readonly action?: AuditEntry['action'];
  readonly actorKind?: AuditEntry['actor']['kind'];
  readonly actorId?: string;
  readonly targetId?: string;
  readonly after?: Date;
  readonly before?: Date;
}

/** What the operator does for one client. */
export interface ClientAdministration extends Account {
  read(options?: RequestOptions): Promise<ClientDescription>;
  /** Renames, switches on or off, changes permissions, limits and settings; what is absent stays. */
  change(changes: ClientChanges, options?: RequestOptions): Promise<ClientDescription>;
  /** Gives credits. */
  grantCredits(credits: number, options?: RequestOptions): Promise<CreditsResponse>;
  createProject(project: NewProject, options?: RequestOptions): Promise<Project>;
  changeProject(projectId: string, changes: ProjectChanges, options?: RequestOptions): Promise<Project>;
  keys(options?: RequestOptions): Promise<ApiKey[]>;
  /** Makes a key; it is told this once. */
  createKey(key?: NewApiKey, options?: RequestOptions): Promise<MadeApiKey>;
  revokeKey(keyId: string, options?: RequestOptions): Promise<void>;
  /** Makes a key's successor; both are good for a while, 24 hours when not said. */
  rotateKey(keyId: string, rotation?: Rotation, options?: RequestOptions): Promise<MadeApiKey>;
  webhookEndpoints(options?: RequestOptions): Promise<WebhookEndpoint[]>;
  /** Adds an address, or switches it on again. */
  addWebhookEndpoint(url: string, options?: RequestOptions): Promise<WebhookEndpoint>;
  switchWebhookEndpoint(
    endpointId: string,
    enabled: boolean,
    options?: RequestOptions,
  ): Promise<WebhookEndpoint>;
  removeWebhookEndpoint(endpointId: string, options?: RequestOptions): Promise<void>;
  /** Sends a signed test message, once, and tells how it was taken. */
  testWebhookEndpoint(endpointId: string, options?: RequestOptions): Promise<WebhookTest>;
  /** Makes a new signing secret; messages are signed with the old one too for a while. */
  rotateWebhookSecret(rotation?: Rotation, options?: RequestOptions): Promise<WebhookSecret>;
  /** The messages of the client, newest first; pages are fetched as the loop goes on. */
  webhookDeliveries(options?: RequestOptions): AsyncIterable<WebhookDelivery>;
  /** Sends a message again, under the same id. */
  replayWebhookDelivery(deliveryId: string, options?: RequestOptions): Promise<WebhookDelivery>;
  settings(options?: RequestOptions): Promise<Settings>;
  changeSettings(changes: SettingsChanges, options?: RequestOptions): Promise<Settings>;
  /** Who did what, when and from where, newest first; pages are fetched as the loop goes on. */
  audit(filter?: AuditFilter, options?: RequestOptions): AsyncIterable<AuditEntry>;
}

/** The administration of an installation. Every method throws as those of `Vivavoce` do. */
export interface VivavoceOperator {
  /** The clients of the installation, by name; pages are fetched as the loop goes on. */
  clients(options?: RequestOptions): AsyncIterable<ClientDescription>;
  createClient(client: NewClient, options?: RequestOptions): Promise<ClientDescription>;
  /** What can be done for a client of an id. */
  client(clientId: string): ClientAdministration;
}

/** Makes a client of the operator's API, for programs of the operator alone: the token opens everything. */
export function createVivavoceOperator({
  operatorToken,
  ...connectionOptions
}: OperatorOptions): VivavoceOperator {
  const connection = createConnection(connectionOptions, { authorization: `Bearer ${operatorToken}` });
  return {
    clients: (options = {}) =>
      paginate(connection, '/admin/clients', options, (page: ClientList) => page.clients),
    createClient: (json, options = {}) =>
      send(connection, { ...options, method: 'POST', path: '/admin/clients', json, isRetryable: false }),
    client: (clientId) =>
      tenantAdministrationApi(connection, `/admin/clients/${encodeURIComponent(clientId)}`),
  };
}

/** Requests below a client's path. */
function tenantRequests(connection: Connection, base: string) {
  return {
    get: <Body>(path: string, options: RequestOptions) =>
      send<Body>(connection, { ...options, method: 'GET', path: base + path, isRetryable: true }),
    post: <Body>(path: string, json: unknown, options: RequestOptions) =>
      send<Body>(connection, { ...options, method: 'POST', path: base + path, json, isRetryable: false }),
    patch: <Body>(path: string, json: unknown, options: RequestOptions) =>
      send<Body>(connection, { ...options, method: 'PATCH', path: base + path, json, isRetryable: true }),
    remove: (path: string, options: RequestOptions) =>
      send<void>(connection, { ...options, method: 'DELETE', path: base + path, isRetryable: true }),
  };
}

function tenantAdministrationApi(connection: Connection, base: string): ClientAdministration {
  const { get, post, patch, remove } = tenantRequests(connection, base);
  const itemPath = (path: string, id: string): string => `${path}/${encodeURIComponent(id)}`;
  const list = <Page extends { nextCursor: string | null }, Row>(
    path: string,
    options: RequestOptions,
    rowsOf: (page: Page) => Row[],
  ) => paginate(connection, base + path, options, rowsOf);
  const endpoints = '/webhooks/endpoints';
  const deliveries = '/webhooks/deliveries';
  return {
    ...accountApi(connection, base),
    read: (options = {}) => get('', options),
    change: (changes, options = {}) => patch('', changes, options),
    grantCredits: (credits, options = {}) => post('/credits', { credits }, options),
    createProject: (project, options = {}) => post('/projects', project, options),
    changeProject: (id, changes, options = {}) => patch(itemPath('/projects', id), changes, options),
    keys: async (options = {}) => (await get<ApiKeyList>('/keys', options)).keys,
    createKey: (key = {}, options = {}) => post('/keys', key, options),
    revokeKey: (id, options = {}) => remove(itemPath('/keys', id), options),
    rotateKey: (id, rotation = {}, options = {}) =>
      post(`${itemPath('/keys', id)}/rotate`, rotation, options),
    webhookEndpoints: async (options = {}) => (await get<WebhookEndpointList>(endpoints, options)).endpoints,
    addWebhookEndpoint: (url, options = {}) => post(endpoints, { url }, options),
    switchWebhookEndpoint: (id, enabled, options = {}) =>
      patch(itemPath(endpoints, id), { enabled }, options),
    removeWebhookEndpoint: (id, options = {}) => remove(itemPath(endpoints, id), options),
    testWebhookEndpoint: (id, options = {}) => post(`${itemPath(endpoints, id)}/test`, undefined, options),
    rotateWebhookSecret: (rotation = {}, options = {}) => post('/webhooks/secret/rotate', rotation, options),
    webhookDeliveries: (options = {}) =>
      list(deliveries, options, (page: WebhookDeliveryList) => page.deliveries),
    replayWebhookDelivery: (id, options = {}) =>
      post(`${itemPath(deliveries, id)}/replay`, undefined, options),
    settings: (options = {}) => get('/settings', options),
    changeSettings: (changes, options = {}) => patch('/settings', changes, options),
    audit: (filter = {}, options = {}) =>
      list(`/audit?${auditQuery(filter)}`, options, (page: AuditList) => page.entries),
  };
}

function auditQuery(filter: AuditFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) query.set(name, value instanceof Date ? value.toISOString() : value);
  }
  return query;
}
