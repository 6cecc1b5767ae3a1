import { useQuery } from '@tanstack/react-query';
import type { ReportLanguage } from '@vivavoce/contract';
import { api } from './api-client.ts';

/** Compares the groups of a metadata key; nothing is fetched for an empty key. */
export function useFairness(key: string, reportLanguage: ReportLanguage) {
  return useQuery({
    queryKey: ['fairness', key, reportLanguage],
    queryFn: ({ signal }) => api.fairness({ groupBy: [key], reportLanguage }, { signal }),
    enabled: key !== '',
  });
}

/** The same as a CSV file: for people in a language, or else for programs. */
export const fairnessCsvUrl = (key: string, reportLanguage?: ReportLanguage): string =>
  api.urls.fairnessCsv({ groupBy: [key], ...(reportLanguage && { reportLanguage }) });
