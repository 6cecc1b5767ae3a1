import { z } from 'zod';
import { RUN_ERROR_CODES } from '../errors.ts';
import { cefrLevelSchema } from '../scale.ts';

const count = (what: string) => z.int().min(0).describe(what);

export const statisticsSchema = z
  .object({
    from: z.iso.date().describe('The first day, UTC'),
    to: z.iso.date().describe('The last day: today'),
    runsPerDay: z
      .array(
        z.object({
          date: z.iso.date(),
          success: count('Runs with all scores'),
          partial: count('Runs with some scores'),
          failed: count('Runs that failed'),
          unfinished: count('Unfinished runs'),
        }),
      )
      .describe('By day of submission, including days without runs'),
    levels: z
      .array(z.object({ level: cefrLevelSchema, runs: count('Runs of this level') }))
      .describe('Runs by overall level, for all six levels, A1 first'),
    timeToResultMs: z
      .object({
        median: count('Median, ms'),
        p90: count('90th percentile, ms'),
      })
      .nullable()
      .describe('From submission to result, including queueing, ms; null without a finished run'),
    failures: z
      .array(z.object({ code: z.enum(RUN_ERROR_CODES), runs: count('Runs that failed with this code') }))
      .describe('Failed runs by error code, most frequent first'),
    creditsPerDay: z
      .array(
        z.object({
          date: z.iso.date(),
          charged: count('Credits charged'),
          granted: count('Credits granted'),
        }),
      )
      .describe('By day'),
  })
  .describe('Statistics of a client’s runs over a number of days');

/** What a client's runs were like over some days. */
export type Statistics = z.infer<typeof statisticsSchema>;
