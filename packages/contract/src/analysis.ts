import { z } from 'zod';
import { cefrLevelSchema, intervalSchema } from './scale.ts';

const timeSpan = {
  startMs: z.int().min(0).describe('Start, ms from the start of the recording'),
  endMs: z.int().min(0).describe('End, ms from the start of the recording'),
};
const share = (what: string) => z.number().min(0).max(1).describe(`${what}, 0 to 1`);
const perMinute = z.number().min(0).describe('A minute of the candidate’s speaking time, pauses included');
const timedText = z.object({ text: z.string(), ...timeSpan });

const bandShares = z.object({
  tokens: share('Share of running words'),
  types: share('Share of different lemmas'),
});

export const vocabularyAnalysisSchema = z.object({
  words: z.int().min(0).describe('Running words, fillers and repaired words left out'),
  types: z.int().min(0).describe('Different word forms'),
  lemmaTypes: z.int().min(0).nullable().describe('Different lemmas; null in other languages than English'),
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
    .describe('Mean Zipf frequency of content words, log10 per thousand million words'),
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
    .describe('Shares by the estimated CEFR level of each word; null in other languages than English'),
  advancedWords: z
    .array(z.object({ word: z.string(), lemma: z.string(), level: cefrLevelSchema, ...timeSpan }))
    .describe('The most advanced words used, with the estimated level of each'),
  overusedWords: z
    .array(
      z.object({
        word: z.string(),
        count: z.int().describe('How often it was said'),
        perHundredWords: z.number().describe('How often in a hundred words'),
        heard: z.array(z.object(timeSpan)),
        alternatives: z
          .array(z.string())
          .describe('More precise words that may fit; empty where none is known'),
      }),
    )
    .describe('Content words used much more often than is usual'),
  interval: intervalSchema.nullable(),
});

const countedEvents = z.object({
  count: z.int().min(0).describe('How many there were'),
  perHundredWords: z.number().min(0).describe('How many in a hundred words'),
  items: z.array(timedText),
});

export const fluencyAnalysisSchema = z.object({
  speakingTimeMs: z.int().min(0).describe('Length of the candidate’s turns, pauses inside them included, ms'),
  phonationTimeMs: z.int().min(0).describe('The same without silent pauses, ms'),
  speechRateWordsPerMinute: z.number().min(0).describe('Words a minute, pauses included'),
  speechRateSyllablesPerMinute: z.number().min(0).describe('Syllables a minute, pauses included'),
  articulationRateSyllablesPerSecond: z.number().min(0).describe('Syllables a second of phonation time'),
  phonationRatio: share('Phonation time over speaking time'),
  meanLengthOfRunSyllables: z.number().min(0).describe('Syllables between silent pauses'),
  silentPauses: z.object({
    count: z.int().min(0).describe('How many there were'),
    perMinute,
    meanMs: z.number().min(0).nullable().describe('Mean length, ms; null without one'),
    insideClausesShare: share('Share of the pauses that fall inside a clause').nullable(),
    longest: z.array(
      z.object({
        ...timeSpan,
        insideClause: z.boolean().nullable().describe('Null where clauses cannot be told'),
      }),
    ),
  }),
  filledPauses: z.object({
    count: z.int().min(0).describe('How many there were'),
    perMinute,
    items: z.array(timedText),
  }),
  repetitions: countedEvents,
  selfRepairs: countedEvents
    .nullable()
    .describe('Null in other languages than English, where they are not found'),
  responseLatency: z.object({
    count: z.int().min(0).describe('Answers that followed another speaker'),
    medianMs: z
      .number()
      .nullable()
      .describe('Median gap before an answer, ms; below 0 where it began before the question ended'),
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
    .describe('How easily the speech is understood, 0 to 5, as experts would judge it'),
  phoneAccuracy: z
    .number()
    .min(0)
    .max(5)
    .nullable()
    .describe('How clearly the sounds are told apart, 0 to 5, as experts would judge it'),
  prosody: z.object({
    stressAndIntonation: z.number().min(0).max(5).nullable().describe('As experts would judge it, 0 to 5'),
    delivery: z
      .number()
      .min(0)
      .max(5)
      .nullable()
      .describe('Smoothness of speaking as experts would judge it, 0 to 5'),
  }),
  costliestPhones: z
    .array(
      z.object({
        ipa: z.string(),
        arpabet: z.string(),
        count: z.int().min(0).describe('How often the sound was due'),
        unclear: z.int().min(0).describe('How often it fitted another sound clearly better'),
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

/** Codes of what was noticed about a recording; a score is null exactly when one of them says why. */
export const WARNING_CODES = [
  'LOW_SNR',
  'CLIPPED',
  'NARROW_BAND',
  'MUCH_OVERLAP',
  'LITTLE_CANDIDATE_SPEECH',
  'CANDIDATE_UNCERTAIN',
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
  bandwidthHz: z.number().min(0).describe('Frequency below which practically all of the energy lies, Hz'),
  overlapShare: share('Share of the speech during which more than one person speaks'),
  language: z.object({ code: z.string().nullable(), confidence: share('How sure the language check is') }),
  warnings: z.array(warningSchema),
  humanReview: z.object({ recommended: z.boolean(), reasons: z.array(z.string()) }),
});

export const provenanceSchema = z.object({
  engineVersion: z.string(),
  models: z.array(z.object({ name: z.string(), sha256: z.string() })),
  endpoints: z
    .array(
      z.object({
        stage: z.enum(['words', 'scores']),
        model: z.string().describe('As the operator named it'),
        promptSha256: z.string().optional().describe('SHA-256 of the instructions that it was given'),
        samples: z.int().optional().describe('How often it was asked, each time about other turns'),
        seed: z.int().optional().describe('Of the first sample; the temperature is 0'),
      }),
    )
    .optional()
    .describe('Models behind endpoints that had a part in it; absent when all ran inside'),
  accentWeight: share('How much accent counted in the overall score beside the other two'),
  configurationDigest: z
    .string()
    .describe('SHA-256 of the configuration: same input and provenance, same scores'),
});

export const overallAnalysisSchema = z.object({
  interval: intervalSchema.nullable().describe('Of the overall score; null where it was not made'),
});

/** What a quote from a candidate's speech can speak for. */
export const EVIDENCE_ASPECTS = ['range', 'precision', 'control', 'flow', 'coherence', 'hesitation'] as const;

const rubricDimensionSchema = z.object({
  samples: z.array(z.number()).describe('The score of each sample, 0 to 5; the median is the score'),
  isHeldByMeasures: z.boolean().describe('Whether pauses and rates hold the score above or below the median'),
  evidence: z
    .array(
      z.object({
        ...timedText.shape,
        aspect: z.enum(EVIDENCE_ASPECTS),
        shows: z.enum(['strength', 'weakness']),
      }),
    )
    .describe('What the judgement rests on, in the candidate’s words'),
});

export const rubricAnalysisSchema = z
  .object({
    vocabulary: rubricDimensionSchema.nullable(),
    fluency: rubricDimensionSchema.nullable(),
  })
  .describe('How a language model judged speech in another language than English');

export const analysisSchema = z.object({
  overall: overallAnalysisSchema,
  vocabulary: vocabularyAnalysisSchema,
  fluency: fluencyAnalysisSchema,
  accent: accentAnalysisSchema,
  judgement: rubricAnalysisSchema.optional().describe('Absent where no language model judged'),
  quality: qualityAnalysisSchema,
  provenance: provenanceSchema,
});

/** The evidence for every score. */
export type Analysis = z.infer<typeof analysisSchema>;
/** What was measured of the candidate's vocabulary. */
export type VocabularyAnalysis = z.infer<typeof vocabularyAnalysisSchema>;
/** What was measured of the candidate's fluency. */
export type FluencyAnalysis = z.infer<typeof fluencyAnalysisSchema>;
/** What was measured of the candidate's pronunciation. */
export type AccentAnalysis = z.infer<typeof accentAnalysisSchema>;
/** What was noticed about the recording itself. */
export type QualityAnalysis = z.infer<typeof qualityAnalysisSchema>;
/** One thing noticed about a recording. */
export type Warning = z.infer<typeof warningSchema>;
/** What produced a result. */
export type Provenance = z.infer<typeof provenanceSchema>;
/** How a language model judged. */
export type RubricAnalysis = z.infer<typeof rubricAnalysisSchema>;
/** How a language model judged one dimension. */
export type RubricDimension = z.infer<typeof rubricDimensionSchema>;
