/** The level that a role needs, and what the scores say about it: evidence with its probability, never a decision. */
import { z } from 'zod';
import { type Headline, SCORE_NAMES } from './headline.ts';
import { probabilityAtLeast } from './level-probability.ts';
import { CEFR_LEVELS, cefrLevelSchema, type Interval } from './scale.ts';

const neededLevel = (of: string) => cefrLevelSchema.optional().describe(`Level that the role needs ${of}`);

export const requiredLevelsSchema = z
  .strictObject({
    overall: neededLevel('overall'),
    vocabulary: neededLevel('in vocabulary'),
    fluency: neededLevel('in fluency'),
    accent: neededLevel('in accent, that is how easily the speech is understood'),
  })
  .describe('Levels that the roles of a project need; absent ones are not asked for');

/** Levels that the roles of a project need. */
export type RequiredLevels = z.infer<typeof requiredLevelsSchema>;

/** What the evidence says about a needed level. */
export const REQUIREMENT_EVIDENCE = ['likely', 'unclear', 'unlikely', 'not_scored'] as const;

export const assessedLevelSchema = z
  .object({
    score: z.enum(SCORE_NAMES),
    level: cefrLevelSchema.describe('The needed level'),
    evidence: z
      .enum(REQUIREMENT_EVIDENCE)
      .describe('likely: probability of two thirds or more; unlikely: of one third or less'),
    probability: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe(
        'Probability that experts would give at least the level, from the 90 % interval; null if a reviewer scored',
      ),
    source: z.enum(['analysis', 'review']),
  })
  .describe('What is known about one needed level');

export const requirementSchema = z
  .object({
    project: z.string().describe('Name of the project that asks for the levels'),
    levels: requiredLevelsSchema,
    assessed: z.array(assessedLevelSchema).describe('Each needed level; overall first'),
  })
  .describe('The levels that the project needs, with the evidence for each. A person decides, never this');

/** What is known about one needed level. */
export type AssessedLevel = z.infer<typeof assessedLevelSchema>;
/** The levels that a project needs, with the evidence for each. */
export type Requirement = z.infer<typeof requirementSchema>;

/** "Likely" and "unlikely" as the IPCC uses the words: two thirds and one third (Mastrandrea et al. 2010). */
const LIKELY = 2 / 3;

/** What headline and intervals say about needed levels. */
export function assessLevels(
  levels: RequiredLevels,
  headline: Headline,
  intervals: Readonly<Record<(typeof SCORE_NAMES)[number], Interval | null>>,
): AssessedLevel[] {
  return SCORE_NAMES.flatMap((name): AssessedLevel[] => {
    const level = levels[name];
    if (level === undefined) return [];
    const { score, level: shown, source } = headline[name];
    const interval = intervals[name];
    if (score === null || shown === null) {
      return [{ score: name, level, evidence: 'not_scored', probability: null, source }];
    }
    if (source === 'review') {
      const isMet = CEFR_LEVELS.indexOf(shown) >= CEFR_LEVELS.indexOf(level);
      return [{ score: name, level, evidence: isMet ? 'likely' : 'unlikely', probability: null, source }];
    }
    if (interval === null) return [{ score: name, level, evidence: 'not_scored', probability: null, source }];
    const probability = probabilityAtLeast(level, { score, level: shown, interval });
    return [{ score: name, level, evidence: evidenceOf(probability), probability, source }];
  });
}

function evidenceOf(probability: number): AssessedLevel['evidence'] {
  if (probability >= LIKELY) return 'likely';
  return probability <= 1 - LIKELY ? 'unlikely' : 'unclear';
}
