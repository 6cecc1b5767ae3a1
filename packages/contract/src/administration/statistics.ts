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
          unfinished: count('Runs that have not ended'),
        }),
      )
      .describe('By the day of their submit; every day of the time, also those without a run'),
    levels: z
      .array(z.object({ level: cefrLevelSchema, runs: count('Runs of this level') }))
      .describe('Overall levels of the runs that have one, A1 first, all six'),
    timeToResultMs: z
      .object({
        median: count('Half of the runs took no longer, ms'),
        p90: count('Nine tenths took no longer, ms'),
      })
      .nullable()
      .describe('From submit to result, waiting included, ms; null without a finished run'),
    failures: z
      .array(z.object({ code: z.enum(RUN_ERROR_CODES), runs: count('Runs that failed so') }))
      .describe('Why runs failed, most frequent first'),
    creditsPerDay: z
      .array(
        z.object({
          date: z.iso.date(),
          charged: count('Credits charged'),
          granted: count('Credits granted'),
        }),
      )
      .describe('Every day of the time'),
  })
  .describe('What a client’s runs were like over some days');

/** What a client's runs were like over some days. */
export type Statistics = z.infer<typeof statisticsSchema>;
