import { z } from 'zod';

const share = (what: string) => z.number().min(0).max(1).describe(`${what}, 0 to 1`);

/** Measures to compare groups by: an outcome that the client supplied, and the scores. */
export const FAIRNESS_MEASURES = ['selection', 'overall', 'vocabulary', 'fluency', 'accent'] as const;

/** A measure to compare groups by. */
export type FairnessMeasure = (typeof FAIRNESS_MEASURES)[number];

export const groupFairnessSchema = z
  .object({
    group: z.record(z.string(), z.string()).describe('Metadata values that define the group'),
    people: z.int().min(0).describe('People in the group'),
    meanScore: z.number().min(0).max(5).nullable().describe('0 to 5; null for selection'),
    count: z.int().min(0).describe('People who were selected, or who scored above the overall median'),
    rate: share('Selection rate, or scoring rate: count over people'),
    impactRatio: z
      .number()
      .min(0)
      .nullable()
      .describe('The rate divided by the highest rate of a group; null if that is 0'),
    impactRatioInterval: z
      .object({
        low: z.number().min(0).describe('Lower bound'),
        high: z.number().min(0).describe('Upper bound'),
        level: z.literal(0.95).describe('Share of such intervals that contain the ratio'),
      })
      .nullable()
      .describe('Confidence interval of the ratio (Katz et al. 1978); null for the reference group'),
    isBelowFourFifths: z.boolean().nullable().describe('Whether the ratio is below 0.8 (UGESP 1978)'),
    pValue: share('Fisher’s exact test, two-sided, against the group with the highest rate').nullable(),
  })
  .describe('Figures of one group');

export const measureFairnessSchema = z
  .object({
    measure: z.enum(FAIRNESS_MEASURES),
    median: z.number().min(0).max(5).nullable().describe('Median of all scores; null for selection'),
    people: z.int().min(0).describe('People in a group with this outcome or score'),
    notAssessed: z.int().min(0).describe('People in a group without this outcome or score'),
    peopleNeededPerGroup: z
      .int()
      .min(1)
      .nullable()
      .describe('People per group needed to detect a ratio of 0.8 with a power of 80 %'),
    groups: z.array(groupFairnessSchema).describe('Largest first'),
    suppressed: z
      .object({
        groups: z.int().min(0).describe('Number of groups'),
        people: z.int().min(0).describe('People in these groups'),
      })
      .describe('Groups too small to be shown'),
  })
  .describe('Comparison of the groups by one measure');

export const fairnessReportSchema = z
  .object({
    groupedBy: z.array(z.string()).describe('Metadata keys that define the groups'),
    outcome: z
      .object({ key: z.string(), selected: z.string() })
      .nullable()
      .describe('Metadata key of the outcome, and its value for selected people'),
    people: z.int().min(0).describe('People with a result; the newest run of a candidate counts'),
    withoutGroup: z.int().min(0).describe('People without these metadata keys, who are left out'),
    smallestGroup: z.int().min(1).describe('Minimum size of a shown group'),
    measures: z.array(measureFairnessSchema),
    notes: z.array(z.string()).describe('Notes on interpretation'),
  })
  .describe('Comparison of groups that the client’s metadata defines; groups are never inferred from voices');

/** Figures of one group. */
export type GroupFairness = z.infer<typeof groupFairnessSchema>;
/** Comparison of groups by one measure. */
export type MeasureFairness = z.infer<typeof measureFairnessSchema>;
/** Comparison of groups. */
export type FairnessReport = z.infer<typeof fairnessReportSchema>;
