import { z } from 'zod';
import { analysisSchema } from './analysis.ts';
import { runErrorSchema } from './errors.ts';
import { headlineSchema } from './headline.ts';
import { partialTranscriptSchema } from './partial-transcript.ts';
import { recordingPartSchema } from './recording-parts.ts';
import { reportFiguresSchema } from './report-figures.ts';
import { reportLanguageSchema } from './report-language.ts';
import { requirementSchema } from './requirement.ts';
import { reviewSchema, revisionSchema } from './revision.ts';
import { scoresSchema } from './scale.ts';
import { speakerIdSchema, transcriptSchema } from './transcript.ts';

/** Statuses of a run: waiting, processing and the three final ones. */
export const RUN_STATUSES = ['queued', 'processing', 'success', 'partial', 'failed'] as const;

/**
 * The stages of an analysis in order; `progress.stage` names the current one. Those from `speaker-turns` to `alignment` come once
 * more where the words show that two people were taken for one.
 */
export const STAGES = [
  'decode',
  'quality',
  'speech-regions',
  'speaker-turns',
  'words',
  'alignment',
  'candidate',
  'measures',
  'scores',
  'report',
] as const;

/** One stage of an analysis. */
export type Stage = (typeof STAGES)[number];

/** Status of a run. */
export type RunStatus = (typeof RUN_STATUSES)[number];

export const audioSchema = z.object({
  durationMs: z
    .int()
    .min(0)
    .describe('Length of the recording, ms; of several parts with the silence of 1 s between each'),
  durationFormatted: z.string().describe('m:ss or h:mm:ss'),
  languageCode: z.string().describe('The language spoken, ISO 639-1; und if it could not be detected'),
  requestedLanguage: z.string().describe('The language asked for, ISO 639-1'),
  speakerCount: z.int().min(0).describe('Number of speakers in the recording'),
  parts: z
    .array(recordingPartSchema)
    .optional()
    .describe(
      'The parts of a recording that was submitted in several, in order; all times of the result are on the time line that joins them',
    ),
});

export const candidateDetectionSchema = z.object({
  speaker: speakerIdSchema,
  speakerLabel: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
  reason: z.string().describe('One plain sentence that names the evidence'),
  wordCount: z.int().min(0).describe('Number of words the candidate said'),
});

/** Which speaker the candidate is, with confidence and reason. */
export type CandidateDetection = z.infer<typeof candidateDetectionSchema>;

export const explainabilitySchema = z.object({ vocab: z.string(), fluency: z.string(), accent: z.string() });

export const runCreditsSchema = z.object({
  deducted: z.int().min(0).describe('Credits that the run cost'),
  remainingBalance: z.int().describe('Balance after the charge'),
  audioDurationMinutes: z.number().min(0).describe('Length of the recording, minutes'),
});

/** What a finished run cost. */
export type RunCredits = z.infer<typeof runCreditsSchema>;

/** Fields of every body about a run. */
export const runReferenceShape = {
  id: z.string(),
  externalId: z.string().nullable(),
  timestamp: z.iso.datetime().describe('When the run was submitted'),
  metadata: z.record(z.string(), z.string()),
  tags: z.array(z.string()),
};

export const pollIntervalSchema = z.int().min(1).describe('How long to wait before the next poll, s');

export const queuedPollSchema = z.object({
  ...runReferenceShape,
  status: z.literal('queued'),
  pollIntervalSeconds: pollIntervalSchema,
  queuePosition: z.int().min(1).describe('Position among the client’s queued runs, from 1'),
  activeRequests: z.int().min(0).describe('Runs of the client that are processing'),
});

/** The poll body of a processing run. */
export const processingPollSchema = z.object({
  ...runReferenceShape,
  status: z.literal('processing'),
  pollIntervalSeconds: pollIntervalSchema,
  progress: z.object({
    stage: z.enum(STAGES),
    percent: z.int().min(0).max(100).describe('Progress of the analysis, 0 to 100'),
  }),
  partialTranscript: partialTranscriptSchema
    .optional()
    .describe(
      'The words so far, in the order in which they were recognised: sort them by time. A draft: words, times and speakers of the result can differ. Absent before the first words, and in events, which have the type transcript for it',
    ),
});

/** The result of an analysis: the poll body without the platform’s fields. */
export const analysisResultSchema = z.object({
  status: z.enum(['success', 'partial']),
  processingTimeMs: z
    .int()
    .min(0)
    .describe('From the start of processing to the result, without queueing, ms'),
  scoringMethod: z.enum(['ml_hybrid', 'gpt_multilingual']),
  audio: audioSchema,
  candidateDetection: candidateDetectionSchema,
  scores: scoresSchema,
  explainability: explainabilitySchema,
  analysis: analysisSchema,
  hrRecommendation: z.string(),
  candidateFeedback: z.string(),
  reportLanguage: reportLanguageSchema
    .optional()
    .describe('The language that the sentences are written in; absent when they are in English'),
  reportFigures: reportFiguresSchema
    .optional()
    .describe('Absent in results of version 0.1, which stay in the language that they were written in'),
  transcript: transcriptSchema,
});

/** The poll body of a run with a result. */
export const finishedPollSchema = z.object({
  ...runReferenceShape,
  ...analysisResultSchema.shape,
  credits: runCreditsSchema.nullable(),
  revision: revisionSchema
    .optional()
    .describe('Which result of the run this is; absent on the first one, from the analysis'),
  review: reviewSchema.optional().describe('The newest review by a person; absent without one'),
  headline: headlineSchema
    .optional()
    .describe('Absent unless the newest review overrides scores of this result'),
  requirement: requirementSchema
    .optional()
    .describe('Absent unless the run’s project names the levels it needs'),
});

/** The poll body of a run without a result. */
export const failedPollSchema = z.object({
  ...runReferenceShape,
  status: z.literal('failed'),
  processingTimeMs: z
    .int()
    .min(0)
    .nullable()
    .describe('From the start of processing to the end, ms; null if processing never began'),
  error: runErrorSchema,
});

export const pollResponseSchema = z.discriminatedUnion('status', [
  queuedPollSchema,
  processingPollSchema,
  finishedPollSchema,
  failedPollSchema,
]);

/** The result of an analysis, as it is sent. */
export type AnalysisResult = z.infer<typeof analysisResultSchema>;
/** The body of a poll of a run with a result. */
export type FinishedPoll = z.infer<typeof finishedPollSchema>;
/** The body of a poll, by status. */
export type PollResponse = z.infer<typeof pollResponseSchema>;
/** The body of a poll of a run that is not finished. */
export type UnfinishedPoll = z.infer<typeof queuedPollSchema> | z.infer<typeof processingPollSchema>;
/** Plain sentences that explain each score. */
export type Explainability = z.infer<typeof explainabilitySchema>;

/** Whether a result was scored as English: levels of words, single sounds and typical ranges exist for English only. */
export const isScoredAsEnglish = ({ scoringMethod }: Pick<AnalysisResult, 'scoringMethod'>): boolean =>
  scoringMethod === 'ml_hybrid';
