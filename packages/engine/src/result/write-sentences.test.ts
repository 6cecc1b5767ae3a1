import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AnalysisResult,
  analysisResultSchema,
  exampleOf,
  REPORT_LANGUAGES,
  type ReportFigures,
} from '@vivavoce/contract';
import { reportTexts } from '@vivavoce/texts/report';
import fc from 'fast-check';
import { reportInputs } from '../report/report.fixture.ts';
import type { ReportInput } from '../report/report-input.ts';
import { reviewAdvice } from '../report/review.ts';
import { writeReport } from '../report/write-report.ts';
import { inLanguage } from './write-sentences.ts';

const EXAMPLE = exampleOf(analysisResultSchema);
const REASON: ReportFigures['candidateReason'] = {
  kind: 'facts',
  facts: [{ kind: 'words', share: 0.734 }],
};

/** A result of these findings, whose sentences are still to be written. */
function resultOf({ scores, analysis, candidateConfidence, ...input }: ReportInput): AnalysisResult {
  const { vocabulary, fluency, accent, overall } = scores;
  const figures = EXAMPLE.analysis;
  const segment = exampleOf(analysisResultSchema.shape.transcript.shape.segments.element);
  return {
    ...EXAMPLE,
    candidateDetection: { ...EXAMPLE.candidateDetection, confidence: candidateConfidence },
    analysis: {
      ...figures,
      ...analysis,
      overall: { interval: overall?.interval ?? null },
      vocabulary: { ...analysis.vocabulary, interval: vocabulary?.interval ?? null },
      fluency: { ...analysis.fluency, interval: fluency?.interval ?? null },
      accent: { ...analysis.accent, interval: accent?.interval ?? null },
    },
    reportFigures: {
      estimates: {
        vocabulary: vocabulary?.estimate ?? null,
        fluency: fluency?.estimate ?? null,
        accent: accent?.estimate ?? null,
        overall: overall?.estimate ?? null,
      },
      vocabularyContributions: input.vocabularyContributions,
      isCappedByHesitation: input.isCappedByHesitation,
      candidateReason: REASON,
    },
    transcript: { ...EXAMPLE.transcript, segments: [{ ...segment, speaker: 'speaker_1', text: 'I agree.' }] },
  };
}

test('a result that was stored has the same sentences in every language as one that was just made', () => {
  fc.assert(
    fc.property(reportInputs, fc.constantFrom(...REPORT_LANGUAGES), (input, language) => {
      const stored = JSON.parse(JSON.stringify(resultOf(input))) as AnalysisResult;
      const read = inLanguage(stored, language);
      const t = reportTexts(language);
      const { explainability, hrRecommendation, candidateFeedback } = read;
      assert.deepEqual({ explainability, hrRecommendation, candidateFeedback }, writeReport(input, t));
      const intervals = {
        vocabulary: input.scores.vocabulary?.interval ?? null,
        fluency: input.scores.fluency?.interval ?? null,
        accent: input.scores.accent?.interval ?? null,
      };
      const { warnings, humanReview } = read.analysis.quality;
      const { candidateConfidence } = input;
      assert.deepEqual(humanReview, reviewAdvice({ warnings, candidateConfidence, intervals }, t));
      assert.equal(read.reportLanguage, language === 'en' ? undefined : language);
    }),
  );
});

test('read in one language and then in another, nothing of the former is left', () => {
  fc.assert(
    fc.property(reportInputs, (input) => {
      const result = resultOf(input);
      for (const language of REPORT_LANGUAGES) {
        const back = inLanguage(inLanguage(result, language), 'en');
        assert.deepEqual(back, inLanguage(result, 'en'));
      }
    }),
    { numRuns: 20 },
  );
});

test('speakers are called in the language of the reader, and what they said stays', () => {
  const [input] = fc.sample(reportInputs, { seed: 7, numRuns: 1 });
  assert.ok(input);
  const { transcript, candidateDetection } = inLanguage(resultOf(input), 'de');
  assert.equal(transcript.segments[0]?.speakerLabel, 'Stimme 2');
  assert.equal(transcript.segments[0]?.text, 'I agree.');
  assert.match(candidateDetection.reason, /73/);
});

test('a result that was kept without what its sentences are written from stays as it is', () => {
  const { reportFigures: _, ...old } = { ...EXAMPLE, reportLanguage: 'fr' as const };
  assert.equal(inLanguage(old, 'de'), old);
});
