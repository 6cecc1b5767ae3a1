import { z } from 'zod';

/** What the models of each score read, as far as it can be said in words. */
export const CONTRIBUTORS = {
  vocabulary: ['variety', 'reach', 'combinations', 'wordChoice'],
  fluency: ['speechRate', 'articulationRate', 'lengthOfRun', 'smoothness', 'hesitation'],
  accent: ['clarityOfSounds', 'easeOfUnderstanding'],
} as const;

const contributionsOf = <Name extends keyof typeof CONTRIBUTORS>(dimension: Name, reference: string) =>
  z
    .object({
      reference: z.number().min(0).max(5).describe(`${reference}, 0 to 5`),
      features: z
        .array(
          z.object({
            feature: z.enum(CONTRIBUTORS[dimension]),
            points: z
              .number()
              .describe('What it adds to the reference on the scale of 0 to 5, or takes from it'),
          }),
        )
        .describe('The largest first; reference and points add up to the score, before a calibration'),
    })
    .nullable();

export const contributionsSchema = z
  .object({
    vocabulary: contributionsOf('vocabulary', 'The score of a learner with average figures').describe(
      'Shapley values of groups of features (Lundberg & Lee 2017); null without a score',
    ),
    fluency: contributionsOf('fluency', 'The middle of the scale').describe('Null without a score'),
    accent: contributionsOf('accent', 'The middle of the scale').describe('Null without a score'),
  })
  .describe('What moved each score, from the models that made it');

/** What moved each score. */
export type Contributions = z.infer<typeof contributionsSchema>;
