import { z } from 'zod';
import { cefrLevelSchema, intervalSchema, scoreSchema } from './scale.ts';
import { speakerIdSchema } from './transcript.ts';

const span = {
  startMs: z.int().min(0).describe('Start, ms from the start of the recording'),
  endMs: z.int().min(0).describe('End, ms from the start of the recording'),
};

const answerScore = z
  .object({ score: scoreSchema, level: cefrLevelSchema, interval: intervalSchema })
  .nullable()
  .describe('The score of this answer alone; null where there is too little speech for one');

const passage = z
  .object({ ...span, text: z.string() })
  .nullable()
  .describe('Null where the answer is too short to compare its parts, or they hardly differ');

export const answerSchema = z
  .object({
    question: z
      .object({ ...span, speaker: speakerIdSchema, text: z.string() })
      .nullable()
      .describe('What was asked; null if the recording, or a part of it, begins with the answer'),
    ...span,
    latencyMs: z
      .int()
      .nullable()
      .describe(
        'From the end of the question to the answer, ms; negative if it began before; null without a question, and where a part of the recording ends in between',
      ),
    words: z.int().min(0).describe('Words of the candidate, fillers left out'),
    speakingTimeMs: z.int().min(0).describe('Speaking time, pauses inside turns included, ms'),
    wordsPerMinute: z
      .number()
      .min(0)
      .nullable()
      .describe('Words a minute, pauses included; null without speaking time'),
    silentPausesPerMinute: z.number().min(0).nullable().describe('Null without speaking time'),
    scores: z.object({ vocabulary: answerScore, fluency: answerScore, accent: answerScore }),
    best: passage.describe(
      'The part of the answer that experts would score highest; null if parts hardly differ',
    ),
    weakest: passage.describe(
      'The part of the answer that experts would score lowest; null if parts hardly differ',
    ),
  })
  .describe('One answer of the candidate with its question');

/** One answer of the candidate with its question. */
export type Answer = z.infer<typeof answerSchema>;
