import { z } from 'zod';
import { actorSchema } from './audit.ts';
import { scoreSchema, scoresSchema } from './scale.ts';
import { isLength, isStorable } from './text.ts';
import { speakerIdSchema } from './transcript.ts';

/** Reasons for a result. */
export const REVISION_REASONS = ['analysis', 'rescore', 'correction'] as const;

export const revisionSchema = z
  .object({
    number: z.int().min(1).describe('1 is the result of the analysis'),
    reason: z.enum(REVISION_REASONS),
    createdAt: z.iso.datetime(),
    by: actorSchema,
  })
  .describe('Number and origin of a result');

/** Number and origin of a result. */
export type Revision = z.infer<typeof revisionSchema>;

export const revisionRowSchema = z
  .object({
    ...revisionSchema.shape,
    isCurrent: z.boolean().describe('Whether polls return it'),
    candidateSpeaker: speakerIdSchema.describe('The scored speaker'),
    scores: scoresSchema,
  })
  .describe('One of a run’s results in its history');

export const historySchema = z
  .object({ results: z.array(revisionRowSchema).describe('Newest first') })
  .describe('Every result of a run');

/** One of a run's results in its history. */
export type RevisionRow = z.infer<typeof revisionRowSchema>;
/** Every result of a run. */
export type History = z.infer<typeof historySchema>;

export const rescoreRequestSchema = z
  .strictObject({ candidateSpeaker: speakerIdSchema.describe('Speaker to score, from transcript.speakers') })
  .describe('Score another speaker');

/** Maximum number of corrections in a request. */
export const MAX_CORRECTIONS = 500;
const MAX_CORRECTION_LENGTH = 100;
const MAX_CORRECTION_WORDS = 10;

const correctionSchema = z
  .strictObject({
    segment: z.int().min(0).describe('Index of the segment in transcript.segments, from 0'),
    word: z.int().min(0).describe('Index of the word in the segment’s words, from 0'),
    text: z
      .string()
      .trim()
      .refine(
        (text) =>
          isLength(text, 0, MAX_CORRECTION_LENGTH) &&
          isStorable(text) &&
          text.split(/\s+/).length <= MAX_CORRECTION_WORDS,
        `must have at most ${MAX_CORRECTION_WORDS} words and ${MAX_CORRECTION_LENGTH} characters`,
      )
      .describe('What was said: empty for nothing, several words if needed'),
  })
  .describe('Correction of a word');

export const correctionsRequestSchema = z
  .array(correctionSchema)
  .min(1)
  .max(MAX_CORRECTIONS)
  .describe('Corrections, applied all or not at all');

/** Correction of a word. */
export type Correction = z.infer<typeof correctionSchema>;

const MAX_NOTE_LENGTH = 2000;

const reviewedScoresSchema = z
  .strictObject({
    vocabulary: scoreSchema.optional(),
    fluency: scoreSchema.optional(),
    accent: scoreSchema.optional(),
    overall: scoreSchema.optional(),
  })
  .describe('Scores by the reviewer, 0 to 5');

export const reviewRequestSchema = z
  .strictObject({
    decision: z.enum(['agree', 'override']),
    scores: reviewedScoresSchema
      .refine((scores) => Object.keys(scores).length > 0, 'must have at least one score')
      .optional(),
    note: z
      .string()
      .trim()
      .refine(
        (note) => isLength(note, 1, MAX_NOTE_LENGTH) && isStorable(note),
        `must have 1 to ${MAX_NOTE_LENGTH} characters`,
      )
      .optional(),
  })
  .refine(({ decision, scores }) => decision === 'override' || scores === undefined, {
    path: ['scores'],
    message: 'must be absent if decision is agree',
  })
  .refine(
    ({ decision, scores, note }) => decision === 'agree' || scores !== undefined || note !== undefined,
    {
      path: ['decision'],
      message: 'override requires scores, a note or both',
    },
  )
  .describe('A review of a result');

/** A review of a result, as requested. */
export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

export const reviewSchema = z
  .object({
    decision: z.enum(['agree', 'override']),
    scores: reviewedScoresSchema.nullable().describe('Scores by the reviewer; null without them'),
    note: z.string().nullable(),
    revision: z.int().min(1).describe('Number of the reviewed result'),
    at: z.iso.datetime(),
    by: actorSchema,
  })
  .describe('A person’s review of a result; it never replaces the scores');

/** A person's review of a result. */
export type Review = z.infer<typeof reviewSchema>;
