import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitFields } from '@vivavoce/sdk/console';
import { api } from './api-client.ts';

/** Submits a recording that the server fetches from links: of several, each is a part of it. It answers once all have arrived. */
export function useSubmitLinks() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ links, fields }: { links: readonly URL[]; fields: SubmitFields }) =>
      api.submit(links, fields),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['runs'] }),
        queries.invalidateQueries({ queryKey: ['credits'] }),
      ]),
  });
}
