import { z } from 'zod';
import { MAX_RECORDING_PARTS } from '../recording-parts.ts';
import { readingLanguageSchema } from '../report-language.ts';
import { oneOf, wholeNumber } from '../request-fields.ts';
import { TRANSCRIPT_FORMATS, transcriptSchema } from '../transcript.ts';
import { waveformSchema } from '../waveform.ts';
import { defineOperation, runParams } from './operation.ts';

const range = z
  .string()
  .describe('Byte range, such as bytes=0-1023; a request for several ranges gets the whole recording');

/** The query parameter for one part of a recording. */
export const recordingPart = wholeNumber(1, MAX_RECORDING_PARTS)
  .default(1)
  .describe('Which part of a recording that was submitted in several, from 1; 404 NOT_FOUND if it has fewer');

/** Formats of a report. */
export const REPORT_FORMATS = ['pdf', 'html'] as const;

/** A format of a report. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The query parameter for the format of a report. */
export const reportFormat = oneOf(REPORT_FORMATS)
  .optional()
  .describe('Default: PDF if Accept names application/pdf and not text/html, otherwise HTML');

/** Media types of a recording, which depend on its bytes. */
export const RECORDING_FILES = {
  'audio/*': null,
  'video/*': null,
  'application/octet-stream': null,
} as const;

/** Media types of a report. */
export const REPORT_FILES = { 'application/pdf': null, 'text/html': '<!doctype html>…' } as const;

/** Operations that download a run's recording, waveform, transcript and report. */
export const DOWNLOAD_OPERATIONS = {
  readAudio: defineOperation({
    id: 'readAudio',
    method: 'get',
    path: '/speech/analyze/{id}/audio',
    summary: 'Play or download the submitted recording, or one part of it; 404 NOT_FOUND after it was erased',
    needs: 'speech',
    permission: 'runs.read',
    params: runParams,
    query: z.object({ part: recordingPart }),
    headers: { Range: range },
    success: {
      status: 200,
      description: 'The bytes of the recording, with a media type detected from them',
      files: RECORDING_FILES,
      hasRanges: true,
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'NOT_FOUND', 'RANGE_NOT_SATISFIABLE'],
  }),
  readWaveform: defineOperation({
    id: 'readWaveform',
    method: 'get',
    path: '/speech/analyze/{id}/waveform',
    summary: 'Read the loudness of the recording over time, for drawing; 404 NOT_FOUND if it has none',
    needs: 'speech',
    permission: 'runs.read',
    params: runParams,
    success: { status: 200, description: 'The waveform', bodies: { Waveform: waveformSchema } },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'NOT_FOUND', 'RUN_NOT_FINISHED'],
  }),
  readTranscript: defineOperation({
    id: 'readTranscript',
    method: 'get',
    path: '/speech/analyze/{id}/transcript',
    summary: 'Download the transcript as JSON, plain text or subtitles',
    needs: 'speech',
    permission: 'runs.read',
    params: runParams,
    query: z.object({
      format: oneOf(TRANSCRIPT_FORMATS).default('json').describe('JSON, plain text, SubRip or WebVTT'),
      reportLanguage: readingLanguageSchema,
    }),
    success: {
      status: 200,
      description: 'The transcript',
      bodies: { Transcript: transcriptSchema },
      files: {
        'text/plain': '[0:00] Interviewer\nGood morning.\n',
        'application/x-subrip': '1\n00:00:00,500 --> 00:00:01,600\nInterviewer:\nGood morning.\n',
        'text/vtt': 'WEBVTT\n\n00:00:00.500 --> 00:00:01.600\n<v Interviewer>Good morning.\n',
      },
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_HAS_NO_RESULT', 'RUN_NOT_FINISHED'],
  }),
  readReport: defineOperation({
    id: 'readReport',
    method: 'get',
    path: '/speech/analyze/{id}/report',
    summary: 'Download the report as a tagged PDF or a self-contained HTML page',
    needs: 'speech',
    permission: 'runs.read',
    params: runParams,
    query: z.object({
      format: reportFormat,
      audience: oneOf(['recruiter', 'candidate'])
        .default('recruiter')
        .describe('The candidate’s version leaves out the recommendation and internal references'),
      reportLanguage: readingLanguageSchema,
    }),
    success: { status: 200, description: 'The report', files: REPORT_FILES },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_HAS_NO_RESULT', 'RUN_NOT_FINISHED'],
  }),
};
