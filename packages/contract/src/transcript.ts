import { z } from 'zod';

const ms = (what: string) => z.int().min(0).describe(`${what}, ms from the start of the recording`);
const confidence = z.number().min(0).max(1).describe('Confidence of speech recognition, 0 to 1');

export const speakerIdSchema = z
  .string()
  .regex(/^speaker_\d+$/)
  .describe('Speaker of this recording, counted from 0: speaker_0');

/** A transcribed word with its times. */
export const transcriptWordSchema = z.object({
  text: z.string(),
  startMs: ms('Start'),
  endMs: ms('End'),
  confidence,
  timing: z
    .literal('estimated')
    .optional()
    .describe('The times are interpolated; absent if they were measured'),
});

export const transcriptSegmentSchema = z.object({
  speaker: speakerIdSchema,
  speakerLabel: z.string().describe('Display name, such as Speaker 1, in the language of the report'),
  startMs: ms('Start'),
  endMs: ms('End'),
  text: z.string(),
  confidence,
  words: z.array(transcriptWordSchema),
});

/** Roles of speakers in an interview. */
export const SPEAKER_ROLES = ['candidate', 'interviewer', 'other'] as const;

export const transcriptSpeakerSchema = z.object({
  speaker: speakerIdSchema,
  speakerLabel: z.string(),
  name: z.string().optional().describe('Name that a person gave to the speaker; absent without one'),
  role: z.enum(SPEAKER_ROLES),
  speakingTimeMs: z.int().min(0).describe('Total speaking time, ms'),
  wordCount: z.int().min(0).describe('Number of words'),
  segmentCount: z.int().min(0).describe('Number of segments'),
});

export const transcriptSchema = z.object({
  segments: z.array(transcriptSegmentSchema),
  speakers: z.array(transcriptSpeakerSchema),
  candidateText: z.string().describe('Everything that the candidate said'),
  candidateSpeaker: speakerIdSchema,
});

/** Formats of a transcript: JSON, plain text, SubRip and WebVTT. */
export const TRANSCRIPT_FORMATS = ['json', 'txt', 'srt', 'vtt'] as const;

/** A format of a transcript. */
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number];

/** A transcript: segments in order of time, speakers, the candidate's words. */
export type Transcript = z.infer<typeof transcriptSchema>;
/** One stretch of speech of one speaker with its words. */
export type TranscriptSegment = z.infer<typeof transcriptSegmentSchema>;
/** What one speaker contributed to the recording. */
export type TranscriptSpeaker = z.infer<typeof transcriptSpeakerSchema>;
