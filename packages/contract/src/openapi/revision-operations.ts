import { finishedPollSchema } from '../poll.ts';
import {
  correctionsRequestSchema,
  historySchema,
  rescoreRequestSchema,
  reviewRequestSchema,
  reviewSchema,
} from '../revision.ts';
import { type Operation, type Parameter, runId } from './operation.ts';

const revision: Parameter = {
  name: 'revision',
  in: 'path',
  description: 'The number of a result, from the history',
  schema: { type: 'integer', minimum: 1 },
};

const CHANGE_ERRORS = [
  'INVALID_PARAMETERS',
  'CANDIDATE_SPEECH_INSUFFICIENT',
  'RUN_NOT_FOUND',
  'RUN_NOT_FINISHED',
  'RUN_HAS_NO_RESULT',
  'RESCORING_NOT_POSSIBLE',
  'RUN_CHANGED',
] as const;

/** What people do with a result afterwards. */
export const REVISION_OPERATIONS: readonly Operation[] = [
  {
    id: 'rescoreRun',
    method: 'post',
    path: '/speech/analyze/{id}/rescore',
    summary: 'Score another speaker of the recording, free; the result before stays in the history',
    needs: 'speech',
    parameters: [runId],
    body: { RescoreRequest: rescoreRequestSchema },
    success: { status: 200, description: 'The new result', bodies: { FinishedRun: finishedPollSchema } },
    errors: [...CHANGE_ERRORS, 'UNKNOWN_SPEAKER'],
  },
  {
    id: 'correctTranscript',
    method: 'patch',
    path: '/speech/analyze/{id}/transcript',
    summary: 'Correct words, and score again with them; the result before stays in the history',
    needs: 'speech',
    parameters: [runId],
    body: { CorrectionsRequest: correctionsRequestSchema },
    success: { status: 200, description: 'The new result', bodies: { FinishedRun: finishedPollSchema } },
    errors: CHANGE_ERRORS,
  },
  {
    id: 'reviewRun',
    method: 'post',
    path: '/speech/analyze/{id}/review',
    summary: 'Say what a person makes of the result: it is kept beside it and echoed in the poll',
    needs: 'speech',
    parameters: [runId],
    body: { ReviewRequest: reviewRequestSchema },
    success: { status: 200, description: 'The review as it is kept', bodies: { Review: reviewSchema } },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_NOT_FINISHED', 'RUN_HAS_NO_RESULT'],
  },
  {
    id: 'readHistory',
    method: 'get',
    path: '/speech/analyze/{id}/history',
    summary: 'Every result that the run had: when, by whom and with which scores',
    needs: 'speech',
    parameters: [runId],
    success: { status: 200, description: 'Newest first', bodies: { History: historySchema } },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_NOT_FINISHED', 'RUN_HAS_NO_RESULT'],
  },
  {
    id: 'readRevision',
    method: 'get',
    path: '/speech/analyze/{id}/history/{revision}',
    summary: 'One of the results that the run had, whole',
    needs: 'speech',
    parameters: [runId, revision],
    success: { status: 200, description: 'The result of then', bodies: { FinishedRun: finishedPollSchema } },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_NOT_FINISHED', 'RUN_HAS_NO_RESULT', 'NOT_FOUND'],
  },
];
