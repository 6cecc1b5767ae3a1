import type {
  ClientChanges,
  ClientDescription,
  ClientList,
  CreditsResponse,
  NewClient,
} from '@vivavoce/contract';
import { type Account, accountApi } from './account.ts';
import { type Administration, administrationApi } from './administration.ts';
import { type Connection, type ConnectionOptions, createConnection } from './connection.ts';
import { type PaginatedList, paginate } from './pagination.ts';
import { itemPath, jsonRequests, type RequestOptions } from './request.ts';

/** How the operator reaches the API. */
export interface OperatorOptions extends ConnectionOptions {
  /** VIVAVOCE_OPERATOR_TOKEN of the server. */
  readonly operatorToken: string;
}

/** What the operator can do for one client. */
export interface ClientAdministration extends Account, Administration {
  read(options?: RequestOptions): Promise<ClientDescription>;
  /** Renames, enables or disables, changes permissions, limits and settings; absent fields stay as they are. */
  change(changes: ClientChanges, options?: RequestOptions): Promise<ClientDescription>;
  /** Grants credits. */
  grantCredits(credits: number, options?: RequestOptions): Promise<CreditsResponse>;
}

/**
 * The administration of an installation. Every method throws as those of `Vivavoce` do. The API calls a tenant a client
 * (`/admin/clients`), and so do these methods.
 */
export interface VivavoceOperator {
  /** The clients of the installation, by name. */
  clients(options?: RequestOptions): PaginatedList<ClientDescription>;
  createClient(client: NewClient, options?: RequestOptions): Promise<ClientDescription>;
  /** What can be done for the client with an id. */
  client(clientId: string): ClientAdministration;
}

const CLIENTS = '/admin/clients';

/** Creates a client of the operator's API, for the operator's own programs only: the token grants access to everything. */
export function createVivavoceOperator({
  operatorToken,
  ...connectionOptions
}: OperatorOptions): VivavoceOperator {
  const connection = createConnection(connectionOptions, { authorization: `Bearer ${operatorToken}` });
  return {
    clients: (options = {}) => paginate(connection, CLIENTS, options, (page: ClientList) => page.clients),
    createClient: (client, options) => jsonRequests(connection).post(CLIENTS, client, options),
    client: (clientId) => tenantAdministrationApi(connection, itemPath(CLIENTS, clientId)),
  };
}

function tenantAdministrationApi(connection: Connection, base: string): ClientAdministration {
  const { get, post, patch } = jsonRequests(connection, base);
  return {
    ...accountApi(connection, base),
    ...administrationApi(connection, base),
    read: (options) => get('', options),
    change: (changes, options) => patch('', changes, options),
    grantCredits: (credits, options) => post('/credits', { credits }, options),
  };
}
