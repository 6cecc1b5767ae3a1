import { z } from 'zod';
import { RUN_ERROR_CODES } from '../errors.ts';
import { cefrLevelSchema } from '../scale.ts';

const count = z.int().min(0);

export const statisticsSchema = z
  .object({
    from: z.iso.date().describe('The first day, UTC'),
    to: z.iso.date().describe('The last day: today'),
    runsPerDay: z
      .array(
        z.object({ date: z.iso.date(), success: count, partial: count, failed: count, unfinished: count }),
      )
      .describe('By the day of their submit; every day of the time, also those without a run'),
    levels: z
      .array(z.object({ level: cefrLevelSchema, runs: count }))
      .describe('Overall levels of the runs that have one, A1 first, all six'),
    timeToResultMs: z
      .object({ median: count, p90: count })
      .nullable()
      .describe('From submit to result, waiting included; null without a finished run'),
    failures: z
      .array(z.object({ code: z.enum(RUN_ERROR_CODES), runs: count }))
      .describe('Why runs failed, most frequent first'),
    creditsPerDay: z
      .array(z.object({ date: z.iso.date(), charged: count, granted: count }))
      .describe('Every day of the time'),
  })
  .describe('What a client’s runs were like over some days');

/** What a client's runs were like over some days. */
export type Statistics = z.infer<typeof statisticsSchema>;
