import { TRANSCRIPT_FORMATS, transcriptSchema } from '../transcript.ts';
import { waveformSchema } from '../waveform.ts';
import { type Operation, type Parameter, runId } from './operation.ts';

const range: Parameter = {
  name: 'Range',
  in: 'header',
  description: 'The part wanted, such as bytes=0-1023; several parts are answered with the whole',
  schema: { type: 'string' },
};

/** The form in which a report is wanted. */
export const reportFormat: Parameter = {
  name: 'format',
  in: 'query',
  description: 'When absent: PDF if Accept names application/pdf and not text/html, else the page',
  schema: { type: 'string', enum: ['pdf', 'html'] },
};

/** A recording, by the media types that its bytes can show. */
export const RECORDING_FILES = {
  'audio/*': null,
  'video/*': null,
  'application/octet-stream': null,
} as const;

/** A report as a file, by media type. */
export const REPORT_FILES = { 'application/pdf': null, 'text/html': '<!doctype html>…' } as const;

/** What can be taken away from a run: its sound, its picture, its words, its report. */
export const DOWNLOAD_OPERATIONS: readonly Operation[] = [
  {
    id: 'readAudio',
    method: 'get',
    path: '/speech/analyze/{id}/audio',
    summary: 'The recording as it was submitted, for playing; 404 NOT_FOUND once it is erased',
    needs: 'speech',
    parameters: [runId, range],
    success: {
      status: 200,
      description: 'The bytes of the recording; the media type is told from them',
      files: RECORDING_FILES,
      hasRanges: true,
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'NOT_FOUND', 'RANGE_NOT_SATISFIABLE'],
  },
  {
    id: 'readWaveform',
    method: 'get',
    path: '/speech/analyze/{id}/waveform',
    summary: 'How loud the recording is over its length, for drawing; 404 NOT_FOUND if the run failed',
    needs: 'speech',
    parameters: [runId],
    success: { status: 200, description: 'The waveform', bodies: { Waveform: waveformSchema } },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'NOT_FOUND', 'RUN_NOT_FINISHED'],
  },
  {
    id: 'readTranscript',
    method: 'get',
    path: '/speech/analyze/{id}/transcript',
    summary: 'What was said, for programs, for reading, or as subtitles; a file to save',
    needs: 'speech',
    parameters: [
      runId,
      {
        name: 'format',
        in: 'query',
        description: 'JSON, plain text, SubRip or WebVTT',
        schema: { type: 'string', enum: TRANSCRIPT_FORMATS, default: 'json' },
      },
    ],
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
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'NOT_FOUND', 'RUN_NOT_FINISHED'],
  },
  {
    id: 'readReport',
    method: 'get',
    path: '/speech/analyze/{id}/report',
    summary: 'The report: a tagged PDF, or a page that loads nothing; for the recruiter or for the candidate',
    needs: 'speech',
    parameters: [
      runId,
      reportFormat,
      {
        name: 'audience',
        in: 'query',
        description: 'For the candidate the recommendation and internal references are left out',
        schema: { type: 'string', enum: ['recruiter', 'candidate'], default: 'recruiter' },
      },
    ],
    success: {
      status: 200,
      description: 'The report',
      files: REPORT_FILES,
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'NOT_FOUND', 'RUN_NOT_FINISHED'],
  },
];
