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
import { api, rememberSession } from './connection.ts';

/** Under which the session is remembered. */
export const SESSION_KEY = ['session'] as const;

const readSession = async (): Promise<SessionState> =>
  rememberSession(await api.get<SessionState>('/session'));

/** Who is signed in, and how one can. */
export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: 60_000 });
}

/** The same where a page is only shown to people who are signed in: it is known by then. */
export function useKnownSession(): SessionState {
  return useSuspenseQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: 60_000 }).data;
}

/** Whether the person's role permits something. */
export function useMay(action: Action): boolean {
  return useKnownSession().user?.permissions.includes(action) ?? false;
}

/** Makes an act that changes who is signed in: nothing that was remembered of the one before stays. */
function useSessionChange<Given>(act: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    async onSuccess() {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
      await queries.fetchQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: 0 });
    },
  });
}

/** Signs in by password. */
export function useSignIn() {
  return useSessionChange((given: { email: string; password: string }) => api.post('/session', given));
}

/** Signs in by a link that works once. */
export function useLinkSignIn() {
  return useSessionChange((token: string) => api.post('/session/link', { token }));
}

/** Signs out. */
export function useSignOut() {
  return useSessionChange(() => api.remove('/session'));
}

/** Signs out everywhere, here too. */
export function useEndSessions() {
  return useSessionChange(() => api.remove('/sessions'));
}

/** Sets a new password: every other browser is signed out, this one is signed in anew. */
export function useChangePassword() {
  return useSessionChange((given: PasswordChange) => api.put('/session/password', given));
}

const SESSIONS = ['sessions'];

/** Where the person is signed in, last seen first. */
export function useSessions() {
  return useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => api.get<{ sessions: SessionEntry[] }>('/sessions', { signal }),
  });
}

/** Signs out of one browser. */
export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.remove(`/sessions/${encodeURIComponent(id)}`),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  });
}

/** Makes the first owner and signs them in. */
export function useSetup() {
  return useSessionChange((given: Setup) => api.post('/setup', given));
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
  return useSessionChange((given: AcceptInvitation) =>
    api.post(`/invitations/${encodeURIComponent(token)}/accept`, given),
  );
}
