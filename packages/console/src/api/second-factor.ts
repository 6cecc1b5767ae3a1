import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Enrolled, NewPasskey, PasskeySignIn } from '@vivavoce/contract';
import { api } from './api-client.ts';
import { SESSION_KEY, useSessionMutation } from './session.ts';

const SECOND_FACTOR_KEY = ['second-factor'];

/** The options that the API passes on for a browser's own interface, which types them. */
type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];
type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** Whether this page can use passkeys: browsers allow them for names of hosts over HTTPS, and for localhost. */
export const canUsePasskeys = (): boolean =>
  window.isSecureContext &&
  'PublicKeyCredential' in window &&
  !/^(\d+\.){3}\d+$|^\[/.test(window.location.hostname);

/** Finishes a login with a code. */
export const useConfirmLogin = () => useSessionMutation((code: string) => api.confirmLogin(code));

/** Signs in with a passkey, or finishes a login with it. */
export const usePasskeyLogin = () =>
  useSessionMutation(async () => {
    const optionsJSON = (await api.passkeyLoginOptions()) as unknown as RequestOptions;
    const response = await startAuthentication({ optionsJSON });
    return api.logInWithPasskey(response as unknown as PasskeySignIn['response']);
  });

/** The user's second factors. */
export function useSecondFactor() {
  return useQuery({ queryKey: SECOND_FACTOR_KEY, queryFn: ({ signal }) => api.secondFactor({ signal }) });
}

/** A change of the user's second factors. */
function useFactorMutation<Variables, Result>(mutationFn: (variables: Variables) => Promise<Result>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queries.invalidateQueries({ queryKey: SECOND_FACTOR_KEY }),
  });
}

/** Enters the password again. */
export const useReauthenticate = () => useFactorMutation((password: string) => api.reauthenticate(password));

/** Begins to set up an authenticator app. */
export const useEnrolTotp = () => useMutation({ mutationFn: () => api.enrolTotp() });

/** Sets the app up by its first code. */
export const useConfirmTotp = () =>
  useFactorMutation((code: string): Promise<Enrolled> => api.confirmTotp(code));

/** Removes the app. */
export const useRemoveTotp = () => useFactorMutation((_: undefined) => api.removeTotp());

/** Makes a passkey in this browser and adds it. */
export const useAddPasskey = () =>
  useFactorMutation(async (name: string): Promise<Enrolled> => {
    const optionsJSON = (await api.newPasskeyOptions()) as unknown as CreationOptions;
    const response = await startRegistration({ optionsJSON });
    return api.addPasskey({ name, response: response as unknown as NewPasskey['response'] });
  });

/** Removes a passkey. */
export const useRemovePasskey = () => useFactorMutation((id: string) => api.removePasskey(id));

/** Makes new recovery codes. */
export const useRenewRecoveryCodes = () => useFactorMutation((_: undefined) => api.renewRecoveryCodes());

/** Looks again who is signed in: with a second factor, more may be allowed. */
export function useRefreshSession() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: SESSION_KEY });
}
