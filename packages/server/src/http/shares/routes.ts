import { CANDIDATE_REQUEST_OPERATIONS, SHARE_OPERATIONS } from '@vivavoce/contract';
import type { FastifyInstance } from 'fastify';
import type { HttpContext, TenantContext } from '../context.ts';
import { requireSameSite } from '../csrf.ts';
import { acceptJson } from '../json-body.ts';
import { route } from '../route.ts';
import {
  answerCandidateRequestRoute,
  assignCandidateRequestRoute,
  closeCandidateRequestRoute,
  listCandidateRequestsRoute,
} from './candidate-requests.ts';
import { listOwnRequestsRoute, makeRequestRoute, withdrawRequestRoute } from './own-requests.ts';
import {
  sharedAudioRoute,
  sharedReportFileRoute,
  sharedReportRoute,
  sharedWaveformRoute,
} from './shared-report.ts';
import { createShareRoute, listSharesRoute, revokeShareRoute } from './shares.ts';

/** The routes of a shared report and of its candidate's requests: the token authorizes. */
export function sharedRoutes(context: HttpContext) {
  return async (api: FastifyInstance): Promise<void> => {
    api.addHook('onRequest', requireSameSite);
    // A HEAD would be recorded as an opened report.
    route(api, SHARE_OPERATIONS.readSharedReport, sharedReportRoute(context), { exposeHeadRoute: false });
    route(api, SHARE_OPERATIONS.readSharedReportFile, sharedReportFileRoute(context), {
      exposeHeadRoute: false,
    });
    route(api, SHARE_OPERATIONS.playSharedRecording, sharedAudioRoute(context));
    route(api, SHARE_OPERATIONS.readSharedWaveform, sharedWaveformRoute(context));
    acceptJson(api);
    route(api, CANDIDATE_REQUEST_OPERATIONS.listOwnRequests, listOwnRequestsRoute(context));
    route(api, CANDIDATE_REQUEST_OPERATIONS.makeRequest, makeRequestRoute(context));
    route(api, CANDIDATE_REQUEST_OPERATIONS.withdrawRequest, withdrawRequestRoute(context));
  };
}

/** The routes that manage links to reports and the requests of candidates. */
export function shareRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    route(api, SHARE_OPERATIONS.createShare, createShareRoute(context));
    route(api, SHARE_OPERATIONS.listShares, listSharesRoute(context));
    route(api, SHARE_OPERATIONS.revokeShare, revokeShareRoute(context));
    route(api, CANDIDATE_REQUEST_OPERATIONS.listCandidateRequests, listCandidateRequestsRoute(context));
    route(api, CANDIDATE_REQUEST_OPERATIONS.assignCandidateRequest, assignCandidateRequestRoute(context));
    route(api, CANDIDATE_REQUEST_OPERATIONS.answerCandidateRequest, answerCandidateRequestRoute(context));
    route(api, CANDIDATE_REQUEST_OPERATIONS.closeCandidateRequest, closeCandidateRequestRoute(context));
  };
}
