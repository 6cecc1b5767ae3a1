import { QueryCache, QueryClient } from '@tanstack/react-query';
import { VivavoceError } from '@vivavoce/sdk/console';
import { SESSION_KEY } from './session.ts';

/** How long data is considered fresh, ms. */
const STALE_TIME_MS = 15_000;

/** The query cache of the console. Without retries: the SDK has its own. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: STALE_TIME_MS, refetchOnWindowFocus: true } },
    queryCache: new QueryCache({
      onError(error, query) {
        // The session has ended, here or in another window, or needs a second factor now: refetching it leads there.
        const isUnauthenticated =
          error instanceof VivavoceError && (error.status === 401 || error.code === 'SECOND_FACTOR_REQUIRED');
        if (isUnauthenticated && query.queryKey[0] !== SESSION_KEY[0]) {
          void client.invalidateQueries({ queryKey: SESSION_KEY });
        }
      },
    }),
  });
  return client;
}
