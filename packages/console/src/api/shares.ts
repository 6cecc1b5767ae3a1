import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NewShare } from '@vivavoce/contract';
import { useReadingLanguage } from '../i18n/languages.ts';
import { api } from './api-client.ts';

const sharesKey = (runId: string) => ['shares', runId];

/** The active links to the report of a run. */
export function useShares(runId: string, enabled: boolean) {
  return useQuery({
    queryKey: sharesKey(runId),
    queryFn: ({ signal }) => api.shares(runId, { signal }),
    enabled,
  });
}

/** Creates a link to the report; the response is the only one that contains it. */
export function useCreateShare(runId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (share: NewShare) => api.createShare(runId, share),
    onSuccess: () => queries.invalidateQueries({ queryKey: sharesKey(runId) }),
  });
}

/** Revokes a link. */
export function useRevokeShare(runId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (shareId: string) => api.revokeShare(runId, shareId),
    onSuccess: () => queries.invalidateQueries({ queryKey: sharesKey(runId) }),
  });
}

/** The address of a shared report as PDF in the language of the reader. */
export const useSharedReportPdfUrl = (token: string): string =>
  api.urls.sharedReport(token, 'pdf', useReadingLanguage());

/** The report behind a share link. */
export function useSharedReport(token: string) {
  const reportLanguage = useReadingLanguage();
  return useQuery({
    queryKey: ['shared-report', token, reportLanguage],
    queryFn: ({ signal }) => api.sharedReport(token, { signal, reportLanguage }),
    // The page stays as it is while it is fetched in another language.
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}
