/** The sentences of a result, from its figures alone: the same figures give the same sentences, in any language and at any time. */
import type { Analysis, AnalysisResult, ReportFigures, ReportLanguage } from '@vivavoce/contract';
import { reportTexts } from '@vivavoce/texts/report';
import { describeReason, speakerLabel } from '../report/candidate-reason.ts';
import { reviewAdvice, warningOf } from '../report/review.ts';
import { writeReport } from '../report/write-report.ts';
import type { EstimatedScore, EstimatedScores } from '../scales/estimates.ts';
import { speakerNumber } from './transcript.ts';

/**
 * A result with its sentences in a language: explanations, recommendation, feedback, warnings, what speaks for listening, why the
 * candidate is who they are, and what speakers are called. What somebody said, and the names that people gave, stay.
 * @returns the same result if it was kept without what its sentences are written from.
 */
export function inLanguage<Result extends AnalysisResult>(result: Result, language: ReportLanguage): Result {
  return result.reportFigures === undefined ? result : writeSentences(result, result.reportFigures, language);
}

/** Writes all sentences of a result, in place of those that it has. */
export function writeSentences<Result extends AnalysisResult>(
  result: Result,
  figures: ReportFigures,
  language: ReportLanguage,
): Result {
  const t = reportTexts(language);
  const { candidateDetection, transcript, reportLanguage: _before, ...rest } = result;
  const { confidence, speaker } = candidateDetection;
  const labelled = <Part extends { readonly speaker: string }>(part: Part) => ({
    ...part,
    speakerLabel: speakerLabel(speakerNumber(part.speaker), t),
  });
  const analysis = warningsIn(result, language);
  const { vocabularyContributions, isCappedByHesitation, candidateReason } = figures;
  const written: AnalysisResult = {
    ...rest,
    candidateDetection: {
      ...labelled(candidateDetection),
      reason: describeReason(speakerNumber(speaker), candidateReason, t),
    },
    ...writeReport(
      {
        scores: estimatesOf(figures, analysis),
        analysis,
        vocabularyContributions,
        isCappedByHesitation,
        candidateConfidence: confidence,
      },
      t,
    ),
    ...(language !== 'en' && { reportLanguage: language }),
    reportFigures: figures,
    analysis,
    transcript: {
      ...transcript,
      segments: transcript.segments.map(labelled),
      speakers: transcript.speakers.map(labelled),
    },
  };
  return written as Result;
}

/** The analysis with its warnings, and what speaks for listening, in a language. */
function warningsIn({ analysis, candidateDetection }: AnalysisResult, language: ReportLanguage): Analysis {
  const t = reportTexts(language);
  const { vocabulary, fluency, accent, quality } = analysis;
  const warnings = quality.warnings.map(({ code }) => warningOf(code, t));
  const intervals = {
    vocabulary: vocabulary.interval,
    fluency: fluency.interval,
    accent: accent.interval,
  };
  const candidateConfidence = candidateDetection.confidence;
  const humanReview = reviewAdvice({ warnings, candidateConfidence, intervals }, t);
  return { ...analysis, quality: { ...quality, warnings, humanReview } };
}

/** The scores as they were estimated. */
function estimatesOf({ estimates }: ReportFigures, analysis: Analysis): EstimatedScores {
  const estimated = (name: keyof EstimatedScores): EstimatedScore | null => {
    const estimate = estimates[name];
    const { interval } = analysis[name];
    return estimate === null || interval === null ? null : { estimate, interval };
  };
  return {
    vocabulary: estimated('vocabulary'),
    fluency: estimated('fluency'),
    accent: estimated('accent'),
    overall: estimated('overall'),
  };
}
