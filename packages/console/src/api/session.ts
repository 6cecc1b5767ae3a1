import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type {
  AcceptInvitation,
  Action,
  InvitationView,
  PasswordChange,
  SessionEntry,
  SessionState,
  Setup,
} from '@vivavoce/contract';
import { api, rememberCsrfToken } from './api-client.ts';

/** Under which the session is remembered. */
export const SESSION_KEY = ['session'] as const;

const fetchSession = async (): Promise<SessionState> =>
  rememberCsrfToken(await api.get<SessionState>('/session'));

/** Who is signed in, and how one can. */
export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: fetchSession, staleTime: 60_000 });
}

/** The same where a page is only shown to people who are signed in: it is known by then. */
export function useCurrentSession(): SessionState {
  return useSuspenseQuery({ queryKey: SESSION_KEY, queryFn: fetchSession, staleTime: 60_000 }).data;
}

/** Whether the person's role permits something. */
export function useHasPermission(action: Action): boolean {
  return useCurrentSession().user?.permissions.includes(action) ?? false;
}

/** Makes an act that changes who is signed in: nothing that was remembered of the one before stays. */
function useSessionMutation<Variables>(mutationFn: (given: Variables) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: mutationFn,
    async onSuccess() {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
      await queries.fetchQuery({ queryKey: SESSION_KEY, queryFn: fetchSession, staleTime: 0 });
    },
  });
}

/** Signs in by password. */
export function useLogin() {
  return useSessionMutation((given: { email: string; password: string }) => api.post('/session', given));
}

/** Signs in by a link that works once. */
export function useLinkLogin() {
  return useSessionMutation((token: string) => api.post('/session/link', { token }));
}

/** Signs out. */
export function useLogout() {
  return useSessionMutation(() => api.remove('/session'));
}

/** Signs out everywhere, here too. */
export function useRevokeAllSessions() {
  return useSessionMutation(() => api.remove('/sessions'));
}

/** Sets a new password: every other browser is signed out, this one is signed in anew. */
export function useChangePassword() {
  return useSessionMutation((given: PasswordChange) => api.put('/session/password', given));
}

const SESSIONS_KEY = ['sessions'];

/** Where the person is signed in, last seen first. */
export function useSessions() {
  return useQuery({
    queryKey: SESSIONS_KEY,
    queryFn: ({ signal }) => api.get<{ sessions: SessionEntry[] }>('/sessions', { signal }),
  });
}

/** Signs out of one browser. */
export function useRevokeSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.remove(`/sessions/${encodeURIComponent(id)}`),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS_KEY }),
  });
}

/** Makes the first owner and signs them in. */
export function useSetup() {
  return useSessionMutation((given: Setup) => api.post('/setup', given));
}

/** What an invitation offers; the token comes from its link. */
export function useInvitation(token: string) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.get<InvitationView>(`/invitations/${encodeURIComponent(token)}`),
  });
}

/** Accepts an invitation: the person is a user then, and signed in. */
export function useAcceptInvitation(token: string) {
  return useSessionMutation((given: AcceptInvitation) =>
    api.post(`/invitations/${encodeURIComponent(token)}/accept`, given),
  );
}
