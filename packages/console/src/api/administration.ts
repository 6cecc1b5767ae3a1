/** What an organisation's own administrators ask of the API. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ApiKeyList,
  AuditList,
  CreatedInvitation,
  HoldList,
  Invitation,
  MadeApiKey,
  NewApiKey,
  NewInvitation,
  NewProject,
  Project,
  ProjectChanges,
  ProjectList,
  Settings,
  SettingsChanges,
  SignInLink,
  Statistics,
  TransactionList,
  User,
  UserChange,
  WebhookDeliveryList,
  WebhookEndpointList,
  WebhookSecret,
  WebhookTest,
} from '@vivavoce/contract';
import { api } from './connection.ts';

/** Something that is read whole. */
function useResource<Body>(path: string) {
  return useQuery({ queryKey: [path], queryFn: ({ signal }) => api.get<Body>(path, { signal }) });
}

/** Something that is read page after page; each page names the next. */
function usePages<Body extends { readonly nextCursor: string | null }>(path: string, query: URLSearchParams) {
  return useInfiniteQuery({
    queryKey: [path, query.toString()],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams(query);
      if (pageParam) asked.set('cursor', pageParam);
      return api.get<Body>(`${path}?${asked}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** An act after which what was read under these paths is read again. */
function useAct<Given, Body>(act: (given: Given) => Promise<Body>, ...stale: readonly string[]) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => Promise.all(stale.map((path) => queries.invalidateQueries({ queryKey: [path] }))),
  });
}

const of = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`;

/** The API keys, those out of use too. */
export const useKeys = () => useResource<ApiKeyList>('/keys');
/** Makes a key; the answer shows it once. */
export const useCreateKey = () => useAct((key: NewApiKey) => api.post<MadeApiKey>('/keys', key), '/keys');
/** Puts a new key in the place of one; the old one is good for a while longer. */
export const useRotateKey = () =>
  useAct((id: string) => api.post<MadeApiKey>(`${of('/keys', id)}/rotate`, {}), '/keys');
/** Ends a key. */
export const useRevokeKey = () => useAct((id: string) => api.remove(of('/keys', id)), '/keys');

/** The projects. */
export const useProjects = () => useResource<ProjectList>('/projects');
/** Makes a project. */
export const useCreateProject = () =>
  useAct((project: NewProject) => api.post<Project>('/projects', project), '/projects');
/** Changes a project. */
export const useChangeProject = () =>
  useAct(
    ({ id, changes }: { id: string; changes: ProjectChanges }) =>
      api.patch<Project>(of('/projects', id), changes),
    '/projects',
  );

/** The people of the organisation. */
export const useUsers = () => useResource<{ users: User[] }>('/users');
/** Changes what a person may do. */
export const useChangeUser = () =>
  useAct(
    ({ id, change }: { id: string; change: UserChange }) => api.patch<User>(of('/users', id), change),
    '/users',
  );
/** Removes a person. */
export const useRemoveUser = () => useAct((id: string) => api.remove(of('/users', id)), '/users');
/** A link that signs a person in once. */
export const useLinkUser = () =>
  useAct((id: string) => api.post<SignInLink>(`${of('/users', id)}/sign-in-link`));
/** The invitations that nobody has accepted yet. */
export const useInvitations = () => useResource<{ invitations: Invitation[] }>('/invitations');
/** Invites a person; the answer holds the link. */
export const useInvite = () =>
  useAct(
    (invitation: NewInvitation) => api.post<CreatedInvitation>('/invitations', invitation),
    '/invitations',
  );
/** Takes an invitation back. */
export const useRevokeInvitation = () =>
  useAct((id: string) => api.remove(of('/invitations', id)), '/invitations');

/** The ledger, newest first. */
export const useTransactions = () =>
  usePages<TransactionList>('/credits/transactions', new URLSearchParams());
/** What is reserved for runs that are not finished. */
export const useHolds = () => useResource<HoldList>('/credits/holds');

/** The addresses that hear of the end of every run. */
export const useEndpoints = () => useResource<WebhookEndpointList>('/webhooks/endpoints');
/** Adds an address. */
export const useAddEndpoint = () =>
  useAct((url: string) => api.post('/webhooks/endpoints', { url }), '/webhooks/endpoints');
/** Switches an address on or off. */
export const useSwitchEndpoint = () =>
  useAct(
    ({ id, enabled }: { id: string; enabled: boolean }) =>
      api.patch(of('/webhooks/endpoints', id), { enabled }),
    '/webhooks/endpoints',
  );
/** Removes an address. */
export const useRemoveEndpoint = () =>
  useAct((id: string) => api.remove(of('/webhooks/endpoints', id)), '/webhooks/endpoints');
/** Sends a test message and tells how it was taken. */
export const useTestEndpoint = () =>
  useAct((id: string) => api.post<WebhookTest>(`${of('/webhooks/endpoints', id)}/test`));
/** Makes a new secret; the answer shows it once. */
export const useRotateSecret = () => useAct(() => api.post<WebhookSecret>('/webhooks/secret/rotate', {}));
/** The messages that were sent, newest first. */
export const useDeliveries = (status: string) =>
  usePages<WebhookDeliveryList>('/webhooks/deliveries', new URLSearchParams(status ? { status } : {}));
/** Sends a message again. */
export const useReplayDelivery = () =>
  useAct((id: string) => api.post(`${of('/webhooks/deliveries', id)}/replay`), '/webhooks/deliveries');

/** How long things are kept, and what is asked of every submit. */
export const useSettings = () => useResource<Settings>('/settings');
/** Changes them. */
export const useChangeSettings = () =>
  useAct((changes: SettingsChanges) => api.patch<Settings>('/settings', changes), '/settings');

/** Who did what, newest first. */
export const useAudit = (query: URLSearchParams) => usePages<AuditList>('/audit', query);
/** The same as a file. */
export const auditCsvUrl = (query: URLSearchParams): string =>
  `/api/v1/audit?${new URLSearchParams([...query, ['format', 'csv']])}`;

/** What the runs of the last days were like. */
export const useStatistics = (days: number) => useResource<Statistics>(`/statistics?days=${days}`);
