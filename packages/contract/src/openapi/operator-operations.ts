import { z } from 'zod';
import {
  clientChangesSchema,
  clientListSchema,
  clientSchema,
  grantSchema,
  newClientSchema,
} from '../administration/clients.ts';
import { creditsResponseSchema } from '../credits.ts';
import { ADMINISTRATION_OPERATIONS } from './administration-operations.ts';
import { defineOperation, type Operation, paginationQuery, pathId } from './operation.ts';

/** The API calls a tenant `client`. */
const clientParams = z.object({ clientId: pathId('Client id') });

const CLIENT = { Client: clientSchema };

/** Operations on clients, for the operator of the installation. */
export const CLIENT_OPERATIONS = {
  listClients: defineOperation({
    id: 'listClients',
    method: 'get',
    path: '/admin/clients',
    summary: 'List the clients of the installation by name',
    needs: 'operator',
    query: paginationQuery,
    success: { status: 200, description: 'A page of clients', bodies: { ClientList: clientListSchema } },
    errors: ['INVALID_PARAMETERS'],
  }),
  createClient: defineOperation({
    id: 'createClient',
    method: 'post',
    path: '/admin/clients',
    summary: 'Create a client',
    needs: 'operator',
    body: { NewClient: newClientSchema },
    success: { status: 201, description: 'The new client', bodies: CLIENT },
    errors: ['INVALID_PARAMETERS', 'NAME_TAKEN'],
  }),
  readClient: defineOperation({
    id: 'readClient',
    method: 'get',
    path: '/admin/clients/{clientId}',
    summary: 'Read a client with its permissions, limits and credits',
    needs: 'operator',
    params: clientParams,
    success: { status: 200, description: 'The client', bodies: CLIENT },
    errors: [],
  }),
  changeClient: defineOperation({
    id: 'changeClient',
    method: 'patch',
    path: '/admin/clients/{clientId}',
    summary: 'Change a client’s name, activation, permissions, limits and settings',
    needs: 'operator',
    params: clientParams,
    body: { ClientChanges: clientChangesSchema },
    success: { status: 200, description: 'The client as changed', bodies: CLIENT },
    errors: ['INVALID_PARAMETERS', 'NAME_TAKEN'],
  }),
  grantCredits: defineOperation({
    id: 'grantCredits',
    method: 'post',
    path: '/admin/clients/{clientId}/credits',
    summary: 'Grant credits to a client',
    needs: 'operator',
    params: clientParams,
    body: { Grant: grantSchema },
    success: {
      status: 201,
      description: 'The client’s credits after the grant',
      bodies: { Credits: creditsResponseSchema },
    },
    errors: ['INVALID_PARAMETERS'],
  }),
};

/** An operation of a client's own people, as the operator uses it for a client. */
function forClient({ permission: _permission, ...operation }: Operation): Operation {
  return {
    ...operation,
    id: `${operation.id}OfClient`,
    path: `/admin/clients/{clientId}${operation.path}`,
    needs: 'operator',
    params: clientParams.extend(operation.params?.shape ?? {}),
  };
}

/** Everything that the operator of the installation can do. */
export const OPERATOR_OPERATIONS: readonly Operation[] = [
  ...Object.values(CLIENT_OPERATIONS),
  ...Object.values(ADMINISTRATION_OPERATIONS).map(forClient),
];
