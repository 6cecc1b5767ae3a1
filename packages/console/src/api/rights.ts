import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ErasureRequest, FairnessReport, SettleErasure } from '@vivavoce/contract';
import { api } from './connection.ts';

const REQUESTS = '/erasure-requests';

/** Where everything about one candidate is fetched from, as a ZIP. */
export const exportUrl = (externalId: string): string =>
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
        queries.invalidateQueries({ queryKey: [REQUESTS] }),
      ]);
    },
  });
}

/** What candidates have asked for, open ones first. */
export function useErasureRequests() {
  return useQuery({
    queryKey: [REQUESTS],
    queryFn: ({ signal }) => api.get<{ requests: ErasureRequest[] }>(REQUESTS, { signal }),
  });
}

/** Erases the run of such a request, or declines. */
export function useSettleErasure() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision }: SettleErasure & { id: string }) =>
      api.post<ErasureRequest>(`${REQUESTS}/${encodeURIComponent(id)}/settle`, { decision }),
    onSettled() {
      queries.removeQueries({ queryKey: ['run'] });
      return Promise.all([
        queries.invalidateQueries({ queryKey: [REQUESTS] }),
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
