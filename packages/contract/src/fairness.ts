import { z } from 'zod';

const share = (what: string) => z.number().min(0).max(1).describe(`${what}, 0 to 1`);

/** What groups can be compared by: an outcome that the client supplied, and the scores. */
export const FAIRNESS_MEASURES = ['selection', 'overall', 'vocabulary', 'fluency', 'accent'] as const;

/** What groups are compared by. */
export type FairnessMeasure = (typeof FAIRNESS_MEASURES)[number];

export const groupFairnessSchema = z
  .object({
    group: z.record(z.string(), z.string()).describe('The values of the metadata that make the group'),
    people: z.int().min(0).describe('How many people are in it'),
    meanScore: z.number().min(0).max(5).nullable().describe('0 to 5; null for selection'),
    count: z.int().min(0).describe('How many of them were selected, or score above the median of everybody'),
    rate: share('Selection rate, or scoring rate: count over people'),
    impactRatio: z
      .number()
      .min(0)
      .nullable()
      .describe('The rate over that of the group with the highest rate; null if that is 0'),
    impactRatioInterval: z
      .object({
        low: z.number().min(0).describe('Lower bound'),
        high: z.number().min(0).describe('Upper bound'),
        level: z.literal(0.95).describe('The share of such intervals that hold the ratio'),
      })
      .nullable()
      .describe('Where the ratio may lie by chance (Katz et al. 1978); null for the group compared with'),
    isBelowFourFifths: z.boolean().nullable().describe('Whether the ratio is below 0.8 (UGESP 1978)'),
    pValue: share('Two-sided exact test (Fisher) against the group with the highest rate').nullable(),
  })
  .describe('How a group fares');

export const measureFairnessSchema = z
  .object({
    measure: z.enum(FAIRNESS_MEASURES),
    median: z.number().min(0).max(5).nullable().describe('Of everybody’s scores; null for selection'),
    people: z.int().min(0).describe('Who is in a group and has this outcome or score'),
    notAssessed: z.int().min(0).describe('Who is in a group and has no such outcome or score'),
    peopleNeededPerGroup: z
      .int()
      .min(1)
      .nullable()
      .describe('How many people two groups need for a ratio of 0.8 to show in four cases of five'),
    groups: z.array(groupFairnessSchema).describe('Largest first'),
    suppressed: z
      .object({
        groups: z.int().min(0).describe('How many groups'),
        people: z.int().min(0).describe('How many people are in them'),
      })
      .describe('Groups that are too small to be shown, all together'),
  })
  .describe('How the groups fare by one measure');

export const fairnessReportSchema = z
  .object({
    groupedBy: z.array(z.string()).describe('Keys of the metadata that make the groups'),
    outcome: z
      .object({ key: z.string(), selected: z.string() })
      .nullable()
      .describe('The key of the metadata that holds the outcome, and its value for people who were selected'),
    people: z.int().min(0).describe('Everybody with a result; of a candidate’s runs the newest counts'),
    withoutGroup: z.int().min(0).describe('Those whose metadata do not tell their group: left out below'),
    smallestGroup: z.int().min(1).describe('Smaller groups are not shown'),
    measures: z.array(measureFairnessSchema),
    notes: z.array(z.string()).describe('How to read it'),
  })
  .describe('Whether groups that the client named fare alike; no group is ever inferred from a voice');

/** How a group fares. */
export type GroupFairness = z.infer<typeof groupFairnessSchema>;
/** How the groups fare by one measure. */
export type MeasureFairness = z.infer<typeof measureFairnessSchema>;
/** Whether groups fare alike. */
export type FairnessReport = z.infer<typeof fairnessReportSchema>;
