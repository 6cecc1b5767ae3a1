import { z } from 'zod';
import { finishedPollSchema } from '../poll.ts';
import { readingLanguageSchema } from '../report-language.ts';
import { wholeNumber } from '../request-fields.ts';
import {
  correctionsRequestSchema,
  historySchema,
  rescoreRequestSchema,
  reviewRequestSchema,
  reviewSchema,
} from '../revision.ts';
import { speakerNamesSchema } from '../speaker-names.ts';
import { defineOperation, runParams } from './operation.ts';

const CHANGE_ERRORS = [
  'INVALID_PARAMETERS',
  'CANDIDATE_SPEECH_INSUFFICIENT',
  'RUN_NOT_FOUND',
  'RUN_NOT_FINISHED',
  'RUN_HAS_NO_RESULT',
  'RESCORING_NOT_POSSIBLE',
  'RUN_CHANGED',
] as const;

/** Operations that revise or review a result. */
export const REVISION_OPERATIONS = {
  rescoreRun: defineOperation({
    id: 'rescoreRun',
    method: 'post',
    path: '/speech/analyze/{id}/rescore',
    summary: 'Score another speaker of the recording, free of charge; the history keeps the earlier result',
    needs: 'speech',
    permission: 'runs.review',
    params: runParams,
    body: { RescoreRequest: rescoreRequestSchema },
    success: { status: 200, description: 'The new result', bodies: { FinishedRun: finishedPollSchema } },
    errors: [...CHANGE_ERRORS, 'UNKNOWN_SPEAKER'],
  }),
  correctTranscript: defineOperation({
    id: 'correctTranscript',
    method: 'patch',
    path: '/speech/analyze/{id}/transcript',
    summary: 'Correct words of the transcript and score it again; the history keeps the earlier result',
    needs: 'speech',
    permission: 'runs.review',
    params: runParams,
    body: { CorrectionsRequest: correctionsRequestSchema },
    success: { status: 200, description: 'The new result', bodies: { FinishedRun: finishedPollSchema } },
    errors: CHANGE_ERRORS,
  }),
  nameSpeakers: defineOperation({
    id: 'nameSpeakers',
    method: 'put',
    path: '/speech/analyze/{id}/speakers',
    summary: 'Give names to the speakers of the recording, in place of all earlier ones',
    needs: 'speech',
    permission: 'runs.review',
    params: runParams,
    body: { SpeakerNames: speakerNamesSchema },
    success: {
      status: 200,
      description: 'The names; transcripts, subtitles and reports show them from now on',
      bodies: { SpeakerNames: speakerNamesSchema },
    },
    errors: [
      'INVALID_PARAMETERS',
      'RUN_NOT_FOUND',
      'RUN_NOT_FINISHED',
      'RUN_HAS_NO_RESULT',
      'UNKNOWN_SPEAKER',
      'RUN_CHANGED',
    ],
  }),
  reviewRun: defineOperation({
    id: 'reviewRun',
    method: 'post',
    path: '/speech/analyze/{id}/review',
    summary: 'Record a person’s review of the result; polls return it beside the scores',
    needs: 'speech',
    permission: 'runs.review',
    params: runParams,
    body: { ReviewRequest: reviewRequestSchema },
    success: { status: 200, description: 'The review as recorded', bodies: { Review: reviewSchema } },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_NOT_FINISHED', 'RUN_HAS_NO_RESULT'],
  }),
  readHistory: defineOperation({
    id: 'readHistory',
    method: 'get',
    path: '/speech/analyze/{id}/history',
    summary: 'List every result of the run: when and by whom it was made, and its scores',
    needs: 'speech',
    permission: 'runs.read',
    params: runParams,
    success: { status: 200, description: 'Newest first', bodies: { History: historySchema } },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_NOT_FINISHED', 'RUN_HAS_NO_RESULT'],
  }),
  readRevision: defineOperation({
    id: 'readRevision',
    method: 'get',
    path: '/speech/analyze/{id}/history/{revision}',
    summary: 'Read one result of the run in full',
    needs: 'speech',
    permission: 'runs.read',
    params: runParams.extend({ revision: wholeNumber(1).describe('Number of a result in the history') }),
    query: z.object({ reportLanguage: readingLanguageSchema }),
    success: { status: 200, description: 'That result', bodies: { FinishedRun: finishedPollSchema } },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_NOT_FINISHED', 'RUN_HAS_NO_RESULT', 'NOT_FOUND'],
  }),
};
