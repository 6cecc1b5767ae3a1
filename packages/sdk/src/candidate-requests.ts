import type {
  CandidateRequest,
  CandidateRequestAnswer,
  CandidateRequestList,
  CandidateRequestState,
} from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { itemPath, jsonRequests, type RequestOptions } from './request.ts';

/** The requests that candidates make from the links to their reports. */
export interface CandidateRequests {
  /** Requests, open ones first by their due date, and the users who can see to them. */
  candidateRequests(
    filter?: { readonly state?: CandidateRequestState },
    options?: RequestOptions,
  ): Promise<CandidateRequestList>;
  /** Says who sees to a request; null for nobody. */
  assignCandidateRequest(
    requestId: string,
    ownerId: string | null,
    options?: RequestOptions,
  ): Promise<CandidateRequest>;
  /** Answers an open request. Granted erasure permanently erases the run, and the link with it. */
  answerCandidateRequest(
    requestId: string,
    answer: Pick<CandidateRequestAnswer, 'decision'> & Partial<CandidateRequestAnswer>,
    options?: RequestOptions,
  ): Promise<CandidateRequest>;
  /** Closes an answered request, when nothing is left to do. */
  closeCandidateRequest(requestId: string, options?: RequestOptions): Promise<CandidateRequest>;
}

const PATH = '/candidate-requests';

/** The methods of {@link CandidateRequests} over a connection. */
export function candidateRequestsApi(connection: Connection): CandidateRequests {
  const { get, patch, post } = jsonRequests(connection);
  return {
    candidateRequests: ({ state } = {}, options = {}) =>
      get(state === undefined ? PATH : `${PATH}?state=${state}`, options),
    assignCandidateRequest: (requestId, ownerId, options) =>
      patch(itemPath(PATH, requestId), { ownerId }, options),
    answerCandidateRequest: (requestId, answer, options) =>
      post(`${itemPath(PATH, requestId)}/answer`, answer, options),
    closeCandidateRequest: (requestId, options) =>
      post(`${itemPath(PATH, requestId)}/close`, undefined, options),
  };
}
