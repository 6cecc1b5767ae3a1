import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ErasureRequest, FairnessReport, SettleErasure } from '@vivavoce/contract';
import { api } from './api-client.ts';

const ERASURE_REQUESTS_PATH = '/erasure-requests';

/** Where everything about one candidate is fetched from, as a ZIP. */
export const candidateExportUrl = (externalId: string): string =>
  `/api/v1/speech/runs/export?${new URLSearchParams({ externalId })}`;

/** Erases every run of one candidate. */
export function useEraseCandidate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (externalId: string) => api.vivavoce.eraseCandidate(externalId),
    onSettled() {
      queries.removeQueries({ queryKey: ['run'] });
      return Promise.all([
        queries.invalidateQueries({ queryKey: ['runs'] }),
        queries.invalidateQueries({ queryKey: [ERASURE_REQUESTS_PATH] }),
      ]);
    },
  });
}

/** What candidates have asked for, open ones first. */
export function useErasureRequests() {
  return useQuery({
    queryKey: [ERASURE_REQUESTS_PATH],
    queryFn: ({ signal }) => api.get<{ requests: ErasureRequest[] }>(ERASURE_REQUESTS_PATH, { signal }),
  });
}

/** Erases the run of such a request, or declines. */
export function useSettleErasureRequest() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision }: SettleErasure & { id: string }) =>
      api.post<ErasureRequest>(`${ERASURE_REQUESTS_PATH}/${encodeURIComponent(id)}/settle`, { decision }),
    onSettled() {
      queries.removeQueries({ queryKey: ['run'] });
      return Promise.all([
        queries.invalidateQueries({ queryKey: [ERASURE_REQUESTS_PATH] }),
        queries.invalidateQueries({ queryKey: ['runs'] }),
      ]);
    },
  });
}

/** Whether the groups of a key fare alike; nothing is asked before one is named. */
export function useFairness(key: string) {
  return useQuery({
    queryKey: ['fairness', key],
    queryFn: ({ signal }) =>
      api.get<FairnessReport>(`/fairness?${new URLSearchParams({ group: key })}`, { signal }),
    enabled: key !== '',
  });
}

/** The same as a file. */
export const fairnessCsvUrl = (key: string): string =>
  `/api/v1/fairness?${new URLSearchParams({ group: key, format: 'csv' })}`;
