import { z } from 'zod';

const count = z.int().min(0);

export const candidateFactSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answers'),
    given: count.describe('Answers to questions'),
    of: count.describe('Answers to questions by all speakers'),
  }),
  z.object({
    kind: z.literal('questions'),
    asked: count.describe('Questions'),
    of: count.describe('Questions by all speakers'),
  }),
  z.object({ kind: z.literal('words'), share: z.number().describe('Share of all words, 0 to 1') }),
  z.object({ kind: z.literal('contribution'), words: z.number().describe('Words at a time on average') }),
  z.object({
    kind: z.literal('firstPerson'),
    per100: z.number().describe('Forms of "I" and "we" in a hundred words'),
  }),
  z.object({
    kind: z.literal('secondPerson'),
    per100: z.number().describe('Forms of "you" in a hundred words'),
  }),
  z.object({
    kind: z.literal('hosting'),
    phrases: count.describe('Different phrases of somebody who leads an interview'),
  }),
]);

export const candidateReasonSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('named') }).describe('Named by a person'),
    z
      .object({
        kind: z.literal('only'),
        words: count.describe('Words that they said'),
        questions: count.nullable().describe('So many that it may be several people; null otherwise'),
      })
      .describe('Nobody else spoke'),
    z
      .object({
        kind: z.literal('undecided'),
        speakers: count.describe('Speakers'),
        share: z.number().describe('Share of all words, 0 to 1'),
      })
      .describe('Nothing sets the speakers apart'),
    z
      .object({ kind: z.literal('facts'), facts: z.array(candidateFactSchema) })
      .describe('The strongest first'),
  ])
  .describe('Why a speaker is the candidate');

const estimate = z.number().min(0).max(5).nullable().describe('0 to 5, not rounded; null without a score');

export const reportFiguresSchema = z
  .object({
    estimates: z.object({
      vocabulary: estimate,
      fluency: estimate,
      accent: estimate,
      overall: estimate,
    }),
    vocabularyContributions: z
      .object({
        variety: z.number().describe('What the variety of words adds, in levels of examiners'),
        reach: z.number().describe('What words beyond the basic ones add, in levels of examiners'),
        wordChoice: z.number().describe('What the choice of words adds, in levels of examiners'),
      })
      .nullable()
      .describe('What groups of features add to vocabulary; null where no such model made the score'),
    isCappedByHesitation: z
      .boolean()
      .describe('Whether fluency would be higher but for fillers, repetitions and long silences'),
    candidateReason: candidateReasonSchema,
  })
  .describe('What the sentences of a result are written from, beside its other fields');

/** Something that sets the candidate apart. */
export type CandidateFact = z.infer<typeof candidateFactSchema>;
/** Why a speaker is the candidate. */
export type CandidateReason = z.infer<typeof candidateReasonSchema>;
/** What the sentences of a result are written from, beside its other fields. */
export type ReportFigures = z.infer<typeof reportFiguresSchema>;
