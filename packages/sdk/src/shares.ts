import type { CreatedShare, ErasureRequest, NewShare, SettleErasure, Share } from '@vivavoce/contract';
import { type Connection, type RequestOptions, send } from './request.ts';

/** Links to reports, and what candidates ask for there. */
export interface Shares {
  /** Makes a link to the report of a finished run; it is told once. */
  createShare(
    runId: string,
    share: Pick<NewShare, 'audience'> & Partial<NewShare>,
    options?: RequestOptions,
  ): Promise<CreatedShare>;
  /** The links to the report of a run that are good, newest first. */
  shares(runId: string, options?: RequestOptions): Promise<Share[]>;
  /** Makes a link void. */
  revokeShare(runId: string, shareId: string, options?: RequestOptions): Promise<void>;
  /** What candidates want erased, open wishes first. */
  erasureRequests(options?: RequestOptions): Promise<ErasureRequest[]>;
  /** Erases the run that a candidate wants erased, or declines. */
  settleErasureRequest(
    requestId: string,
    decision: SettleErasure['decision'],
    options?: RequestOptions,
  ): Promise<ErasureRequest>;
}

const sharesPath = (runId: string): string => `/speech/analyze/${encodeURIComponent(runId)}/shares`;

/** The methods of {@link Shares} over a connection. */
export function sharesApi(connection: Connection): Shares {
  return {
    createShare: (runId, json, options = {}) =>
      send(connection, { ...options, method: 'POST', path: sharesPath(runId), json, isRetryable: false }),
    async shares(runId, options = {}) {
      const request = { ...options, method: 'GET', path: sharesPath(runId), isRetryable: true } as const;
      return (await send<{ shares: Share[] }>(connection, request)).shares;
    },
    revokeShare: (runId, shareId, options = {}) =>
      send(connection, {
        ...options,
        method: 'DELETE',
        path: `${sharesPath(runId)}/${encodeURIComponent(shareId)}`,
        isRetryable: true,
      }),
    async erasureRequests(options = {}) {
      const request = { ...options, method: 'GET', path: '/erasure-requests', isRetryable: true } as const;
      return (await send<{ requests: ErasureRequest[] }>(connection, request)).requests;
    },
    settleErasureRequest: (requestId, decision, options = {}) =>
      send(connection, {
        ...options,
        method: 'POST',
        path: `/erasure-requests/${encodeURIComponent(requestId)}/settle`,
        json: { decision },
        isRetryable: false,
      }),
  };
}
