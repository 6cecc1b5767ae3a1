import type { Analysis, CefrLevel, ReportFigures } from '@vivavoce/contract';
import type { Dimension, EstimatedScore, EstimatedScores } from '../scales/estimates.ts';

/** What the sentences are written from. */
export interface ReportInput {
  readonly scores: EstimatedScores;
  /** The figures, with the warnings in `quality`. */
  readonly analysis: Pick<Analysis, 'vocabulary' | 'fluency' | 'accent' | 'quality' | 'judgement'>;
  /** What groups of features add to the vocabulary score, above 0 for more; null where no such model made it. */
  readonly vocabularyContributions: ReportFigures['vocabularyContributions'];
  /** Whether fluency would be higher but for fillers, repetitions and long silences. */
  readonly isCappedByHesitation: boolean;
  /** How sure it is that the right speaker was scored. */
  readonly candidateConfidence: 'high' | 'medium' | 'low';
}

/** A score with its level, as it is told. */
export interface ScoreWithLevel extends EstimatedScore {
  readonly dimension: Dimension;
  readonly level: CefrLevel;
}
