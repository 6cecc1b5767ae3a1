import { z } from 'zod';
import { WARNING_CODES } from './analysis.ts';
import { runErrorSchema } from './errors.ts';
import { headlineSchema } from './headline.ts';
import { RUN_STATUSES, runReferenceShape } from './poll.ts';
import { reviewSchema } from './revision.ts';
import { cefrLevelSchema, intervalSchema, scoreSchema } from './scale.ts';

/** Services that a list can be filtered by. This server offers only speech; the lists of others are empty. */
export const SERVICE_TYPES = ['speech', 'cv_deepmatch'] as const;

/**
 * What a list of runs can be sorted by. `name` is the name that a person gave to the scored speaker, else the candidate's name in the
 * metadata, else the externalId (see {@link candidateNameOf}).
 */
export const RUN_SORT_KEYS = [
  'createdAt',
  'completedAt',
  'duration',
  'vocabulary',
  'fluency',
  'accent',
  'overall',
  'name',
  'externalId',
] as const;

/** The directions of a sorted list. */
export const SORT_ORDERS = ['asc', 'desc'] as const;

export const runRowSchema = z
  .object({
    ...runReferenceShape,
    status: z.enum(RUN_STATUSES),
    serviceType: z.literal('speech'),
    completedAt: z.iso.datetime().nullable().describe('When the run ended; null while it is unfinished'),
    language: z.string().describe('Requested language, ISO 639-1'),
    durationMs: z.int().min(0).describe('Length of the recording, ms'),
    speakerName: z
      .string()
      .nullable()
      .describe('Name that a person gave to the scored speaker; null without one'),
    project: z.string().nullable().describe('Name of the project submitted to'),
    scores: z.object({ overall: scoreSchema.nullable(), cefrLevel: cefrLevelSchema.nullable() }).nullable(),
    headline: headlineSchema
      .nullable()
      .describe(
        'The scores to show: a reviewer’s where the latest review overrides them; null without a result',
      ),
    intervals: z
      .object({
        overall: intervalSchema.nullable(),
        vocabulary: intervalSchema.nullable(),
        fluency: intervalSchema.nullable(),
        accent: intervalSchema.nullable(),
      })
      .nullable()
      .describe('The 90 % intervals of the analysis; null for results from before lists had them'),
    warnings: z.array(z.enum(WARNING_CODES)).describe('Codes of the warnings about the recording'),
    shouldListen: z
      .boolean()
      .nullable()
      .describe('Whether a person should listen; null without a result, and where it is not known'),
    review: reviewSchema
      .omit({ note: true })
      .nullable()
      .describe('The latest review without its note; null without one'),
    credits: z
      .object({ deducted: z.int().min(0).describe('Credits charged for the run') })
      .nullable()
      .describe('Null while the run is unfinished'),
    error: runErrorSchema.nullable(),
  })
  .describe('A run in a list');

export const runListSchema = z
  .object({
    runs: z.array(runRowSchema),
    nextCursor: z.string().nullable().describe('The cursor of the next page; null on the last page'),
  })
  .describe('The runs of a client, newest first unless sorted');

/** A run in a list. */
export type RunRow = z.infer<typeof runRowSchema>;
/** A page of a client's runs. */
export type RunList = z.infer<typeof runListSchema>;
/** A sort key of a list of runs. */
export type RunSortKey = (typeof RUN_SORT_KEYS)[number];
/** Ascending or descending. */
export type SortOrder = (typeof SORT_ORDERS)[number];
