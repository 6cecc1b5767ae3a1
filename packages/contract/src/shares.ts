import { z } from 'zod';
import { correctedWordSchema } from './corrected-words.ts';
import { analysisResultSchema, finishedPollSchema, runReferenceShape } from './poll.ts';

/** Whom a report can be shared with. */
export const AUDIENCES = ['candidate', 'colleague'] as const;

export const audienceSchema = z
  .enum(AUDIENCES)
  .describe(
    'candidate: their own feedback, without the recommendation for the recruiter; colleague: the report',
  );

export const newShareSchema = z
  .object({
    audience: audienceSchema,
    expiresInDays: z.int().min(1).max(365).default(30).describe('How long the link is good, days'),
    withAudio: z.boolean().default(false).describe('Whether the recording can be played'),
  })
  .describe('For whom, and for how long');

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
    url: z.string().describe('To be given to whoever may read it'),
    token: z.string().describe('For GET /shared/{token}; shown once'),
  })
  .describe('A new link to the report of a run');

export const shareListSchema = z
  .object({ shares: z.array(shareSchema) })
  .describe('The links of a run that are good, newest first');

const { hrRecommendation, processingTimeMs: _time, ...candidateShape } = analysisResultSchema.shape;

export const candidateReportSchema = z
  .object({ timestamp: runReferenceShape.timestamp, ...candidateShape })
  .describe('What a candidate is shown of a run: nothing that recruiters say among themselves');

export const colleagueReportSchema = z
  .object({
    timestamp: runReferenceShape.timestamp,
    externalId: runReferenceShape.externalId,
    tags: runReferenceShape.tags,
    ...candidateShape,
    hrRecommendation,
    revision: finishedPollSchema.shape.revision,
    review: finishedPollSchema.shape.review,
  })
  .describe('What a colleague is shown of a run: all but credits and metadata');

const sharedShape = {
  organisation: z.string().describe('Who shares it'),
  expiresAt: z.iso.datetime(),
  hasAudio: z.boolean().describe('Whether GET /shared/{token}/audio has the recording'),
  corrected: z.array(correctedWordSchema).describe('Words of the transcript that people have corrected'),
};

export const sharedReportSchema = z
  .discriminatedUnion('audience', [
    z.object({
      ...sharedShape,
      audience: z.literal('candidate'),
      erasureRequestedAt: z.iso.datetime().nullable().describe('When the candidate asked for erasure'),
      report: candidateReportSchema,
    }),
    z.object({ ...sharedShape, audience: z.literal('colleague'), report: colleagueReportSchema }),
  ])
  .describe('A report behind a link');

export const erasureRequestSchema = z
  .object({
    id: z.string(),
    runId: z.string(),
    externalId: z.string().nullable().describe('Of the run, while there is one'),
    requestedAt: z.iso.datetime(),
    settledAt: z.iso.datetime().nullable(),
    decision: z
      .enum(['erased', 'declined'])
      .nullable()
      .describe('Null while it is open; erased also when the run went otherwise'),
  })
  .describe('A candidate’s wish that a run be erased');

export const erasureRequestListSchema = z
  .object({ requests: z.array(erasureRequestSchema) })
  .describe('The wishes, open ones first, then the latest');

export const settleErasureSchema = z
  .object({ decision: z.enum(['erase', 'decline']) })
  .describe('erase: the run goes for good; decline: it stays, which needs a reason in law');

/** Whom a report is shared with. */
export type Audience = z.infer<typeof audienceSchema>;
/** For whom a link is, and for how long. */
export type NewShare = z.infer<typeof newShareSchema>;
/** A link to the report of a run. */
export type Share = z.infer<typeof shareSchema>;
/** A new link to the report of a run. */
export type CreatedShare = z.infer<typeof createdShareSchema>;
/** What a candidate is shown of a run. */
export type CandidateReport = z.infer<typeof candidateReportSchema>;
/** What a colleague is shown of a run. */
export type ColleagueReport = z.infer<typeof colleagueReportSchema>;
/** A report behind a link. */
export type SharedReport = z.infer<typeof sharedReportSchema>;
/** A candidate's wish that a run be erased. */
export type ErasureRequest = z.infer<typeof erasureRequestSchema>;
/** What becomes of such a wish. */
export type SettleErasure = z.infer<typeof settleErasureSchema>;
