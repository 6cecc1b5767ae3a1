import {
  clientChangesSchema,
  clientListSchema,
  clientSchema,
  grantSchema,
  newClientSchema,
} from '../administration/clients.ts';
import { creditsResponseSchema } from '../credits.ts';
import { ADMINISTRATION_OPERATIONS, PAGINATION_PARAMETERS } from './administration-operations.ts';
import type { Operation, Parameter } from './operation.ts';

const clientId: Parameter = {
  name: 'clientId',
  in: 'path',
  description: 'The id of a client',
  schema: { type: 'string', format: 'uuid' },
};

const CLIENT = { Client: clientSchema };

const CLIENTS: readonly Operation[] = [
  {
    id: 'listClients',
    method: 'get',
    path: '/admin/clients',
    summary: 'The clients of the installation by name',
    needs: 'operator',
    parameters: PAGINATION_PARAMETERS,
    success: { status: 200, description: 'A page of clients', bodies: { ClientList: clientListSchema } },
    errors: ['INVALID_PARAMETERS'],
  },
  {
    id: 'createClient',
    method: 'post',
    path: '/admin/clients',
    summary: 'Make a client',
    needs: 'operator',
    body: { NewClient: newClientSchema },
    success: { status: 201, description: 'It is made', bodies: CLIENT },
    errors: ['INVALID_PARAMETERS', 'NAME_TAKEN'],
  },
  {
    id: 'readClient',
    method: 'get',
    path: '/admin/clients/{clientId}',
    summary: 'A client with its permissions, limits and credits',
    needs: 'operator',
    parameters: [clientId],
    success: { status: 200, description: 'The client', bodies: CLIENT },
    errors: [],
  },
  {
    id: 'changeClient',
    method: 'patch',
    path: '/admin/clients/{clientId}',
    summary: 'Rename a client, switch it on or off, change its permissions, limits and settings',
    needs: 'operator',
    parameters: [clientId],
    body: { ClientChanges: clientChangesSchema },
    success: { status: 200, description: 'The client as it is now', bodies: CLIENT },
    errors: ['INVALID_PARAMETERS', 'NAME_TAKEN'],
  },
  {
    id: 'grantCredits',
    method: 'post',
    path: '/admin/clients/{clientId}/credits',
    summary: 'Give a client credits',
    needs: 'operator',
    parameters: [clientId],
    body: { Grant: grantSchema },
    success: {
      status: 201,
      description: 'The client’s credits as they are now',
      bodies: { Credits: creditsResponseSchema },
    },
    errors: ['INVALID_PARAMETERS'],
  },
];

/** What a client's own people can do, done by the operator for them. */
function forClient(operation: Operation): Operation {
  return {
    ...operation,
    id: `${operation.id}OfClient`,
    path: `/admin/clients/{clientId}${operation.path}`,
    needs: 'operator',
    parameters: [clientId, ...(operation.parameters ?? [])],
  };
}

/** What the operator of the installation can do, over all clients. */
export const OPERATOR_OPERATIONS: readonly Operation[] = [
  ...CLIENTS,
  ...ADMINISTRATION_OPERATIONS.map(forClient),
];
