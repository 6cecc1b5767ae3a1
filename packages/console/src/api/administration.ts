/** Queries and mutations of an organisation's administrators. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  NewApiKey,
  NewInvitation,
  NewProject,
  ProjectChanges,
  SettingsChanges,
  UserChange,
} from '@vivavoce/contract';
import type { AuditFilter, DeliveryFilter, RequestOptions } from '@vivavoce/sdk/console';
import { api } from './api-client.ts';
import { usePaginatedList } from './lists.ts';

/** The first element of the query keys below. */
type ResourceName =
  | 'keys'
  | 'projects'
  | 'users'
  | 'invitations'
  | 'holds'
  | 'webhook-endpoints'
  | 'webhook-deliveries'
  | 'settings';

function useResource<Data>(name: ResourceName, read: (options: RequestOptions) => Promise<Data>) {
  return useQuery({ queryKey: [name], queryFn: ({ signal }) => read({ signal }) });
}

/** A mutation that invalidates the queries of these resources. */
function useInvalidatingMutation<Variables, Data>(
  mutationFn: (variables: Variables) => Promise<Data>,
  ...invalidated: readonly ResourceName[]
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => Promise.all(invalidated.map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}

/** The API keys, expired and revoked ones included. */
export const useApiKeys = () => useResource('keys', (options) => api.keys(options));
/** Creates a key; the response is the only one that contains it. */
export const useCreateApiKey = () => useInvalidatingMutation((key: NewApiKey) => api.createKey(key), 'keys');
/** Replaces a key; the old one stays valid for a while. */
export const useRotateApiKey = () => useInvalidatingMutation((id: string) => api.rotateKey(id), 'keys');
/** Revokes a key. */
export const useRevokeApiKey = () => useInvalidatingMutation((id: string) => api.revokeKey(id), 'keys');

/** The projects. */
export const useProjects = () => useResource('projects', (options) => api.projects(options));
/** Creates a project. */
export const useCreateProject = () =>
  useInvalidatingMutation((project: NewProject) => api.createProject(project), 'projects');
/** Changes a project. */
export const useChangeProject = () =>
  useInvalidatingMutation(
    ({ id, changes }: { id: string; changes: ProjectChanges }) => api.changeProject(id, changes),
    'projects',
  );

/** The users of the organisation. */
export const useUsers = () => useResource('users', (options) => api.users(options));
/** Changes a user's role, or deactivates or reactivates the user. */
export const useChangeUser = () =>
  useInvalidatingMutation(
    ({ id, change }: { id: string; change: UserChange }) => api.changeUser(id, change),
    'users',
  );
/** Removes a user. */
export const useRemoveUser = () => useInvalidatingMutation((id: string) => api.removeUser(id), 'users');
/** Removes the second factors of a user. */
export const useResetSecondFactor = () =>
  useInvalidatingMutation((id: string) => api.resetSecondFactor(id), 'users');
/** Creates a link that signs a user in once. */
export const useCreateLoginLink = () => useInvalidatingMutation((id: string) => api.createLoginLink(id));
/** The pending invitations. */
export const useInvitations = () => useResource('invitations', (options) => api.invitations(options));
/** Invites a person; the response contains the link. */
export const useInvite = () =>
  useInvalidatingMutation((invitation: NewInvitation) => api.invite(invitation), 'invitations');
/** Revokes an invitation. */
export const useRevokeInvitation = () =>
  useInvalidatingMutation((id: string) => api.revokeInvitation(id), 'invitations');

/** The ledger, newest first. */
export const useTransactions = () => usePaginatedList(['transactions'], api.transactions());
/** Credits that are reserved for unfinished runs. */
export const useHolds = () => useResource('holds', (options) => api.holds(options));

/** The webhook endpoints. */
export const useWebhookEndpoints = () =>
  useResource('webhook-endpoints', (options) => api.webhookEndpoints(options));
/** Adds an endpoint. */
export const useAddWebhookEndpoint = () =>
  useInvalidatingMutation((url: string) => api.addWebhookEndpoint(url), 'webhook-endpoints');
/** Enables or disables an endpoint. */
export const useToggleWebhookEndpoint = () =>
  useInvalidatingMutation(
    ({ id, enabled }: { id: string; enabled: boolean }) => api.switchWebhookEndpoint(id, enabled),
    'webhook-endpoints',
  );
/** Removes an endpoint. */
export const useRemoveWebhookEndpoint = () =>
  useInvalidatingMutation((id: string) => api.removeWebhookEndpoint(id), 'webhook-endpoints');
/** Sends a test message and reports the response to it. */
export const useTestWebhookEndpoint = () =>
  useInvalidatingMutation((id: string) => api.testWebhookEndpoint(id));
/** Creates a new signing secret; the response is the only one that contains it. */
export const useRotateWebhookSecret = () => useInvalidatingMutation(() => api.rotateWebhookSecret());
/** Webhook deliveries, newest first. */
export const useWebhookDeliveries = (filter: DeliveryFilter = {}) =>
  usePaginatedList(['webhook-deliveries', filter], api.webhookDeliveries(filter));
/** Sends a message again. */
export const useReplayWebhookDelivery = () =>
  useInvalidatingMutation((id: string) => api.replayWebhookDelivery(id), 'webhook-deliveries');

/** Retention periods, and whether consent is required. */
export const useSettings = () => useResource('settings', (options) => api.settings(options));
/** Changes the settings. */
export const useChangeSettings = () =>
  useInvalidatingMutation((changes: SettingsChanges) => api.changeSettings(changes), 'settings');

/** The audit log, newest first. */
export const useAuditLog = (filter: AuditFilter) => usePaginatedList(['audit', filter], api.audit(filter));
/** The same as a CSV file. */
export const auditLogCsvUrl = api.urls.auditCsv;

/** Statistics of the last days. */
export const useStatistics = (days: number) =>
  useQuery({ queryKey: ['statistics', days], queryFn: ({ signal }) => api.statistics(days, { signal }) });
