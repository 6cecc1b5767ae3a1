import { z } from 'zod';
import {
  candidateRequestAnswerSchema,
  candidateRequestChangesSchema,
  candidateRequestListSchema,
  candidateRequestQuerySchema,
  candidateRequestSchema,
  newCandidateRequestSchema,
  ownRequestListSchema,
  ownRequestSchema,
} from '../candidate-requests.ts';
import { defineOperation, pathId } from './operation.ts';

const tokenParams = z.object({ token: z.string().describe('The token from the link') });
const requestParams = z.object({ requestId: pathId('Request id') });

/** What candidates do from the link to their report. */
const OWN_REQUEST_OPERATIONS = {
  listOwnRequests: defineOperation({
    id: 'listOwnRequests',
    method: 'get',
    path: '/shared/{token}/requests',
    summary: 'List the candidate’s requests with their answers, also for a while after the link has expired',
    needs: 'nothing',
    params: tokenParams,
    success: { status: 200, description: 'Newest first', bodies: { OwnRequestList: ownRequestListSchema } },
    errors: ['NOT_FOUND', 'MISSING_PERMISSION', 'RATE_LIMIT_EXCEEDED'],
  }),
  makeRequest: defineOperation({
    id: 'makeRequest',
    method: 'post',
    path: '/shared/{token}/requests',
    summary: 'Contest a score, ask for a person, a correction or erasure, or object, as the candidate',
    needs: 'nothing',
    params: tokenParams,
    body: { NewCandidateRequest: newCandidateRequestSchema },
    success: {
      status: 201,
      description: 'The request; an equal one that is open already is returned as it is',
      bodies: { OwnRequest: ownRequestSchema },
    },
    errors: [
      'INVALID_PARAMETERS',
      'NOT_FOUND',
      'MISSING_PERMISSION',
      'QUOTA_EXCEEDED',
      'CSRF_TOKEN_INVALID',
      'RATE_LIMIT_EXCEEDED',
    ],
  }),
  withdrawRequest: defineOperation({
    id: 'withdrawRequest',
    method: 'post',
    path: '/shared/{token}/requests/{requestId}/withdraw',
    summary: 'Withdraw a request that is open, as the candidate',
    needs: 'nothing',
    params: tokenParams.extend(requestParams.shape),
    success: { status: 200, description: 'The withdrawn request', bodies: { OwnRequest: ownRequestSchema } },
    errors: ['NOT_FOUND', 'MISSING_PERMISSION', 'CSRF_TOKEN_INVALID', 'RATE_LIMIT_EXCEEDED'],
  }),
};

/** What the organisation does with the requests of its candidates. */
const MANAGED_REQUEST_OPERATIONS = {
  listCandidateRequests: defineOperation({
    id: 'listCandidateRequests',
    method: 'get',
    path: '/candidate-requests',
    summary: 'List the requests of candidates, those that are due first',
    needs: 'key',
    permission: 'requests.manage',
    query: candidateRequestQuerySchema,
    success: {
      status: 200,
      description: 'Open requests first, by their due date',
      bodies: { CandidateRequestList: candidateRequestListSchema },
    },
    errors: ['INVALID_PARAMETERS'],
  }),
  assignCandidateRequest: defineOperation({
    id: 'assignCandidateRequest',
    method: 'patch',
    path: '/candidate-requests/{requestId}',
    summary: 'Say who sees to a request',
    needs: 'key',
    permission: 'requests.manage',
    params: requestParams,
    body: { CandidateRequestChanges: candidateRequestChangesSchema },
    success: {
      status: 200,
      description: 'The changed request',
      bodies: { CandidateRequest: candidateRequestSchema },
    },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND'],
  }),
  answerCandidateRequest: defineOperation({
    id: 'answerCandidateRequest',
    method: 'post',
    path: '/candidate-requests/{requestId}/answer',
    summary: 'Answer an open request; granted erasure erases the run',
    needs: 'key',
    permission: 'requests.manage',
    params: requestParams,
    body: { CandidateRequestAnswer: candidateRequestAnswerSchema },
    success: {
      status: 200,
      description: 'The answered request',
      bodies: { CandidateRequest: candidateRequestSchema },
    },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND'],
  }),
  closeCandidateRequest: defineOperation({
    id: 'closeCandidateRequest',
    method: 'post',
    path: '/candidate-requests/{requestId}/close',
    summary: 'Close an answered request, when nothing is left to do',
    needs: 'key',
    permission: 'requests.manage',
    params: requestParams,
    success: {
      status: 200,
      description: 'The closed request',
      bodies: { CandidateRequest: candidateRequestSchema },
    },
    errors: ['NOT_FOUND'],
  }),
};

/** Operations on the requests of candidates: their own from the link to a report, and the organisation's. */
export const CANDIDATE_REQUEST_OPERATIONS = {
  ...OWN_REQUEST_OPERATIONS,
  ...MANAGED_REQUEST_OPERATIONS,
};
