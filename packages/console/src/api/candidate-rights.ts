import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './api-client.ts';
import { CANDIDATE_REQUESTS_KEY } from './candidate-requests.ts';

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

/** Drops cached runs, and refreshes the lists that name them. */
function useDropErasedRuns() {
  const queries = useQueryClient();
  return () => {
    queries.removeQueries({ queryKey: ['run'] });
    return Promise.all([
      queries.invalidateQueries({ queryKey: ['runs'] }),
      queries.invalidateQueries({ queryKey: CANDIDATE_REQUESTS_KEY }),
    ]);
  };
}
