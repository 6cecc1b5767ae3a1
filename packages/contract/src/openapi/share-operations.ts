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
import { type Operation, type Parameter, runId } from './operation.ts';

const pathParameter = (name: string, description: string): Parameter => ({
  name,
  in: 'path',
  description,
  schema: { type: 'string' },
});
const tokenParameter = pathParameter('token', 'Out of the link');

const SHARE_MANAGEMENT_OPERATIONS: readonly Operation[] = [
  {
    id: 'createShare',
    method: 'post',
    path: '/speech/analyze/{id}/shares',
    summary: 'Make a link to the report of a run, for the candidate or for a colleague',
    needs: 'key',
    parameters: [runId],
    body: { NewShare: newShareSchema },
    success: {
      status: 201,
      description: 'The link is shown once',
      bodies: { CreatedShare: createdShareSchema },
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_NOT_FINISHED'],
  },
  {
    id: 'listShares',
    method: 'get',
    path: '/speech/analyze/{id}/shares',
    summary: 'The links to the report of a run that are good',
    needs: 'key',
    parameters: [runId],
    success: { status: 200, description: 'Newest first', bodies: { ShareList: shareListSchema } },
    errors: ['RUN_NOT_FOUND'],
  },
  {
    id: 'revokeShare',
    method: 'delete',
    path: '/speech/analyze/{id}/shares/{shareId}',
    summary: 'Make a link void',
    needs: 'key',
    parameters: [runId, pathParameter('shareId', 'The id of the link')],
    success: { status: 204, description: 'It is void' },
    errors: ['RUN_NOT_FOUND'],
  },
];

const SHARED_REPORT_OPERATIONS: readonly Operation[] = [
  {
    id: 'readSharedReport',
    method: 'get',
    path: '/shared/{token}',
    summary: 'The report behind a link, for whom it was made',
    needs: 'nothing',
    parameters: [tokenParameter],
    success: { status: 200, description: 'The report', bodies: { SharedReport: sharedReportSchema } },
    errors: ['NOT_FOUND', 'RATE_LIMIT_EXCEEDED'],
  },
  {
    id: 'readSharedReportFile',
    method: 'get',
    path: '/shared/{token}/report',
    summary: 'The report behind a link as a file, for whom it was made',
    needs: 'nothing',
    parameters: [tokenParameter, reportFormat],
    success: { status: 200, description: 'The report', files: REPORT_FILES },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND', 'RATE_LIMIT_EXCEEDED'],
  },
  {
    id: 'playSharedRecording',
    method: 'get',
    path: '/shared/{token}/audio',
    summary: 'The recording behind a link that was made with it',
    needs: 'nothing',
    parameters: [tokenParameter],
    success: {
      status: 200,
      description: 'The recording as it was submitted',
      files: RECORDING_FILES,
      hasRanges: true,
    },
    errors: ['NOT_FOUND', 'RANGE_NOT_SATISFIABLE', 'RATE_LIMIT_EXCEEDED'],
  },
  {
    id: 'readSharedWaveform',
    method: 'get',
    path: '/shared/{token}/waveform',
    summary: 'How loud the recording behind a link is over its length, for drawing',
    needs: 'nothing',
    parameters: [tokenParameter],
    success: { status: 200, description: 'The waveform', bodies: { Waveform: waveformSchema } },
    errors: ['NOT_FOUND', 'RATE_LIMIT_EXCEEDED'],
  },
  {
    id: 'requestErasure',
    method: 'post',
    path: '/shared/{token}/erasure-request',
    summary: 'As the candidate, ask that the run be erased',
    needs: 'nothing',
    parameters: [tokenParameter],
    success: {
      status: 200,
      description: 'The organisation sees it, with the time of the first request',
      bodies: {
        ErasureRequested: z
          .object({ erasureRequestedAt: z.iso.datetime() })
          .describe('When the candidate asked first'),
      },
    },
    errors: ['NOT_FOUND', 'MISSING_PERMISSION', 'CSRF_TOKEN_INVALID', 'RATE_LIMIT_EXCEEDED'],
  },
];

const ERASURE_REQUEST_OPERATIONS: readonly Operation[] = [
  {
    id: 'listErasureRequests',
    method: 'get',
    path: '/erasure-requests',
    summary: 'What candidates have asked to be erased',
    needs: 'key',
    success: {
      status: 200,
      description: 'Open ones first',
      bodies: { ErasureRequestList: erasureRequestListSchema },
    },
    errors: [],
  },
  {
    id: 'settleErasureRequest',
    method: 'post',
    path: '/erasure-requests/{requestId}/settle',
    summary: 'Erase the run that a candidate wants erased, or decline',
    needs: 'key',
    parameters: [pathParameter('requestId', 'The id of the request')],
    body: { SettleErasure: settleErasureSchema },
    success: {
      status: 200,
      description: 'The request as settled',
      bodies: { ErasureRequest: erasureRequestSchema },
    },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND'],
  },
];

/** Links to reports, what is behind them, and what candidates ask for there. */
export const SHARE_OPERATIONS: readonly Operation[] = [
  ...SHARE_MANAGEMENT_OPERATIONS,
  ...SHARED_REPORT_OPERATIONS,
  ...ERASURE_REQUEST_OPERATIONS,
];
