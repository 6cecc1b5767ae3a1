import { z } from 'zod';
import { correctedWordSchema } from './corrected-words.ts';
import { analysisResultSchema, finishedPollSchema, runReferenceShape } from './poll.ts';

/** Audiences of a shared report. */
export const AUDIENCES = ['candidate', 'colleague'] as const;

export const audienceSchema = z
  .enum(AUDIENCES)
  .describe(
    'candidate: their own feedback, without the recommendation for the recruiter; colleague: the report',
  );

export const newShareSchema = z
  .object({
    audience: audienceSchema,
    expiresInDays: z.int().min(1).max(365).default(30).describe('How long the link is valid, days'),
    withAudio: z.boolean().default(false).describe('Whether the recording can be played'),
  })
  .describe('A link to create');

export const shareSchema = z
  .object({
    id: z.string(),
    audience: audienceSchema,
    withAudio: z.boolean(),
    createdBy: z.string().nullable().describe('Name of the user who shared; null for a key'),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastOpenedAt: z.iso.datetime().nullable(),
  })
  .describe('A link to the report of a run');

export const createdShareSchema = z
  .object({
    ...shareSchema.shape,
    url: z.string().describe('Address for the audience'),
    token: z.string().describe('For GET /shared/{token}; shown only once'),
  })
  .describe('A new link to the report of a run');

export const shareListSchema = z
  .object({ shares: z.array(shareSchema) })
  .describe('The valid links of a run, newest first');

const {
  hrRecommendation,
  processingTimeMs: _time,
  reportFigures: _figures,
  ...candidateShape
} = analysisResultSchema.shape;

export const candidateReportSchema = z
  .object({ timestamp: runReferenceShape.timestamp, ...candidateShape })
  .describe('The candidate’s version of a report, without notes for recruiters');

export const colleagueReportSchema = z
  .object({
    timestamp: runReferenceShape.timestamp,
    externalId: runReferenceShape.externalId,
    tags: runReferenceShape.tags,
    ...candidateShape,
    hrRecommendation,
    revision: finishedPollSchema.shape.revision,
    review: finishedPollSchema.shape.review,
    headline: finishedPollSchema.shape.headline,
  })
  .describe('The colleague’s version of a report, without credits and metadata');

const sharedShape = {
  organisation: z.string().describe('Organisation that shared the report'),
  expiresAt: z.iso.datetime(),
  hasAudio: z.boolean().describe('Whether GET /shared/{token}/audio has the recording'),
  corrected: z.array(correctedWordSchema).describe('Words of the transcript that people have corrected'),
};

export const sharedReportSchema = z
  .discriminatedUnion('audience', [
    z.object({
      ...sharedShape,
      audience: z.literal('candidate'),
      report: candidateReportSchema,
    }),
    z.object({ ...sharedShape, audience: z.literal('colleague'), report: colleagueReportSchema }),
  ])
  .describe('A shared report');

/** Audience of a shared report. */
export type Audience = z.infer<typeof audienceSchema>;
/** A link to create. */
export type NewShare = z.infer<typeof newShareSchema>;
/** A link to the report of a run. */
export type Share = z.infer<typeof shareSchema>;
/** A new link to the report of a run. */
export type CreatedShare = z.infer<typeof createdShareSchema>;
/** The candidate's version of a report. */
export type CandidateReport = z.infer<typeof candidateReportSchema>;
/** The colleague's version of a report. */
export type ColleagueReport = z.infer<typeof colleagueReportSchema>;
/** A shared report. */
export type SharedReport = z.infer<typeof sharedReportSchema>;
