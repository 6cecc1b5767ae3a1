import { z } from 'zod';
import { answerSchema } from './answers.ts';
import { appliedCalibrationSchema } from './calibration.ts';
import { contributionsSchema } from './contributions.ts';
import { cefrLevelSchema, intervalSchema } from './scale.ts';

const timeSpan = {
  startMs: z.int().min(0).describe('Start, ms from the start of the recording'),
  endMs: z.int().min(0).describe('End, ms from the start of the recording'),
};
const share = (what: string) => z.number().min(0).max(1).describe(`${what}, 0 to 1`);
const perMinute = z.number().min(0).describe('Per minute of the candidate’s speaking time, pauses included');
const timedText = z.object({ text: z.string(), ...timeSpan });

const bandShares = z.object({
  tokens: share('Share of running words'),
  types: share('Share of different lemmas'),
});

export const vocabularyAnalysisSchema = z.object({
  words: z.int().min(0).describe('Running words, fillers and repaired words left out'),
  types: z.int().min(0).describe('Different word forms'),
  lemmaTypes: z.int().min(0).nullable().describe('Different lemmas; null in languages other than English'),
  mtld: z
    .number()
    .nullable()
    .describe('Measure of textual lexical diversity (McCarthy & Jarvis 2010); null below 50 words'),
  mattr: z
    .number()
    .nullable()
    .describe('Moving-average type-token ratio, window of 50 words (Covington & McFall 2010)'),
  hdd: z.number().nullable().describe('HD-D, samples of 42 words (McCarthy & Jarvis 2007)'),
  meanLogFrequency: z
    .number()
    .nullable()
    .describe('Mean Zipf frequency of content words: log10 of occurrences per billion words'),
  bands: z
    .object({
      A1: bandShares,
      A2: bandShares,
      B1: bandShares,
      B2: bandShares,
      C1: bandShares,
      C2: bandShares,
    })
    .nullable()
    .describe('Shares by the estimated CEFR level of each word; null in languages other than English'),
  advancedWords: z
    .array(z.object({ word: z.string(), lemma: z.string(), level: cefrLevelSchema, ...timeSpan }))
    .describe('The most advanced words used, with the estimated level of each'),
  overusedWords: z
    .array(
      z.object({
        word: z.string(),
        count: z.int().describe('Number of occurrences'),
        perHundredWords: z.number().describe('Occurrences per hundred words'),
        heard: z.array(z.object(timeSpan)).describe('Times of its occurrences'),
        alternatives: z.array(z.string()).describe('More precise alternatives; may be empty'),
      }),
    )
    .describe('Content words used much more often than usual'),
  interval: intervalSchema.nullable(),
});

const countedEvents = z.object({
  count: z.int().min(0).describe('Number of occurrences'),
  perHundredWords: z.number().min(0).describe('Occurrences per hundred words'),
  items: z.array(timedText),
});

export const fluencyAnalysisSchema = z.object({
  speakingTimeMs: z.int().min(0).describe('Length of the candidate’s turns, pauses inside them included, ms'),
  phonationTimeMs: z.int().min(0).describe('Speaking time without silent pauses, ms'),
  speechRateWordsPerMinute: z.number().min(0).describe('Words a minute, pauses included'),
  speechRateSyllablesPerMinute: z.number().min(0).describe('Syllables a minute, pauses included'),
  articulationRateSyllablesPerSecond: z.number().min(0).describe('Syllables a second of phonation time'),
  phonationRatio: share('Phonation time over speaking time'),
  meanLengthOfRunSyllables: z.number().min(0).describe('Syllables between silent pauses'),
  silentPauses: z.object({
    count: z.int().min(0).describe('Number of occurrences'),
    perMinute,
    meanMs: z.number().min(0).nullable().describe('Mean length, ms; null without one'),
    insideClausesShare: share('Share of the pauses that fall inside a clause').nullable(),
    longest: z.array(
      z.object({
        ...timeSpan,
        insideClause: z.boolean().nullable().describe('Null if clauses cannot be identified'),
      }),
    ),
  }),
  filledPauses: z.object({
    count: z.int().min(0).describe('Number of occurrences'),
    perMinute,
    items: z.array(timedText),
  }),
  repetitions: countedEvents,
  selfRepairs: countedEvents
    .nullable()
    .describe('Null in languages other than English, where they are not detected'),
  responseLatency: z.object({
    count: z.int().min(0).describe('Number of answers after another speaker’s turn'),
    medianMs: z
      .number()
      .nullable()
      .describe('Median gap before an answer, ms; negative if it began before the question ended'),
    items: z
      .array(z.object({ ...timeSpan, latencyMs: z.int().describe('The gap, ms') }))
      .describe('The gap before each answer'),
  }),
  interval: intervalSchema.nullable(),
});

export const accentAnalysisSchema = z.object({
  intelligibility: z
    .number()
    .min(0)
    .max(5)
    .nullable()
    .describe('How easily the speech is understood, 0 to 5, as experts would rate it'),
  phoneAccuracy: z
    .number()
    .min(0)
    .max(5)
    .nullable()
    .describe('How distinct the sounds are, 0 to 5, as experts would rate it'),
  prosody: z.object({
    stressAndIntonation: z.number().min(0).max(5).nullable().describe('As experts would rate it, 0 to 5'),
    delivery: z
      .number()
      .min(0)
      .max(5)
      .nullable()
      .describe('Smoothness of speaking, 0 to 5, as experts would rate it'),
  }),
  costliestPhones: z
    .array(
      z.object({
        ipa: z.string(),
        arpabet: z.string(),
        count: z.int().min(0).describe('Expected occurrences of the sound'),
        unclear: z.int().min(0).describe('Occurrences that clearly matched another sound better'),
        meanGoodness: z.number().describe('Mean goodness of pronunciation, log ratio a frame, 0 is best'),
        examples: z.array(z.object({ word: z.string(), ...timeSpan })),
      }),
    )
    .describe('The sounds that cost the most intelligibility, costliest first'),
  rhythm: z.object({
    vowelNpvi: z
      .number()
      .nullable()
      .describe('Normalised pairwise variability of vowel durations (Grabe & Low 2002)'),
    vowelShare: share('Share of vowels in the articulated time, %V (Ramus, Nespor & Mehler 1999)').nullable(),
  }),
  pitchRangeSemitones: z
    .number()
    .min(0)
    .nullable()
    .describe('10th to 90th percentile of pitch, whole semitones'),
  interval: intervalSchema.nullable(),
});

/** Codes of warnings about a recording; a score is null exactly when one of them gives the reason. */
export const WARNING_CODES = [
  'LOW_SNR',
  'CLIPPED',
  'NARROW_BAND',
  'MUCH_OVERLAP',
  'LITTLE_CANDIDATE_SPEECH',
  'CANDIDATE_UNCERTAIN',
  'SPEAKERS_UNCERTAIN',
  'OTHER_LANGUAGE',
  'REPETITIVE',
  'MEMORISED_OR_READ',
  'SPEECH_NOT_RELIABLY_RECOGNISED',
  'VOCABULARY_TOO_FEW_WORDS',
  'VOCABULARY_NOT_UNDERSTOOD',
  'FLUENCY_TOO_LITTLE_SPEECH',
  'ACCENT_TOO_LITTLE_SPEECH',
  'ABOVE_CALIBRATED_RANGE',
  'ACCOMMODATION',
  'JUDGED_BY_LANGUAGE_MODEL',
  'JUDGEMENT_NOT_VERIFIED',
  'INSTRUCTIONS_IN_SPEECH',
  'ACCENT_NOT_SCORED_IN_LANGUAGE',
  'WORD_TIMES_ESTIMATED',
] as const;

export const warningSchema = z.object({ code: z.enum(WARNING_CODES), message: z.string() });

export const qualityAnalysisSchema = z.object({
  snrDb: z.number().nullable().describe('Estimated signal-to-noise ratio of the speech, dB'),
  clippedShare: share('Share of samples at full scale'),
  bandwidthHz: z.number().min(0).describe('Frequency below which nearly all energy lies, Hz'),
  overlapShare: share('Share of the speech during which more than one person speaks'),
  language: z.object({ code: z.string().nullable(), confidence: share('How sure the language check is') }),
  warnings: z.array(warningSchema),
  humanReview: z.object({ recommended: z.boolean(), reasons: z.array(z.string()) }),
});

export const provenanceSchema = z.object({
  engineVersion: z.string(),
  models: z.array(
    z.object({
      name: z.string(),
      sha256: z.string(),
      licence: z
        .string()
        .optional()
        .describe("Licence of a model that the operator added, as they stated it; absent for Vivavoce's own"),
    }),
  ),
  endpoints: z
    .array(
      z.object({
        stage: z.enum(['words', 'scores']),
        model: z.string().describe('Name in the operator’s configuration'),
        promptSha256: z.string().optional().describe('SHA-256 of its instructions'),
        samples: z.int().optional().describe('Number of samples, each from different turns'),
        seed: z.int().optional().describe('Seed of the first sample; the temperature is 0'),
      }),
    )
    .optional()
    .describe('External models that were used; absent if all models ran on the server'),
  accentWeight: share('Weight of accent in the overall score relative to the other two'),
  calibration: appliedCalibrationSchema.optional().describe('Absent if the scores were not adjusted'),
  configurationDigest: z
    .string()
    .describe('SHA-256 of the configuration: same input and provenance, same scores'),
});

export const overallAnalysisSchema = z.object({
  interval: intervalSchema.nullable().describe('Interval of the overall score; null without one'),
});

/** Aspects that a quote can be evidence for. */
export const EVIDENCE_ASPECTS = ['range', 'precision', 'control', 'flow', 'coherence', 'hesitation'] as const;

const rubricDimensionSchema = z.object({
  samples: z.array(z.number()).describe('The score of each sample, 0 to 5; the median is the score'),
  isHeldByMeasures: z
    .boolean()
    .describe('Whether measures of pauses and rates moved the score away from the median of the samples'),
  evidence: z
    .array(
      z.object({
        ...timedText.shape,
        aspect: z.enum(EVIDENCE_ASPECTS),
        shows: z.enum(['strength', 'weakness']),
      }),
    )
    .describe('Quotes that support the score'),
});

export const rubricAnalysisSchema = z
  .object({
    vocabulary: rubricDimensionSchema.nullable(),
    fluency: rubricDimensionSchema.nullable(),
  })
  .describe('How a language model rated speech in a language other than English');

export const analysisSchema = z.object({
  overall: overallAnalysisSchema,
  vocabulary: vocabularyAnalysisSchema,
  fluency: fluencyAnalysisSchema,
  accent: accentAnalysisSchema,
  contributions: contributionsSchema
    .optional()
    .describe(
      'Absent in languages other than English, without scores, and in results from before it existed',
    ),
  answers: z
    .array(answerSchema)
    .optional()
    .describe('The interview question by question; absent in results from before it existed'),
  judgement: rubricAnalysisSchema.optional().describe('Ratings by a language model; absent without them'),
  quality: qualityAnalysisSchema,
  provenance: provenanceSchema,
});

/** The evidence for every score. */
export type Analysis = z.infer<typeof analysisSchema>;
/** Measures of the candidate's vocabulary. */
export type VocabularyAnalysis = z.infer<typeof vocabularyAnalysisSchema>;
/** Measures of the candidate's fluency. */
export type FluencyAnalysis = z.infer<typeof fluencyAnalysisSchema>;
/** Measures of the candidate's pronunciation. */
export type AccentAnalysis = z.infer<typeof accentAnalysisSchema>;
/** Quality of the recording. */
export type QualityAnalysis = z.infer<typeof qualityAnalysisSchema>;
/** A warning about a recording. */
export type Warning = z.infer<typeof warningSchema>;
/** What produced a result. */
export type Provenance = z.infer<typeof provenanceSchema>;
/** Ratings by a language model; the API names them `judgement`. */
export type RubricAnalysis = z.infer<typeof rubricAnalysisSchema>;
/** Rating of one dimension by a language model. */
export type RubricDimension = z.infer<typeof rubricDimensionSchema>;
