import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CandidateRequestAnswer, CandidateRequestState, NewCandidateRequest } from '@vivavoce/contract';
import { api } from './api-client.ts';

/** Where the lists of requests are cached. */
export const CANDIDATE_REQUESTS_KEY = ['candidate-requests'];

/** Requests of candidates in a state, or all of them; those that are due first. */
export function useCandidateRequests(
  state: CandidateRequestState | null,
  {
    isEnabled = true,
  }: { /** Whether they are asked for; for who may not see them they are not. */ isEnabled?: boolean } = {},
) {
  return useQuery({
    enabled: isEnabled,
    queryKey: [...CANDIDATE_REQUESTS_KEY, state],
    queryFn: ({ signal }) => api.candidateRequests(state === null ? {} : { state }, { signal }),
  });
}

/** A change of a request, after which the lists are read again. */
function useRequestChange<Change>(change: (change: Change) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: CANDIDATE_REQUESTS_KEY }),
  });
}

/** Says who sees to a request. */
export const useAssignRequest = () =>
  useRequestChange(({ id, ownerId }: { id: string; ownerId: string | null }) =>
    api.assignCandidateRequest(id, ownerId),
  );

/** Answers a request. Granted erasure erases its run, so what was read of runs is dropped. */
export function useAnswerRequest() {
  const queries = useQueryClient();
  return useRequestChange(async ({ id, ...answer }: CandidateRequestAnswer & { id: string }) => {
    const answered = await api.answerCandidateRequest(id, answer);
    if (answered.state === 'closed' && answered.kind === 'erasure') {
      queries.removeQueries({ queryKey: ['run'] });
      await queries.invalidateQueries({ queryKey: ['runs'] });
    }
    return answered;
  });
}

/** Closes an answered request. */
export const useCloseRequest = () => useRequestChange((id: string) => api.closeCandidateRequest(id));

const ownRequestsKey = (token: string) => ['own-requests', token];

/** As the candidate, the requests about the shared run with their answers. */
export function useOwnRequests(token: string, enabled: boolean) {
  return useQuery({
    queryKey: ownRequestsKey(token),
    queryFn: ({ signal }) => api.ownRequests(token, { signal }),
    enabled,
    retry: false,
  });
}

/** As the candidate, asks for something. */
export function useMakeRequest(token: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: Pick<NewCandidateRequest, 'kind'> & Partial<NewCandidateRequest>) =>
      api.makeRequest(token, request),
    onSuccess: () => queries.invalidateQueries({ queryKey: ownRequestsKey(token) }),
  });
}

/** As the candidate, withdraws a request. */
export function useWithdrawRequest(token: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.withdrawRequest(token, id),
    onSettled: () => queries.invalidateQueries({ queryKey: ownRequestsKey(token) }),
  });
}
