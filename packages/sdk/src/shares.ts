import type { CreatedShare, NewShare, Share } from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { itemPath, jsonRequests, type RequestOptions } from './request.ts';
import { runPath } from './runs.ts';

/** Links to reports. */
export interface Shares {
  /** Creates a link to the report of a finished run. The response is the only one that contains it. */
  createShare(
    runId: string,
    share: Pick<NewShare, 'audience'> & Partial<NewShare>,
    options?: RequestOptions,
  ): Promise<CreatedShare>;
  /** The active links to the report of a run, newest first. */
  shares(runId: string, options?: RequestOptions): Promise<Share[]>;
  /** Revokes a link. */
  revokeShare(runId: string, shareId: string, options?: RequestOptions): Promise<void>;
}

const sharesPath = (runId: string): string => runPath(runId, '/shares');

/** The methods of {@link Shares} over a connection. */
export function sharesApi(connection: Connection): Shares {
  const { get, post, remove } = jsonRequests(connection);
  return {
    createShare: (runId, share, options) => post(sharesPath(runId), share, options),
    shares: async (runId, options) => (await get<{ shares: Share[] }>(sharesPath(runId), options)).shares,
    revokeShare: (runId, shareId, options) => remove(itemPath(sharesPath(runId), shareId), options),
  };
}
