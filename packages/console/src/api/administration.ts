/** What an organisation's own administrators ask of the API. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ApiKeyList,
  AuditList,
  CreatedInvitation,
  HoldList,
  Invitation,
  LoginLink,
  MadeApiKey,
  NewApiKey,
  NewInvitation,
  NewProject,
  Project,
  ProjectChanges,
  ProjectList,
  Settings,
  SettingsChanges,
  Statistics,
  TransactionList,
  User,
  UserChange,
  WebhookDeliveryList,
  WebhookEndpointList,
  WebhookSecret,
  WebhookTest,
} from '@vivavoce/contract';
import { api } from './api-client.ts';

/** Something that is read whole. */
function useResource<Body>(path: string) {
  return useQuery({ queryKey: [path], queryFn: ({ signal }) => api.get<Body>(path, { signal }) });
}

/** Something that is read page after page; each page names the next. */
function usePaginatedResource<Body extends { readonly nextCursor: string | null }>(
  path: string,
  query: URLSearchParams,
) {
  return useInfiniteQuery({
    queryKey: [path, query.toString()],
    queryFn: ({ pageParam, signal }) => {
      const pageQuery = new URLSearchParams(query);
      if (pageParam) pageQuery.set('cursor', pageParam);
      return api.get<Body>(`${path}?${pageQuery}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** An act after which what was read under these paths is read again. */
function useInvalidatingMutation<Variables, Body>(
  mutationFn: (given: Variables) => Promise<Body>,
  ...invalidatedPaths: readonly string[]
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: mutationFn,
    onSettled: () =>
      Promise.all(invalidatedPaths.map((path) => queries.invalidateQueries({ queryKey: [path] }))),
  });
}

const itemPath = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`;

/** The API keys, those out of use too. */
export const useApiKeys = () => useResource<ApiKeyList>('/keys');
/** Makes a key; the answer shows it once. */
export const useCreateApiKey = () =>
  useInvalidatingMutation((key: NewApiKey) => api.post<MadeApiKey>('/keys', key), '/keys');
/** Puts a new key in the place of one; the old one is good for a while longer. */
export const useRotateApiKey = () =>
  useInvalidatingMutation(
    (id: string) => api.post<MadeApiKey>(`${itemPath('/keys', id)}/rotate`, {}),
    '/keys',
  );
/** Ends a key. */
export const useRevokeApiKey = () =>
  useInvalidatingMutation((id: string) => api.remove(itemPath('/keys', id)), '/keys');

/** The projects. */
export const useProjects = () => useResource<ProjectList>('/projects');
/** Makes a project. */
export const useCreateProject = () =>
  useInvalidatingMutation((project: NewProject) => api.post<Project>('/projects', project), '/projects');
/** Changes a project. */
export const useChangeProject = () =>
  useInvalidatingMutation(
    ({ id, changes }: { id: string; changes: ProjectChanges }) =>
      api.patch<Project>(itemPath('/projects', id), changes),
    '/projects',
  );

/** The people of the organisation. */
export const useUsers = () => useResource<{ users: User[] }>('/users');
/** Changes what a person may do. */
export const useChangeUser = () =>
  useInvalidatingMutation(
    ({ id, change }: { id: string; change: UserChange }) => api.patch<User>(itemPath('/users', id), change),
    '/users',
  );
/** Removes a person. */
export const useRemoveUser = () =>
  useInvalidatingMutation((id: string) => api.remove(itemPath('/users', id)), '/users');
/** A link that signs a person in once. */
export const useCreateLoginLink = () =>
  useInvalidatingMutation((id: string) => api.post<LoginLink>(`${itemPath('/users', id)}/sign-in-link`));
/** The invitations that nobody has accepted yet. */
export const useInvitations = () => useResource<{ invitations: Invitation[] }>('/invitations');
/** Invites a person; the answer holds the link. */
export const useInvite = () =>
  useInvalidatingMutation(
    (invitation: NewInvitation) => api.post<CreatedInvitation>('/invitations', invitation),
    '/invitations',
  );
/** Takes an invitation back. */
export const useRevokeInvitation = () =>
  useInvalidatingMutation((id: string) => api.remove(itemPath('/invitations', id)), '/invitations');

/** The ledger, newest first. */
export const useTransactions = () =>
  usePaginatedResource<TransactionList>('/credits/transactions', new URLSearchParams());
/** What is reserved for runs that are not finished. */
export const useHolds = () => useResource<HoldList>('/credits/holds');

/** The addresses that hear of the end of every run. */
export const useWebhookEndpoints = () => useResource<WebhookEndpointList>('/webhooks/endpoints');
/** Adds an address. */
export const useAddWebhookEndpoint = () =>
  useInvalidatingMutation((url: string) => api.post('/webhooks/endpoints', { url }), '/webhooks/endpoints');
/** Switches an address on or off. */
export const useToggleWebhookEndpoint = () =>
  useInvalidatingMutation(
    ({ id, enabled }: { id: string; enabled: boolean }) =>
      api.patch(itemPath('/webhooks/endpoints', id), { enabled }),
    '/webhooks/endpoints',
  );
/** Removes an address. */
export const useRemoveWebhookEndpoint = () =>
  useInvalidatingMutation(
    (id: string) => api.remove(itemPath('/webhooks/endpoints', id)),
    '/webhooks/endpoints',
  );
/** Sends a test message and tells how it was taken. */
export const useTestWebhookEndpoint = () =>
  useInvalidatingMutation((id: string) =>
    api.post<WebhookTest>(`${itemPath('/webhooks/endpoints', id)}/test`),
  );
/** Makes a new secret; the answer shows it once. */
export const useRotateWebhookSecret = () =>
  useInvalidatingMutation(() => api.post<WebhookSecret>('/webhooks/secret/rotate', {}));
/** The messages that were sent, newest first. */
export const useWebhookDeliveries = (status: string) =>
  usePaginatedResource<WebhookDeliveryList>(
    '/webhooks/deliveries',
    new URLSearchParams(status ? { status } : {}),
  );
/** Sends a message again. */
export const useReplayWebhookDelivery = () =>
  useInvalidatingMutation(
    (id: string) => api.post(`${itemPath('/webhooks/deliveries', id)}/replay`),
    '/webhooks/deliveries',
  );

/** How long things are kept, and what is asked of every submit. */
export const useSettings = () => useResource<Settings>('/settings');
/** Changes them. */
export const useChangeSettings = () =>
  useInvalidatingMutation(
    (changes: SettingsChanges) => api.patch<Settings>('/settings', changes),
    '/settings',
  );

/** Who did what, newest first. */
export const useAuditLog = (query: URLSearchParams) => usePaginatedResource<AuditList>('/audit', query);
/** The same as a file. */
export const auditLogCsvUrl = (query: URLSearchParams): string =>
  `/api/v1/audit?${new URLSearchParams([...query, ['format', 'csv']])}`;

/** What the runs of the last days were like. */
export const useStatistics = (days: number) => useResource<Statistics>(`/statistics?days=${days}`);
