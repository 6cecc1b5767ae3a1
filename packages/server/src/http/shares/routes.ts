import { SHARE_OPERATIONS } from '@vivavoce/contract';
import type { FastifyInstance } from 'fastify';
import type { HttpContext, TenantContext } from '../context.ts';
import { requireSameSite } from '../csrf.ts';
import { acceptJson } from '../json-body.ts';
import { route } from '../route.ts';
import { listErasureRequestsRoute, settleErasureRequestRoute } from './erasure-requests.ts';
import {
  requestErasureRoute,
  sharedAudioRoute,
  sharedReportFileRoute,
  sharedReportRoute,
  sharedWaveformRoute,
} from './shared-report.ts';
import { createShareRoute, listSharesRoute, revokeShareRoute } from './shares.ts';

/** The routes of a shared report: its token authorizes. */
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
    route(api, SHARE_OPERATIONS.requestErasure, requestErasureRoute(context));
  };
}

/** The routes that manage links to reports and requests for erasure. */
export function shareRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    route(api, SHARE_OPERATIONS.createShare, createShareRoute(context));
    route(api, SHARE_OPERATIONS.listShares, listSharesRoute(context));
    route(api, SHARE_OPERATIONS.revokeShare, revokeShareRoute(context));
    route(api, SHARE_OPERATIONS.listErasureRequests, listErasureRequestsRoute(context));
    route(api, SHARE_OPERATIONS.settleErasureRequest, settleErasureRequestRoute(context));
  };
}
