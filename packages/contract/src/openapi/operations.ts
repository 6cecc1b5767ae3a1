import { creditsResponseSchema } from '../credits.ts';
import { erasedResponseSchema } from '../erasure.ts';
import { runEventSchema } from '../events.ts';
import { healthResponseSchema, livenessResponseSchema } from '../health.ts';
import {
  failedPollSchema,
  finishedPollSchema,
  processingPollSchema,
  queuedPollSchema,
  RUN_STATUSES,
} from '../poll.ts';
import { RUN_SORT_KEYS, runListSchema, SERVICE_TYPES, SORT_ORDERS } from '../run-list.ts';
import { submitResponseSchema } from '../submit.ts';
import { ADMINISTRATION_OPERATIONS } from './administration-operations.ts';
import { CANDIDATE_OPERATIONS } from './candidate-operations.ts';
import { DOWNLOAD_OPERATIONS } from './download-operations.ts';
import { type Operation, type Parameter, runId, textParameter as text } from './operation.ts';
import { OPERATOR_OPERATIONS } from './operator-operations.ts';
import { REVISION_OPERATIONS } from './revision-operations.ts';
import { SESSION_OPERATIONS } from './session-operations.ts';
import { SHARE_OPERATIONS } from './share-operations.ts';
import { USER_OPERATIONS } from './user-operations.ts';

const LIST_FILTERS: readonly Parameter[] = [
  {
    name: 'limit',
    in: 'query',
    description: 'Runs on a page',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  },
  text('nextCursor of the page before', 'cursor'),
  text('Exactly this externalId', 'externalId'),
  {
    name: 'status',
    in: 'query',
    description: 'In this state',
    schema: { type: 'string', enum: RUN_STATUSES },
  },
  {
    name: 'serviceType',
    in: 'query',
    description: 'Of this service',
    schema: { type: 'string', enum: SERVICE_TYPES },
  },
  text('Submitted at this ISO 8601 date or time, or later', 'createdAfter'),
  text('Submitted before this ISO 8601 date or time', 'createdBefore'),
  text('Submitted to the project of this name', 'project'),
  {
    name: 'tag',
    in: 'query',
    description: 'With this tag; repeated: with all of them',
    schema: { type: 'array', items: { type: 'string' } },
  },
  {
    name: 'metadata',
    in: 'query',
    description: 'With these metadata: metadata[key]=value',
    schema: { type: 'object', additionalProperties: { type: 'string' } },
  },
  {
    name: 'sort',
    in: 'query',
    description: 'Sort by this; runs without a value come last, equal ones newest first',
    schema: { type: 'string', enum: RUN_SORT_KEYS, default: 'createdAt' },
  },
  {
    name: 'order',
    in: 'query',
    description: 'Ascending or descending; use a cursor with the sort and order of its page',
    schema: { type: 'string', enum: SORT_ORDERS, default: 'desc' },
  },
];

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'A name for this submit: repeating it within 24 hours makes no second run',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** Everything that can be asked of the API, in the order of the documentation. */
export const OPERATIONS: readonly Operation[] = [
  {
    id: 'submitRecording',
    method: 'post',
    path: '/speech/analyze',
    summary: 'Submit a recording of an interview',
    needs: 'speech',
    parameters: [idempotencyKey],
    takesForm: true,
    success: {
      status: 202,
      description: 'The recording was taken',
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
      'CONSENT_REQUIRED',
      'INVALID_PARAMETERS',
      'INSUFFICIENT_CREDITS',
      'MULTILINGUAL_NOT_ENABLED',
      'IDEMPOTENCY_KEY_REUSED',
      'MULTILINGUAL_NOT_CONFIGURED',
    ],
  },
  {
    id: 'pollRun',
    method: 'get',
    path: '/speech/analyze/{id}',
    summary: 'The state or the result of a run',
    needs: 'speech',
    parameters: [runId],
    success: {
      status: 200,
      description: 'The run as it stands; Retry-After while it is not finished',
      bodies: {
        QueuedRun: queuedPollSchema,
        ProcessingRun: processingPollSchema,
        FinishedRun: finishedPollSchema,
        FailedRun: failedPollSchema,
      },
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'POLL_RATE_LIMITED'],
  },
  {
    id: 'watchRun',
    method: 'get',
    path: '/speech/analyze/{id}/events',
    summary: 'The states of a run as server-sent events',
    needs: 'speech',
    parameters: [runId],
    success: {
      status: 200,
      description: 'Events of the types state and end; comments in between',
      mediaType: 'text/event-stream',
      bodies: { RunEvent: runEventSchema },
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND'],
  },
  ...DOWNLOAD_OPERATIONS,
  {
    id: 'eraseRun',
    method: 'delete',
    path: '/speech/analyze/{id}',
    summary: 'Erase a run for good: recording, transcript, result',
    needs: 'speech',
    parameters: [runId],
    success: { status: 204, description: 'It is erased' },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND'],
  },
  {
    id: 'listRuns',
    method: 'get',
    path: '/speech/runs',
    summary: 'The runs of the client, newest first unless sorted',
    needs: 'speech',
    parameters: LIST_FILTERS,
    success: { status: 200, description: 'A page of runs', bodies: { RunList: runListSchema } },
    errors: ['INVALID_STATUS', 'INVALID_SERVICE_TYPE', 'INVALID_DATE', 'INVALID_PARAMETERS'],
  },
  {
    id: 'eraseCandidate',
    method: 'delete',
    path: '/speech/runs',
    summary: 'Erase every run of one candidate',
    needs: 'speech',
    parameters: [text('Whose runs; needed', 'externalId')],
    success: { status: 200, description: 'They are erased', bodies: { Erased: erasedResponseSchema } },
    errors: ['INVALID_EXTERNAL_ID', 'INVALID_PARAMETERS'],
  },
  {
    id: 'readCredits',
    method: 'get',
    path: '/credits',
    summary: 'Balance, usage and the latest transactions',
    needs: 'key',
    success: {
      status: 200,
      description: 'The credits of the client',
      bodies: { Credits: creditsResponseSchema },
    },
    errors: [],
  },
  {
    id: 'readHealth',
    method: 'get',
    path: '/health',
    summary: 'Whether the server answers and can take work',
    needs: 'nothing',
    success: { status: 200, description: 'It does', bodies: { Health: healthResponseSchema } },
    errors: [],
  },
  {
    id: 'readLiveness',
    method: 'get',
    path: '/health/live',
    summary: 'Whether the process answers: for what restarts it when it does not',
    needs: 'nothing',
    success: { status: 200, description: 'It does', bodies: { Liveness: livenessResponseSchema } },
    errors: [],
  },
  {
    id: 'readReadiness',
    method: 'get',
    path: '/health/ready',
    summary: 'Whether the server can take work: for what sends it requests',
    needs: 'nothing',
    success: { status: 200, description: 'It can', bodies: { Health: healthResponseSchema } },
    errors: [],
  },
  ...REVISION_OPERATIONS,
  ...CANDIDATE_OPERATIONS,
  ...SESSION_OPERATIONS,
  ...USER_OPERATIONS,
  ...ADMINISTRATION_OPERATIONS,
  ...OPERATOR_OPERATIONS,
  ...SHARE_OPERATIONS,
];
