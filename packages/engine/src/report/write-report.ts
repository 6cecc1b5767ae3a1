/** The sentences of a result, from its figures alone: the same figures give the same sentences. English unless told otherwise. */
import type { AnalysisResult } from '@vivavoce/contract';
import { type ReportTexts, reportTexts } from '@vivavoce/texts/report';
import { advise } from './advise.ts';
import { explain } from './explain.ts';
import { recommend } from './recommend.ts';
import type { ReportInput } from './report-input.ts';

/** The parts of a result that are read rather than computed with. */
export type Report = Pick<AnalysisResult, 'explainability' | 'hrRecommendation' | 'candidateFeedback'>;

/** Explains the scores, says what they mean at work, and what the candidate can practise. */
export function writeReport(input: ReportInput, t: ReportTexts = reportTexts('en')): Report {
  return {
    explainability: explain(input, t),
    hrRecommendation: recommend(input, t),
    candidateFeedback: advise(input, t),
  };
}
