import { z } from 'zod';
import { runErrorSchema } from './errors.ts';
import { RUN_STATUSES, runReferenceShape } from './poll.ts';
import { cefrLevelSchema, scoreSchema } from './scale.ts';

/** The services whose runs a list can be narrowed to. This server has speech alone; a list of another is empty. */
export const SERVICE_TYPES = ['speech', 'cv_deepmatch'] as const;

/**
 * What a list of runs can be sorted by. `name` is the candidate's name in the metadata, else the externalId (see
 * {@link candidateNameOf}).
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
    completedAt: z.iso.datetime().nullable().describe('When the run ended; null while it has not'),
    language: z.string().describe('The language asked for, ISO 639-1'),
    durationMs: z.int().min(0).describe('Length of the recording, ms'),
    project: z
      .string()
      .nullable()
      .describe('The name of the project that it was submitted to, by a key of the project or by a user'),
    scores: z.object({ overall: scoreSchema.nullable(), cefrLevel: cefrLevelSchema.nullable() }).nullable(),
    credits: z
      .object({ deducted: z.int().min(0).describe('Credits that the run cost') })
      .nullable()
      .describe('Null while the run has not ended'),
    error: runErrorSchema.nullable(),
  })
  .describe('A run in a list');

export const runListSchema = z
  .object({
    runs: z.array(runRowSchema),
    nextCursor: z
      .string()
      .nullable()
      .describe('Give it as cursor to get the next page; null on the last one'),
  })
  .describe('The runs of a client, newest first unless sorted');

/** A run in a list. */
export type RunRow = z.infer<typeof runRowSchema>;
/** A page of a client's runs. */
export type RunList = z.infer<typeof runListSchema>;
/** What a list of runs can be sorted by. */
export type RunSortKey = (typeof RUN_SORT_KEYS)[number];
/** Ascending or descending. */
export type SortOrder = (typeof SORT_ORDERS)[number];
