import type { SharedReport, Waveform } from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { itemPath, jsonRequests, type RequestOptions } from './request.ts';

/** What the holder of a share link can do, without signing in. */
export interface SharedReports {
  sharedReport(token: string, options?: RequestOptions): Promise<SharedReport>;
  /** Loudness over the length of the shared recording. */
  sharedWaveform(token: string, options?: RequestOptions): Promise<Waveform>;
  /** As the candidate, asks for the erasure of the run. @returns the time of the first request. */
  requestErasure(token: string, options?: RequestOptions): Promise<{ readonly erasureRequestedAt: string }>;
}

/** The path of the report behind a share link. */
export const sharedPath = (token: string): string => itemPath('/shared', token);

/** The methods of {@link SharedReports} over a connection. */
export function sharedReportsApi(connection: Connection): SharedReports {
  const { get, post } = jsonRequests(connection);
  return {
    sharedReport: (token, options) => get(sharedPath(token), options),
    sharedWaveform: (token, options) => get(`${sharedPath(token)}/waveform`, options),
    requestErasure: (token, options) => post(`${sharedPath(token)}/erasure-request`, undefined, options),
  };
}
