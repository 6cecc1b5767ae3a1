/** Made-up findings of every kind, within what the measures and the score models can answer. */
import {
  type AccentAnalysis,
  type FluencyAnalysis,
  type VocabularyAnalysis,
  WARNING_CODES,
} from '@vivavoce/contract';
import { REPORT_CATALOGUES } from '@vivavoce/texts/report';
import fc from 'fast-check';
import { ipaOf } from '../measures/phones.ts';
import type { EstimatedScore, EstimatedScores } from '../scales/estimates.ts';
import type { ReportInput } from './report-input.ts';
import { warningOf } from './review.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const WORDS = [
  'important',
  'things',
  'schedule',
  'Warehouse',
  'negotiate',
  'really',
  'constructor',
  'o’clock',
  'x',
];
const word = fc.constantFrom(...WORDS);
const HOUR_MS = 3_600_000;

const span = (shortestMs: number, longestMs: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: HOUR_MS }), fc.integer({ min: shortestMs, max: longestMs }))
    .map(([startMs, lengthMs]) => ({ startMs, endMs: startMs + lengthMs }));
const timedWord = fc.tuple(word, span(50, 900)).map(([text, times]) => ({ word: text, ...times }));

const emptyBands = {
  A1: { tokens: 0, types: 0 },
  A2: { tokens: 0, types: 0 },
  B1: { tokens: 0, types: 0 },
  B2: { tokens: 0, types: 0 },
  C1: { tokens: 0, types: 0 },
  C2: { tokens: 0, types: 0 },
};

const vocabulary: fc.Arbitrary<VocabularyAnalysis> = fc
  .record({
    words: fc.integer({ min: 1, max: 6000 }),
    typeShare: between(0.05, 1),
    mtld: orNull(between(2, 200)),
    mattr: orNull(between(0.02, 1)),
    advancedWords: fc.array(
      fc
        .tuple(timedWord, fc.constantFrom('B2' as const, 'C1' as const, 'C2' as const))
        .map(([occurrence, level]) => ({ ...occurrence, lemma: occurrence.word, level })),
      { maxLength: 12 },
    ),
    overusedWords: fc.array(
      fc.tuple(word, fc.integer({ min: 5, max: 90 })).map(([text, count]) => ({
        word: text,
        count,
        perHundredWords: 1,
        heard: [],
        alternatives: [],
      })),
      { maxLength: 8 },
    ),
  })
  .map(({ typeShare, ...rest }) => ({
    ...rest,
    types: Math.ceil(typeShare * rest.words),
    lemmaTypes: Math.ceil(typeShare * rest.words),
    hdd: null,
    meanLogFrequency: null,
    bands: emptyBands,
    interval: null,
  }));

const silentPauses: fc.Arbitrary<FluencyAnalysis['silentPauses']> = fc
  .record({
    longest: fc.array(
      fc.tuple(span(250, 9000), fc.boolean()).map(([times, insideClause]) => ({ ...times, insideClause })),
      { maxLength: 10 },
    ),
    more: fc.integer({ min: 0, max: 500 }),
    perMinute: between(0.1, 60),
    meanMs: between(250, 4000),
    insideClausesShare: between(0, 1),
  })
  .map(({ longest, more, ...figures }) =>
    longest.length === 0
      ? { count: 0, perMinute: 0, meanMs: null, insideClausesShare: null, longest }
      : { ...figures, count: longest.length + more, longest },
  );

const noEvents = { count: 0, perHundredWords: 0, items: [] };

const fluency: fc.Arbitrary<FluencyAnalysis> = fc.record({
  speakingTimeMs: fc.integer({ min: 30_000, max: HOUR_MS }),
  phonationTimeMs: fc.integer({ min: 30_000, max: HOUR_MS }),
  speechRateWordsPerMinute: between(5, 260),
  speechRateSyllablesPerMinute: between(5, 400),
  articulationRateSyllablesPerSecond: between(0.5, 8),
  phonationRatio: between(0.05, 1),
  meanLengthOfRunSyllables: between(1, 60),
  silentPauses,
  filledPauses: fc.constant({ count: 0, perMinute: 0, items: [] }),
  repetitions: fc.constant(noEvents),
  selfRepairs: fc.constant(noEvents),
  responseLatency: fc.record({
    count: fc.integer({ min: 0, max: 60 }),
    medianMs: orNull(between(0, 10_000)),
    items: fc.constant([]),
  }),
  interval: fc.constant(null),
});

const costliestPhone = fc
  .record({
    arpabet: fc.constantFrom(...Object.keys(REPORT_CATALOGUES.en.sounds)),
    count: fc.integer({ min: 1, max: 900 }),
    unclearShare: between(0, 1),
    examples: fc.array(timedWord, { maxLength: 3 }),
  })
  .map(({ arpabet, count, unclearShare, examples }) => ({
    arpabet,
    ipa: ipaOf(arpabet),
    count,
    unclear: Math.round(unclearShare * count),
    meanGoodness: -1,
    examples,
  }));

const accent: fc.Arbitrary<AccentAnalysis> = fc.record({
  intelligibility: orNull(between(0, 5)),
  phoneAccuracy: orNull(between(0, 5)),
  prosody: fc.record({ stressAndIntonation: orNull(between(0, 5)), delivery: orNull(between(0, 5)) }),
  costliestPhones: fc.array(costliestPhone, { maxLength: 6 }),
  rhythm: fc.constant({ vowelNpvi: null, vowelShare: null }),
  pitchRangeSemitones: fc.constant(null),
  interval: fc.constant(null),
});

const score: fc.Arbitrary<EstimatedScore> = fc
  .tuple(between(0, 5), between(0, 2), between(0, 2))
  .map(([estimate, below, above]) => ({
    estimate,
    interval: { low: Math.max(0, estimate - below), high: Math.min(5, estimate + above), level: 0.9 },
  }));

const scores: fc.Arbitrary<EstimatedScores> = fc
  .record({ vocabulary: orNull(score), fluency: orNull(score), accent: orNull(score), overall: score })
  .map(({ overall, ...parts }) => ({
    ...parts,
    overall: Object.values(parts).includes(null) ? null : overall,
  }));

/** Anything that a report can be written from. */
export const reportInputs: fc.Arbitrary<ReportInput> = fc.record({
  scores,
  analysis: fc.record({
    vocabulary,
    fluency,
    accent,
    quality: fc.subarray([...WARNING_CODES]).map((codes) => ({
      snrDb: null,
      clippedShare: 0,
      bandwidthHz: 8000,
      overlapShare: 0,
      language: { code: 'en', confidence: 1 },
      warnings: codes.map((code) => warningOf(code)),
      humanReview: { recommended: false, reasons: [] },
    })),
  }),
  vocabularyContributions: fc.option(
    fc.record({
      variety: fc.double({ min: -3, max: 3, noNaN: true }),
      reach: fc.double({ min: -3, max: 3, noNaN: true }),
      wordChoice: fc.double({ min: -3, max: 3, noNaN: true }),
    }),
  ),
  isCappedByHesitation: fc.boolean(),
  candidateConfidence: fc.constantFrom('high', 'medium', 'low'),
});

/** Findings without anything remarkable, to be changed one at a time; the three scores are in the middle of B1. */
export function plainFindings(): ReportInput {
  const made: EstimatedScore = { estimate: 2.1, interval: { low: 1.7, high: 2.45, level: 0.9 } };
  return {
    scores: { vocabulary: made, fluency: made, accent: made, overall: made },
    analysis: {
      vocabulary: {
        words: 812,
        types: 290,
        lemmaTypes: 250,
        mtld: 44,
        mattr: 0.715,
        hdd: null,
        meanLogFrequency: null,
        bands: emptyBands,
        advancedWords: [],
        overusedWords: [],
        interval: made.interval,
      },
      fluency: {
        speakingTimeMs: 400_000,
        phonationTimeMs: 260_000,
        speechRateWordsPerMinute: 118,
        speechRateSyllablesPerMinute: 150,
        articulationRateSyllablesPerSecond: 3.6,
        phonationRatio: 0.65,
        meanLengthOfRunSyllables: 5.5,
        silentPauses: {
          count: 180,
          perMinute: 27,
          meanMs: 780,
          insideClausesShare: 0.5,
          longest: [{ startMs: 73_000, endMs: 74_600, insideClause: false }],
        },
        filledPauses: { count: 0, perMinute: 0, items: [] },
        repetitions: noEvents,
        selfRepairs: noEvents,
        responseLatency: { count: 0, medianMs: null, items: [] },
        interval: made.interval,
      },
      accent: {
        intelligibility: 2.1,
        phoneAccuracy: 2.2,
        prosody: { stressAndIntonation: 1.9, delivery: 2.4 },
        costliestPhones: [],
        rhythm: { vowelNpvi: null, vowelShare: null },
        pitchRangeSemitones: null,
        interval: made.interval,
      },
      quality: {
        snrDb: 30,
        clippedShare: 0,
        bandwidthHz: 8000,
        overlapShare: 0,
        language: { code: 'en', confidence: 1 },
        warnings: [],
        humanReview: { recommended: false, reasons: [] },
      },
    },
    vocabularyContributions: null,
    isCappedByHesitation: false,
    candidateConfidence: 'high',
  };
}
