import { useQuery } from '@tanstack/react-query';
import { api } from './api-client.ts';

/** Compares the groups of a metadata key; nothing is fetched for an empty key. */
export function useFairness(key: string) {
  return useQuery({
    queryKey: ['fairness', key],
    queryFn: ({ signal }) => api.fairness({ groupBy: [key] }, { signal }),
    enabled: key !== '',
  });
}

/** The same as a CSV file. */
export const fairnessCsvUrl = (key: string): string => api.urls.fairnessCsv({ groupBy: [key] });
