import type { FastifyInstance } from 'fastify';
import { forAction } from '../authentication.ts';
import type { HttpContext, TenantContext } from '../context.ts';
import { requireSameSite } from '../csrf.ts';
import { acceptJson } from '../json-body.ts';
import { listErasureRequestsRoute, settleErasureRequestRoute } from './erasure-requests.ts';
import {
  requestErasureRoute,
  sharedAudioRoute,
  sharedReportFileRoute,
  sharedReportRoute,
  sharedWaveformRoute,
} from './shared-report.ts';
import { createShareRoute, listSharesRoute, revokeShareRoute } from './shares.ts';

/** The routes behind a link to a report: whoever has it may use them. */
export function sharedRoutes(context: HttpContext) {
  return async (api: FastifyInstance): Promise<void> => {
    api.addHook('onRequest', requireSameSite);
    // Opening is noted: asking whether there is something to open would be noted too.
    api.get('/shared/:token', { exposeHeadRoute: false }, sharedReportRoute(context));
    api.get('/shared/:token/report', { exposeHeadRoute: false }, sharedReportFileRoute(context));
    api.get('/shared/:token/audio', sharedAudioRoute(context));
    api.get('/shared/:token/waveform', sharedWaveformRoute(context));
    api.post('/shared/:token/erasure-request', requestErasureRoute(context));
  };
}

/** The routes that make links to reports and settle what candidates ask for there. */
export function shareRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    api.post('/speech/analyze/:id/shares', forAction('runs.share'), createShareRoute(context));
    api.get('/speech/analyze/:id/shares', forAction('runs.share'), listSharesRoute(context));
    api.delete('/speech/analyze/:id/shares/:shareId', forAction('runs.share'), revokeShareRoute(context));
    api.get('/erasure-requests', forAction('runs.erase'), listErasureRequestsRoute(context));
    api.post(
      '/erasure-requests/:requestId/settle',
      forAction('runs.erase'),
      settleErasureRequestRoute(context),
    );
  };
}
