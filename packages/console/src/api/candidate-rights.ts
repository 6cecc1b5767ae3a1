import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SettleErasure } from '@vivavoce/contract';
import { api } from './api-client.ts';

const ERASURE_REQUESTS_KEY = ['erasure-requests'];

/** The address of everything about one candidate, as a ZIP. */
export const candidateExportUrl = api.urls.candidateExport;

/** Erases every run of one candidate. */
export function useEraseCandidate() {
  const dropErasedRuns = useDropErasedRuns();
  return useMutation({
    mutationFn: (externalId: string) => api.eraseCandidate(externalId),
    onSettled: dropErasedRuns,
  });
}

/** Erasure requests of candidates, open ones first. */
export function useErasureRequests() {
  return useQuery({
    queryKey: ERASURE_REQUESTS_KEY,
    queryFn: ({ signal }) => api.erasureRequests({ signal }),
  });
}

/** Erases the run of a request, or declines. */
export function useSettleErasureRequest() {
  const dropErasedRuns = useDropErasedRuns();
  return useMutation({
    mutationFn: ({ id, decision }: SettleErasure & { id: string }) => api.settleErasureRequest(id, decision),
    onSettled: dropErasedRuns,
  });
}

/** Drops cached runs, and refreshes the lists that name them. */
function useDropErasedRuns() {
  const queries = useQueryClient();
  return () => {
    queries.removeQueries({ queryKey: ['run'] });
    return Promise.all([
      queries.invalidateQueries({ queryKey: ['runs'] }),
      queries.invalidateQueries({ queryKey: ERASURE_REQUESTS_KEY }),
    ]);
  };
}
