import { z } from 'zod';
import { actorSchema } from './audit.ts';
import { scoreSchema, scoresSchema } from './scale.ts';
import { isLength, isStorable } from './text.ts';
import { speakerIdSchema } from './transcript.ts';

/** Why a run has another result than before. */
export const REVISION_REASONS = ['analysis', 'rescore', 'correction'] as const;

export const revisionSchema = z
  .object({
    number: z.int().min(1).describe('1 is the result of the analysis'),
    reason: z.enum(REVISION_REASONS),
    createdAt: z.iso.datetime(),
    by: actorSchema,
  })
  .describe('Which of a run’s results this is, and who had it made');

/** Which of a run's results one is, and who had it made. */
export type Revision = z.infer<typeof revisionSchema>;

export const revisionRowSchema = z
  .object({
    ...revisionSchema.shape,
    isCurrent: z.boolean().describe('Whether it is the one that a poll shows'),
    candidateSpeaker: speakerIdSchema.describe('Who was scored'),
    scores: scoresSchema,
  })
  .describe('One of a run’s results in its history');

export const historySchema = z
  .object({ results: z.array(revisionRowSchema).describe('Newest first') })
  .describe('Every result that a run had');

/** One of a run's results in its history. */
export type RevisionRow = z.infer<typeof revisionRowSchema>;
/** Every result that a run had. */
export type History = z.infer<typeof historySchema>;

export const rescoreRequestSchema = z
  .strictObject({ candidateSpeaker: speakerIdSchema.describe('Whom to score, as in transcript.speakers') })
  .describe('Score another speaker');

/** Corrections that one request can hold. */
export const MAX_CORRECTIONS = 500;
const MAX_CORRECTION_LENGTH = 100;
const MAX_CORRECTION_WORDS = 10;

const correctionSchema = z
  .strictObject({
    segment: z.int().min(0).describe('Place of the segment in transcript.segments, from 0'),
    word: z.int().min(0).describe('Place of the word in the segment’s words, from 0'),
    text: z
      .string()
      .trim()
      .refine(
        (text) =>
          isLength(text, 0, MAX_CORRECTION_LENGTH) &&
          isStorable(text) &&
          text.split(/\s+/).length <= MAX_CORRECTION_WORDS,
        `at most ${MAX_CORRECTION_WORDS} words of ${MAX_CORRECTION_LENGTH} characters in all`,
      )
      .describe('What was said; empty where nothing was, several words where several were'),
  })
  .describe('What one word should have been');

export const correctionsRequestSchema = z
  .array(correctionSchema)
  .min(1)
  .max(MAX_CORRECTIONS)
  .describe('Corrections of words; all of them are made, or none');

/** What one word should have been. */
export type Correction = z.infer<typeof correctionSchema>;

const MAX_NOTE_LENGTH = 2000;

const reviewedScoresSchema = z
  .strictObject({
    vocabulary: scoreSchema.optional(),
    fluency: scoreSchema.optional(),
    accent: scoreSchema.optional(),
    overall: scoreSchema.optional(),
  })
  .describe('What the reviewer would give, 0 to 5');

export const reviewRequestSchema = z
  .strictObject({
    decision: z.enum(['agree', 'override']),
    scores: reviewedScoresSchema
      .refine((scores) => Object.keys(scores).length > 0, 'at least one score')
      .optional(),
    note: z
      .string()
      .trim()
      .refine(
        (note) => isLength(note, 1, MAX_NOTE_LENGTH) && isStorable(note),
        `1 to ${MAX_NOTE_LENGTH} characters`,
      )
      .optional(),
  })
  .refine(({ decision, scores }) => decision === 'override' || scores === undefined, {
    path: ['scores'],
    message: 'who agrees gives no scores: override, or leave them out',
  })
  .refine(
    ({ decision, scores, note }) => decision === 'agree' || scores !== undefined || note !== undefined,
    {
      path: ['decision'],
      message: 'say what is overridden: scores, a note, or both',
    },
  )
  .describe('What a person makes of a result');

/** What a person makes of a result, as it is asked for. */
export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

export const reviewSchema = z
  .object({
    decision: z.enum(['agree', 'override']),
    scores: reviewedScoresSchema.nullable().describe('What the reviewer would give; null unless said'),
    note: z.string().nullable(),
    revision: z.int().min(1).describe('Which of the run’s results was reviewed'),
    at: z.iso.datetime(),
    by: actorSchema,
  })
  .describe('A person’s review of a result: it stands beside the machine’s scores, never over them');

/** A person's review of a result. */
export type Review = z.infer<typeof reviewSchema>;
