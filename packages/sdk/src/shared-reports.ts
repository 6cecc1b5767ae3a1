import type {
  NewCandidateRequest,
  OwnRequest,
  OwnRequestList,
  SharedReport,
  Waveform,
} from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import {
  inLanguagePath,
  itemPath,
  jsonRequests,
  type ReadingOptions,
  type RequestOptions,
} from './request.ts';

/** What the holder of a share link can do, without signing in. */
export interface SharedReports {
  sharedReport(token: string, options?: ReadingOptions): Promise<SharedReport>;
  /** Loudness over the length of the shared recording. */
  sharedWaveform(token: string, options?: RequestOptions): Promise<Waveform>;
  /** As the candidate, the requests so far with their answers; for a while also after the link has expired. */
  ownRequests(token: string, options?: RequestOptions): Promise<OwnRequestList>;
  /** As the candidate, contests a score, asks for a person, a correction or erasure, or objects. */
  makeRequest(
    token: string,
    request: Pick<NewCandidateRequest, 'kind'> & Partial<NewCandidateRequest>,
    options?: RequestOptions,
  ): Promise<OwnRequest>;
  /** As the candidate, withdraws a request that is open. */
  withdrawRequest(token: string, requestId: string, options?: RequestOptions): Promise<OwnRequest>;
}

/** The path of the report behind a share link. */
export const sharedPath = (token: string): string => itemPath('/shared', token);

const requestsPath = (token: string): string => `${sharedPath(token)}/requests`;

/** The methods of {@link SharedReports} over a connection. */
export function sharedReportsApi(connection: Connection): SharedReports {
  const { get, post } = jsonRequests(connection);
  return {
    sharedReport: (token, { reportLanguage, ...options } = {}) =>
      get(inLanguagePath(sharedPath(token), reportLanguage), options),
    sharedWaveform: (token, options) => get(`${sharedPath(token)}/waveform`, options),
    ownRequests: (token, options) => get(requestsPath(token), options),
    makeRequest: (token, request, options) => post(requestsPath(token), request, options),
    withdrawRequest: (token, requestId, options) =>
      post(`${itemPath(requestsPath(token), requestId)}/withdraw`, undefined, options),
  };
}
