import { z } from 'zod';
import { readingLanguageSchema } from '../report-language.ts';
import { createdShareSchema, newShareSchema, sharedReportSchema, shareListSchema } from '../shares.ts';
import { waveformSchema } from '../waveform.ts';
import { RECORDING_FILES, REPORT_FILES, recordingPart, reportFormat } from './download-operations.ts';
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
    query: z.object({ reportLanguage: readingLanguageSchema }),
    success: { status: 200, description: 'The report', bodies: { SharedReport: sharedReportSchema } },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND', 'RATE_LIMIT_EXCEEDED'],
  }),
  readSharedReportFile: defineOperation({
    id: 'readSharedReportFile',
    method: 'get',
    path: '/shared/{token}/report',
    summary: 'Download a shared report as a file, in the version for its audience',
    needs: 'nothing',
    params: tokenParams,
    query: z.object({ format: reportFormat, reportLanguage: readingLanguageSchema }),
    success: { status: 200, description: 'The report', files: REPORT_FILES },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND', 'RATE_LIMIT_EXCEEDED'],
  }),
  playSharedRecording: defineOperation({
    id: 'playSharedRecording',
    method: 'get',
    path: '/shared/{token}/audio',
    summary: 'Play the recording of a shared report, or one part of it, if it was shared with audio',
    needs: 'nothing',
    params: tokenParams,
    query: z.object({ part: recordingPart }),
    success: {
      status: 200,
      description: 'The recording as submitted',
      files: RECORDING_FILES,
      hasRanges: true,
    },
    errors: ['INVALID_PARAMETERS', 'NOT_FOUND', 'RANGE_NOT_SATISFIABLE', 'RATE_LIMIT_EXCEEDED'],
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
};

/** Operations on links to reports, and on the shared reports themselves. */
export const SHARE_OPERATIONS = {
  ...SHARE_MANAGEMENT_OPERATIONS,
  ...SHARED_REPORT_OPERATIONS,
};
