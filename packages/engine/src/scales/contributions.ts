/** What moved each score, in points on the scale of 0 to 5, from the models that made it. */
import type { Contributions } from '@vivavoce/contract';
import type { ExpertScores } from '../speech/timeline.ts';
import type { FluencyWitnesses } from './free-speech.ts';
import { SCORE_RANGE, scoreOfExpertRating, scoreOfSstLevel } from './scale-mapping.ts';
import type { VocabularyLevel } from './vocabulary-model.ts';

type Of<Dimension extends keyof Contributions> = NonNullable<Contributions[Dimension]>;

/** The middle of the scale, between B1 and B2: where neither high nor low figures speak. */
const MIDDLE = (SCORE_RANGE.low + SCORE_RANGE.high) / 2;

/**
 * What groups of features add to an average learner's vocabulary. The model counts them in examiners' levels; they are brought
 * to points in proportion, so that they add up to the score.
 */
export function vocabularyContributions({ level, contributions }: VocabularyLevel): Of<'vocabulary'> {
  const { variety, reach, combinations, wordChoice } = contributions;
  const sum = variety + reach + combinations + wordChoice;
  const reference = scoreOfSstLevel(level - sum);
  // With no difference in all, single groups can still differ: they count as levels do around there.
  const pointsPerLevel =
    Math.abs(sum) > 1e-3
      ? (scoreOfSstLevel(level) - reference) / sum
      : scoreOfSstLevel(level + 0.5) - scoreOfSstLevel(level - 0.5);
  return {
    reference,
    features: sorted([
      { feature: 'variety', points: variety * pointsPerLevel },
      { feature: 'reach', points: reach * pointsPerLevel },
      { feature: 'combinations', points: combinations * pointsPerLevel },
      { feature: 'wordChoice', points: wordChoice * pointsPerLevel },
    ]),
  };
}

/**
 * What tempo and sound add to the middle of the scale: half the score each, and each measure of tempo a third of its half.
 * @param estimate the fluency that hesitation has lowered already.
 */
export function fluencyContributions(
  { speechRate, articulationRate, lengthOfRun, sound }: FluencyWitnesses,
  estimate: number,
): Of<'fluency'> {
  const features: Of<'fluency'>['features'] = [
    { feature: 'speechRate', points: (speechRate - MIDDLE) / 6 },
    { feature: 'articulationRate', points: (articulationRate - MIDDLE) / 6 },
    { feature: 'lengthOfRun', points: (lengthOfRun - MIDDLE) / 6 },
    { feature: 'smoothness', points: (sound - MIDDLE) / 2 },
  ];
  const before = features.reduce((sum, { points }) => sum + points, MIDDLE);
  return {
    reference: MIDDLE,
    features: sorted([...features, { feature: 'hesitation', points: estimate - before }]),
  };
}

/** Accent is the mean of two expert ratings: how clear the sounds are, and how well the speech is understood on the whole. */
export function accentContributions({ accuracy, total }: ExpertScores): Of<'accent'> {
  return {
    reference: MIDDLE,
    features: sorted([
      { feature: 'clarityOfSounds', points: (scoreOfExpertRating(accuracy) - MIDDLE) / 2 },
      { feature: 'easeOfUnderstanding', points: (scoreOfExpertRating(total) - MIDDLE) / 2 },
    ]),
  };
}

function sorted<Feature extends { readonly points: number }>(features: readonly Feature[]): Feature[] {
  return features.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
}
