import { z } from 'zod';
import { analysisSchema } from './analysis.ts';
import { runErrorSchema } from './errors.ts';
import { reportLanguageSchema } from './report-language.ts';
import { reviewSchema, revisionSchema } from './revision.ts';
import { scoresSchema } from './scale.ts';
import { speakerIdSchema, transcriptSchema } from './transcript.ts';

/** Where a run can stand in its life: waiting, at work, and three ways to end. */
export const RUN_STATUSES = ['queued', 'processing', 'success', 'partial', 'failed'] as const;

/** The stages of an analysis in order; `progress.stage` names the one at work. */
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

/** Where a run stands in its life. */
export type RunStatus = (typeof RUN_STATUSES)[number];

export const audioSchema = z.object({
  durationMs: z.int().min(0).describe('Length of the recording, ms'),
  durationFormatted: z.string().describe('m:ss or h:mm:ss'),
  languageCode: z.string().describe('The language spoken, ISO 639-1; und where it could not be told'),
  requestedLanguage: z.string().describe('The language asked for, ISO 639-1'),
  speakerCount: z.int().min(0).describe('How many people were heard'),
});

export const candidateDetectionSchema = z.object({
  speaker: speakerIdSchema,
  speakerLabel: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
  reason: z.string().describe('One plain sentence that names the evidence'),
  wordCount: z.int().min(0).describe('Words that the candidate said'),
});

/** Which speaker the candidate is, how sure, and why. */
export type CandidateDetection = z.infer<typeof candidateDetectionSchema>;

export const explainabilitySchema = z.object({ vocab: z.string(), fluency: z.string(), accent: z.string() });

export const runCreditsSchema = z.object({
  deducted: z.int().min(0).describe('Credits that the run cost'),
  remainingBalance: z.int().describe('Credits that were left when it was charged'),
  audioDurationMinutes: z.number().min(0).describe('Length of the recording, minutes'),
});

/** What a finished run cost. */
export type RunCredits = z.infer<typeof runCreditsSchema>;

/** What every body about a run holds. */
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
  queuePosition: z.int().min(1).describe('Place among the client’s waiting runs, from 1'),
  activeRequests: z.int().min(0).describe('Runs of the client that are processing now'),
});

/** The poll body of a run at work. */
export const processingPollSchema = z.object({
  ...runReferenceShape,
  status: z.literal('processing'),
  pollIntervalSeconds: pollIntervalSchema,
  progress: z.object({
    stage: z.enum(STAGES),
    percent: z.int().min(0).max(100).describe('How much of the work is done, 0 to 100'),
  }),
});

/** What the engine makes of a recording: the poll body without what belongs to the platform. */
export const analysisResultSchema = z.object({
  status: z.enum(['success', 'partial']),
  processingTimeMs: z
    .int()
    .min(0)
    .describe('From the start of processing to the result, waiting not counted, ms'),
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
  transcript: transcriptSchema,
});

/** The poll body of a run with a result. */
export const finishedPollSchema = z.object({
  ...runReferenceShape,
  ...analysisResultSchema.shape,
  credits: runCreditsSchema.nullable(),
  revision: revisionSchema
    .optional()
    .describe('Which of the run’s results this is; absent on the first, that of the analysis'),
  review: reviewSchema.optional().describe('What a person made of it, the newest review; absent without one'),
});

/** The poll body of a run without a result. */
export const failedPollSchema = z.object({
  ...runReferenceShape,
  status: z.literal('failed'),
  processingTimeMs: z
    .int()
    .min(0)
    .nullable()
    .describe('From the start of processing to the end, ms; null if it never began'),
  error: runErrorSchema,
});

export const pollResponseSchema = z.discriminatedUnion('status', [
  queuedPollSchema,
  processingPollSchema,
  finishedPollSchema,
  failedPollSchema,
]);

/** What the engine makes of a recording, ready for the wire. */
export type AnalysisResult = z.infer<typeof analysisResultSchema>;
/** The body of a poll of a run with a result. */
export type FinishedPoll = z.infer<typeof finishedPollSchema>;
/** The body of a poll, by status. */
export type PollResponse = z.infer<typeof pollResponseSchema>;
/** The body of a poll of a run that is not finished. */
export type UnfinishedPoll = z.infer<typeof queuedPollSchema> | z.infer<typeof processingPollSchema>;
/** Plain sentences on why each score came out as it did. */
export type Explainability = z.infer<typeof explainabilitySchema>;

/** Whether a result was scored as English: levels of words, single sounds and what is usual are known for it alone. */
export const isScoredAsEnglish = ({ scoringMethod }: Pick<AnalysisResult, 'scoringMethod'>): boolean =>
  scoringMethod === 'ml_hybrid';
