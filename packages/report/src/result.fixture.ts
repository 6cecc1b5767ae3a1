import { type AnalysisResult, analysisResultSchema, exampleOf } from '@vivavoce/contract';
import type { ReportSource } from './content/report-source.ts';
import { segmentOf, transcriptOf } from './transcript/conversation.fixture.ts';

const LEVEL = 0.9 as const;
const interval = (low: number, high: number) => ({ low, high, level: LEVEL });
const shares = (tokens: number, types: number) => ({ tokens, types });

const TRANSCRIPT = transcriptOf([
  segmentOf(0, 500, 'Good morning. Where did you work before?'),
  segmentOf(1, 4500, 'I was a transport planner', 700, 'in a company that delivers fresh food.'),
  segmentOf(0, 14_000, 'What did a normal day look like?'),
  segmentOf(1, 20_000, 'First I checked the spreadsheets', 500, 'and then I made a decision.'),
]);

const ANALYSIS: Partial<AnalysisResult['analysis']> = {
  overall: { interval: interval(2.1, 3.1) },
  vocabulary: {
    words: 17,
    types: 15,
    lemmaTypes: 14,
    mtld: 44.2,
    mattr: 0.71,
    hdd: 0.7,
    meanLogFrequency: 5.3,
    bands: {
      A1: shares(0.7, 0.55),
      A2: shares(0.15, 0.2),
      B1: shares(0.1, 0.15),
      B2: shares(0.05, 0.1),
      C1: shares(0, 0),
      C2: shares(0, 0),
    },
    advancedWords: [
      { word: 'spreadsheets', lemma: 'spreadsheet', level: 'B2', startMs: 21_900, endMs: 23_100 },
    ],
    overusedWords: [
      { word: 'very', count: 5, perHundredWords: 1, heard: [], alternatives: ['extremely', 'particularly'] },
    ],
    interval: interval(1.6, 2.5),
  },
  fluency: {
    ...exampleOf(analysisResultSchema).analysis.fluency,
    speakingTimeMs: 12_000,
    phonationTimeMs: 10_800,
    speechRateWordsPerMinute: 121,
    articulationRateSyllablesPerSecond: 3.7,
    phonationRatio: 0.9,
    meanLengthOfRunSyllables: 6.5,
    silentPauses: {
      count: 2,
      perMinute: 10,
      meanMs: 600,
      insideClausesShare: 0.5,
      longest: [{ startMs: 6600, endMs: 7300, insideClause: true }],
    },
    interval: interval(2.6, 3.6),
  },
  accent: {
    intelligibility: 3.2,
    phoneAccuracy: 3.1,
    prosody: { stressAndIntonation: 2.9, delivery: null },
    costliestPhones: [
      {
        ipa: 'ʒ',
        arpabet: 'ZH',
        count: 12,
        unclear: 7,
        meanGoodness: -4,
        examples: [{ word: 'decision', startMs: 26_000, endMs: 26_800 }],
      },
    ],
    rhythm: { vowelNpvi: 55, vowelShare: 0.4 },
    pitchRangeSemitones: 5,
    interval: interval(2.4, 3.6),
  },
};

/** The words of the fixture's recommendation: only the recruiter may read them. */
export const RECOMMENDATION = 'At work this is enough for familiar topics; listen before you compare.';

/** A whole result with something in every part, and the run that it belongs to. */
export function aResult(changes: Partial<ReportSource> = {}): ReportSource {
  const example = exampleOf(analysisResultSchema);
  return {
    ...example,
    id: '303f69bd-80ec-4711-b481-ab39fcf19e8d',
    externalId: 'APPLICANT-77',
    timestamp: '2026-11-25T10:00:00.000Z',
    metadata: { name: 'Nguyễn Thị Ánh Tuyết' },
    audio: {
      durationMs: 29_000,
      durationFormatted: '0:29',
      languageCode: 'en',
      requestedLanguage: 'en',
      speakerCount: 2,
    },
    candidateDetection: {
      speaker: 'speaker_1',
      speakerLabel: 'Speaker 2',
      confidence: 'high',
      reason: 'Speaker 2 spoke 60% of the words.',
      wordCount: 17,
    },
    scores: {
      vocabulary: 2.1,
      vocabularyCefr: 'B1',
      vocabularyPercent: 42,
      fluency: 3.1,
      fluencyCefr: 'B2',
      fluencyPercent: 62,
      accent: 3.0,
      accentCefr: 'B2',
      accentPercent: 60,
      overall: 2.7,
      cefrLevel: 'B2',
      overallPercent: 54,
    },
    explainability: {
      vocab: 'Vocabulary comes out at B1, measured on 17 words.',
      fluency: 'Fluency comes out at B2, at 121 words a minute.',
      accent: 'A sound that stands out is /ʒ/, unclear 2 of 2 times.',
    },
    hrRecommendation: RECOMMENDATION,
    candidateFeedback:
      'What went well:\n- Your words vary.\nWhat to practise next:\n- The sound /ʒ/ in "decision" (0:26).',
    analysis: { ...example.analysis, ...ANALYSIS },
    transcript: TRANSCRIPT,
    ...changes,
  };
}

/** A result of which nothing could be scored, with names and words in other scripts. */
export function anEmptyResult(): ReportSource {
  const example = exampleOf(analysisResultSchema);
  const nothing = Object.fromEntries(Object.keys(example.scores).map((name) => [name, null]));
  return aResult({
    status: 'partial',
    metadata: { name: 'Александра Οὐδείς <b>王</b>' },
    scores: nothing as ReportSource['scores'],
    analysis: {
      ...example.analysis,
      overall: { interval: null },
      accent: {
        ...example.analysis.accent,
        intelligibility: null,
        phoneAccuracy: null,
        prosody: { stressAndIntonation: null, delivery: null },
      },
      quality: {
        ...example.analysis.quality,
        warnings: [{ code: 'VOCABULARY_TOO_FEW_WORDS', message: 'Too few words for a vocabulary score.' }],
        humanReview: { recommended: true, reasons: ['Little was said.'] },
      },
    },
    transcript: transcriptOf([]),
  });
}
