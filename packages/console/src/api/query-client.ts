import { QueryCache, QueryClient } from '@tanstack/react-query';
import { VivavoceError } from '@vivavoce/sdk/console';
import { SESSION_KEY } from './session.ts';

/** How long an answer is taken as fresh, ms. */
const STALE_TIME_MS = 15_000;

/** The memory of the console's pages: the SDK tries again by itself where that is safe. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: STALE_TIME_MS, refetchOnWindowFocus: true } },
    queryCache: new QueryCache({
      onError(error, query) {
        // The session has ended, here or in another window: the question who is signed in decides what is shown.
        const isUnauthenticated = error instanceof VivavoceError && error.status === 401;
        if (isUnauthenticated && query.queryKey[0] !== SESSION_KEY[0]) {
          void client.invalidateQueries({ queryKey: SESSION_KEY });
        }
      },
    }),
  });
  return client;
}
