import { z } from 'zod';
import {
  createdShareSchema,
  erasureRequestListSchema,
  erasureRequestSchema,
  newShareSchema,
  settleErasureSchema,
  sharedReportSchema,
  shareListSchema,
} from '../shares.ts';
import { waveformSchema } from '../waveform.ts';
import { RECORDING_FILES, REPORT_FILES, reportFormat } from './download-operations.ts';
import { defineOperation, runParams } from './operation.ts';

const tokenParams = z.object({ token: z.string().describe('The token from the link') });

const SHARE_MANAGEMENT_OPERATIONS = {
  createShare: defineOperation({
    id: 'createShare',
    method: 'post',
    path: '/speech/analyze/{id}/shares',
    summary: 'Create a link to the report of a run, for the candidate or for a colleague',
    needs: 'key',
    permission: 'runs.share',
    params: runParams,
    body: { NewShare: newShareSchema },
    success: {
      status: 201,
      description: 'The link, which is shown once',
      bodies: { CreatedShare: createdShareSchema },
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_NOT_FINISHED', 'RUN_HAS_NO_RESULT'],
  }),
  listShares: defineOperation({
    id: 'listShares',
    method: 'get',
    path: '/speech/analyze/{id}/shares',
    summary: 'List the valid links to the report of a run',
    needs: 'key',
    permission: 'runs.share',
    params: runParams,
    success: { status: 200, description: 'Newest first', bodies: { ShareList: shareListSchema } },
    errors: ['RUN_NOT_FOUND'],
  }),
  revokeShare: defineOperation({
    id: 'revokeShare',
    method: 'delete',
    path: '/speech/analyze/{id}/shares/{shareId}',
    summary: 'Revoke a link',
    needs: 'key',
    permission: 'runs.share',
    params: runParams.extend({ shareId: z.string().describe('Link id') }),
    success: { status: 204, description: 'Revoked' },
    errors: ['RUN_NOT_FOUND'],
  }),
};

const SHARED_REPORT_OPERATIONS = {
  readSharedReport: defineOperation({
    id: 'readSharedReport',
    method: 'get',
    path: '/shared/{token}',
    summary: 'Read a shared report, in the version for its audience',
    needs: 'nothing',
    params: tokenParams,
    success: { status: 200, description: 'The report', bodies: { SharedReport: sharedReportSchema } },
    errors: ['NOT_FOUND', 'RATE_LIMIT_EXCEEDED'],
  }),
  readSharedReportFile: defineOperation({
    id: 'readSharedReportFile',
    method: 'get',
    path: '/shared/{token}/report',
    summary: 'Download a shared report as a file, in the version for its audience',
    needs: 'nothing',
    params: tokenParams,
    query: z.object({ format: reportFormat }),
    success: { status: 200, description: 'The report', files: REPORT_FILES },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND', 'RATE_LIMIT_EXCEEDED'],
  }),
  playSharedRecording: defineOperation({
    id: 'playSharedRecording',
    method: 'get',
    path: '/shared/{token}/audio',
    summary: 'Play the recording of a shared report, if it was shared with audio',
    needs: 'nothing',
    params: tokenParams,
    success: {
      status: 200,
      description: 'The recording as submitted',
      files: RECORDING_FILES,
      hasRanges: true,
    },
    errors: ['NOT_FOUND', 'RANGE_NOT_SATISFIABLE', 'RATE_LIMIT_EXCEEDED'],
  }),
  readSharedWaveform: defineOperation({
    id: 'readSharedWaveform',
    method: 'get',
    path: '/shared/{token}/waveform',
    summary: 'Read the loudness of a shared recording over time, for drawing',
    needs: 'nothing',
    params: tokenParams,
    success: { status: 200, description: 'The waveform', bodies: { Waveform: waveformSchema } },
    errors: ['NOT_FOUND', 'RATE_LIMIT_EXCEEDED'],
  }),
  requestErasure: defineOperation({
    id: 'requestErasure',
    method: 'post',
    path: '/shared/{token}/erasure-request',
    summary: 'Request erasure of the run, as the candidate',
    needs: 'nothing',
    params: tokenParams,
    success: {
      status: 200,
      description: 'Recorded for the organisation, with the time of the first request',
      bodies: {
        ErasureRequested: z
          .object({ erasureRequestedAt: z.iso.datetime() })
          .describe('Time of the candidate’s first request'),
      },
    },
    errors: ['NOT_FOUND', 'MISSING_PERMISSION', 'CSRF_TOKEN_INVALID', 'RATE_LIMIT_EXCEEDED'],
  }),
};

const ERASURE_REQUEST_OPERATIONS = {
  listErasureRequests: defineOperation({
    id: 'listErasureRequests',
    method: 'get',
    path: '/erasure-requests',
    summary: 'List candidates’ requests for erasure',
    needs: 'key',
    permission: 'runs.erase',
    success: {
      status: 200,
      description: 'Open requests first',
      bodies: { ErasureRequestList: erasureRequestListSchema },
    },
    errors: [],
  }),
  settleErasureRequest: defineOperation({
    id: 'settleErasureRequest',
    method: 'post',
    path: '/erasure-requests/{requestId}/settle',
    summary: 'Settle a request for erasure: erase the run, or decline',
    needs: 'key',
    permission: 'runs.erase',
    params: z.object({ requestId: z.string().describe('Request id') }),
    body: { SettleErasure: settleErasureSchema },
    success: {
      status: 200,
      description: 'The settled request',
      bodies: { ErasureRequest: erasureRequestSchema },
    },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND'],
  }),
};

/** Operations on links to reports, on the shared reports themselves, and on candidates' requests for erasure. */
export const SHARE_OPERATIONS = {
  ...SHARE_MANAGEMENT_OPERATIONS,
  ...SHARED_REPORT_OPERATIONS,
  ...ERASURE_REQUEST_OPERATIONS,
};
