import { z } from 'zod';
import { erasedResponseSchema } from '../erasure.ts';
import { runEventSchema } from '../events.ts';
import {
  failedPollSchema,
  finishedPollSchema,
  processingPollSchema,
  queuedPollSchema,
  RUN_STATUSES,
} from '../poll.ts';
import { readingLanguageSchema } from '../report-language.ts';
import { oneOf, queryDate } from '../request-fields.ts';
import { RUN_SORT_KEYS, runListSchema, SERVICE_TYPES, SORT_ORDERS } from '../run-list.ts';
import { externalIdSchema, SUBMIT_FIELD_ERRORS, submitFormSchema, submitResponseSchema } from '../submit.ts';
import { defineOperation, paginationQuery, runParams } from './operation.ts';

const runListQuery = paginationQuery.extend({
  externalId: z.string().optional().describe('Exactly this externalId'),
  search: z
    .string()
    .max(200)
    .optional()
    .describe('Part of the candidate’s name, the externalId or a tag, ignoring case'),
  shouldListen: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Only runs that a person should, or need not, listen to'),
  reviewed: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Only runs with, or without, a review by a person'),
  status: oneOf(RUN_STATUSES).optional().describe('Only runs with this status'),
  serviceType: oneOf(SERVICE_TYPES).optional().describe('Only runs of this service'),
  createdAfter: queryDate.optional().describe('Submitted at or after this ISO 8601 date or time'),
  createdBefore: queryDate.optional().describe('Submitted before this ISO 8601 date or time'),
  project: z.string().optional().describe('Name of the project submitted to'),
  tag: z.array(z.string()).describe('With this tag; repeat it to require several'),
  metadata: z.record(z.string(), z.string()).describe('With this metadata: metadata[key]=value'),
  sort: oneOf(RUN_SORT_KEYS)
    .default('createdAt')
    .describe('Sort key; runs without a value come last, runs with equal values newest first'),
  order: oneOf(SORT_ORDERS)
    .default('desc')
    .describe('Sort order; a cursor is valid for its own sort and order'),
});

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .describe('Name for this submission: repeating it within 24 hours returns the same run');

/** Operations that submit a recording and follow its run. */
export const SUBMIT_OPERATIONS = {
  submitRecording: defineOperation({
    id: 'submitRecording',
    method: 'post',
    path: '/speech/analyze',
    summary: 'Submit a recording of an interview',
    needs: 'speech',
    permission: 'runs.submit',
    headers: { 'Idempotency-Key': idempotencyKey },
    form: submitFormSchema,
    success: {
      status: 202,
      description: 'The recording was accepted',
      bodies: { SubmitResponse: submitResponseSchema },
    },
    errors: [
      'MISSING_AUDIO_FILE',
      'UNSUPPORTED_FORMAT',
      'AUDIO_TOO_SHORT',
      'AUDIO_TOO_LONG',
      'FILE_TOO_LARGE',
      'AUDIO_DURATION_UNAVAILABLE',
      'INVALID_LANGUAGE_CODE',
      'INVALID_EXTERNAL_ID',
      'INVALID_METADATA',
      'INVALID_TAGS',
      'INVALID_WEBHOOK_URL',
      'INVALID_AUDIO_URL',
      'AUDIO_DOWNLOAD_FAILED',
      'CONSENT_REQUIRED',
      'INVALID_PARAMETERS',
      'INSUFFICIENT_CREDITS',
      'QUOTA_EXCEEDED',
      'MULTILINGUAL_NOT_ENABLED',
      'IDEMPOTENCY_KEY_REUSED',
      'MULTILINGUAL_NOT_CONFIGURED',
    ],
    fieldErrors: SUBMIT_FIELD_ERRORS,
  }),
  pollRun: defineOperation({
    id: 'pollRun',
    method: 'get',
    path: '/speech/analyze/{id}',
    summary: 'Read the status or the result of a run',
    needs: 'speech',
    permission: 'runs.read',
    params: runParams,
    query: z.object({ reportLanguage: readingLanguageSchema }),
    success: {
      status: 200,
      description: 'The run in its current state, with Retry-After until it has finished',
      bodies: {
        QueuedRun: queuedPollSchema,
        ProcessingRun: processingPollSchema,
        FinishedRun: finishedPollSchema,
        FailedRun: failedPollSchema,
      },
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'POLL_RATE_LIMITED'],
  }),
  watchRun: defineOperation({
    id: 'watchRun',
    method: 'get',
    path: '/speech/analyze/{id}/events',
    summary: 'Follow a run by server-sent events',
    needs: 'speech',
    permission: 'runs.read',
    params: runParams,
    success: {
      status: 200,
      description: 'Events of the types state, transcript and end, with comments in between',
      mediaType: 'text/event-stream',
      bodies: { RunEvent: runEventSchema },
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND'],
  }),
};

/** Operations that list and erase runs. */
export const RUN_OPERATIONS = {
  eraseRun: defineOperation({
    id: 'eraseRun',
    method: 'delete',
    path: '/speech/analyze/{id}',
    summary: 'Permanently erase a run with its recording, transcript and result',
    needs: 'speech',
    permission: 'runs.erase',
    params: runParams,
    success: { status: 204, description: 'Erased' },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND'],
  }),
  listRuns: defineOperation({
    id: 'listRuns',
    method: 'get',
    path: '/speech/runs',
    summary: 'List the runs of the client, newest first unless sorted otherwise',
    needs: 'speech',
    permission: 'runs.read',
    query: runListQuery,
    success: { status: 200, description: 'A page of runs', bodies: { RunList: runListSchema } },
    errors: ['INVALID_STATUS', 'INVALID_SERVICE_TYPE', 'INVALID_DATE', 'INVALID_PARAMETERS'],
    fieldErrors: {
      status: 'INVALID_STATUS',
      serviceType: 'INVALID_SERVICE_TYPE',
      createdAfter: 'INVALID_DATE',
      createdBefore: 'INVALID_DATE',
    },
  }),
  eraseCandidate: defineOperation({
    id: 'eraseCandidate',
    method: 'delete',
    path: '/speech/runs',
    summary: 'Permanently erase every run of one candidate',
    needs: 'speech',
    permission: 'runs.erase',
    query: z.object({ externalId: externalIdSchema.optional().describe('The candidate’s id; required') }),
    success: { status: 200, description: 'Erased', bodies: { Erased: erasedResponseSchema } },
    errors: ['INVALID_EXTERNAL_ID', 'INVALID_PARAMETERS'],
    fieldErrors: { externalId: 'INVALID_EXTERNAL_ID' },
  }),
};
