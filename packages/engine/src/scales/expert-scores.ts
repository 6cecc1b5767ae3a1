import type { AcousticSummary } from '../speech/timeline.ts';

/** What the experts judged of every utterance, in the order of the weights. */
export const JUDGEMENTS = ['accuracy', 'fluency', 'prosodic', 'total'] as const;

/** Judgements of read sentences on 0 to 10, as five experts would give them (median). */
export type ExpertScores = Readonly<Record<(typeof JUDGEMENTS)[number], number>>;

/** A linear map from the statistics of all blocks to the four judgements. */
export interface AcousticModel {
  /** Judgement by judgement: for every block the weights of its means, then those of its deviations. */
  readonly weights: readonly Float32Array[];
  readonly intercepts: readonly number[];
}

/** What the experts would say of one piece of speech, 0 to 10. */
export function expertScores(model: AcousticModel, acoustics: AcousticSummary): ExpertScores {
  const values = JUDGEMENTS.map((_, index) => {
    const weights = model.weights[index] ?? new Float32Array();
    let sum = model.intercepts[index] ?? 0;
    let at = 0;
    for (const { mean, deviation } of acoustics.blocks) {
      for (const value of mean) sum += value * (weights[at++] ?? 0);
      for (const value of deviation) sum += value * (weights[at++] ?? 0);
    }
    return Math.max(0, Math.min(10, sum));
  });
  const [accuracy = 0, fluency = 0, prosodic = 0, total = 0] = values;
  return { accuracy, fluency, prosodic, total };
}

/** Mean of scores weighted by length. */
export function meanScores(
  scored: readonly { readonly scores: ExpertScores; readonly weight: number }[],
): ExpertScores {
  const total = scored.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: keyof ExpertScores) =>
    scored.reduce((sum, { scores, weight }) => sum + weight * scores[of], 0) / total;
  return {
    accuracy: mean('accuracy'),
    fluency: mean('fluency'),
    prosodic: mean('prosodic'),
    total: mean('total'),
  };
}
