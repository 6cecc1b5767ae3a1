import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type {
  AcceptInvitation,
  Action,
  Login,
  PasswordChange,
  SessionState,
  Setup,
  SubmitLimits,
} from '@vivavoce/contract';
import { api } from './api-client.ts';
import { forgetUser, isForeign, rememberSession, renewSession } from './session-renewal.ts';

/** The query key of the session. Its state calls the tenant `client`, as the contract does. */
export const SESSION_KEY = ['session'] as const;

/** Reads the session. Where it has ended, the page keeps the one that it knows until its user has signed in again, or given up. */
async function fetchSession(): Promise<SessionState> {
  const session = await api.session();
  if (isForeign(session) && (await renewSession())) return rememberSession(await api.session());
  return rememberSession(session);
}

/** Who is signed in, and how to sign in. */
export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: fetchSession, staleTime: 60_000 });
}

/** The session, for pages behind the login, where it has been loaded. */
export function useCurrentSession(): SessionState {
  return useSuspenseQuery({ queryKey: SESSION_KEY, queryFn: fetchSession, staleTime: 60_000 }).data;
}

/** Whether the user's role permits an action. */
export function useHasPermission(action: Action): boolean {
  return useCurrentSession().user?.permissions.includes(action) ?? false;
}

/**
 * What the server accepts from the user: sizes, lengths and languages of recordings.
 * @throws Error when nobody is signed in.
 */
export function useSubmitLimits(): SubmitLimits {
  const { limits } = useCurrentSession();
  if (!limits) throw new Error('The limits are known only while somebody is signed in');
  return limits;
}

/** A mutation that changes who is signed in: all cached data of the previous session is dropped. */
export function useSessionMutation<Variables>(mutationFn: (variables: Variables) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    async onSuccess() {
      forgetUser();
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
      await queries.fetchQuery({ queryKey: SESSION_KEY, queryFn: fetchSession, staleTime: 0 });
    },
  });
}

/** Signs in with a password. */
export const useLogin = () => useSessionMutation((login: Login) => api.logIn(login));

/** Signs in with a one-time link. */
export const useLinkLogin = () => useSessionMutation((token: string) => api.logInWithLink(token));

/** Signs out. */
export const useLogout = () => useSessionMutation(() => api.logOut());

/** Signs out everywhere, including here. */
export const useRevokeAllSessions = () => useSessionMutation(() => api.revokeAllSessions());

/** Sets a new password, which signs out every other browser. */
export const useChangePassword = () =>
  useSessionMutation((change: PasswordChange) => api.changePassword(change));

const SESSIONS_KEY = ['sessions'];

/** The browsers where the user is signed in, last used first. */
export function useSessions() {
  return useQuery({ queryKey: SESSIONS_KEY, queryFn: ({ signal }) => api.sessions({ signal }) });
}

/** Signs out of one browser. */
export function useRevokeSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.revokeSession(id),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS_KEY }),
  });
}

/** Creates the first owner and signs them in. */
export const useSetup = () => useSessionMutation((setup: Setup) => api.setUp(setup));

/** What an invitation offers; the token comes from its link. */
export function useInvitation(token: string) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.invitation(token, { signal }),
  });
}

/** Accepts an invitation, which creates the user and signs them in. */
export const useAcceptInvitation = (token: string) =>
  useSessionMutation((user: AcceptInvitation) => api.acceptInvitation(token, user));

/**
 * Signs the user of the page in again, by password, or by finding that it happened in another tab.
 * @returns whether the user is signed in now.
 */
export function useSignInAgain(userId: string) {
  return useMutation({
    async mutationFn(login: Login | null): Promise<boolean> {
      if (login !== null) await api.logIn(login);
      const session = await api.session();
      if (session.user !== null && session.user.id !== userId) window.location.reload();
      if (session.user?.id !== userId) return false;
      rememberSession(session);
      return true;
    },
  });
}
