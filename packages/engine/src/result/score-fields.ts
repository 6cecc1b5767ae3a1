import { type CefrLevel, cefrOf, percentOf, type Scores } from '@vivavoce/contract';
import type { EstimatedScore, EstimatedScores } from '../scales/estimates.ts';

/** The scores in their three forms: one decimal, level, percent; levels come from the estimate before rounding. */
export function scoreFields(scores: EstimatedScores): Scores {
  const vocabulary = formsOf(scores.vocabulary);
  const fluency = formsOf(scores.fluency);
  const accent = formsOf(scores.accent);
  const overall = formsOf(scores.overall);
  return {
    vocabulary: vocabulary.score,
    vocabularyCefr: vocabulary.cefr,
    vocabularyPercent: vocabulary.percent,
    fluency: fluency.score,
    fluencyCefr: fluency.cefr,
    fluencyPercent: fluency.percent,
    accent: accent.score,
    accentCefr: accent.cefr,
    accentPercent: accent.percent,
    overall: overall.score,
    cefrLevel: overall.cefr,
    overallPercent: overall.percent,
  };
}

interface ScoreForms {
  readonly score: number | null;
  readonly cefr: CefrLevel | null;
  readonly percent: number | null;
}

function formsOf(score: EstimatedScore | null): ScoreForms {
  if (score === null) return { score: null, cefr: null, percent: null };
  const { estimate } = score;
  return { score: Math.round(estimate * 10) / 10, cefr: cefrOf(estimate), percent: percentOf(estimate) };
}
