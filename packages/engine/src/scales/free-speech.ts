/**
 * How fluent free speech is, 0 to 5, from witnesses that were each put on the scale by themselves.
 *
 * Nobody has rated interviews for fluency with us, so no weights are learned: each measure is read against the values that
 * studies report for the levels of the CEFR. What is measured of tempo and what the sound makes experts say count half each, and so
 * do the measures of tempo among each other: equal weights lose little to the best ones (Dawes 1979, American Psychologist
 * 34(7)), and no set of rated free speech is large enough to find better ones.
 *
 * - Speech rate, pauses included and repairs left out, articulation rate, and length of run: what tells levels apart in study after study
 *   (Kormos & Denes 2004, System 32(2); Ginther, Dimova & Yang 2010, Language Testing 27(3); Tavakoli, Nakatsuhara & Hunter
 *   2020, Modern Language Journal 104(1); Huang & Graf 2020, TESOL Taiwan 17(1)).
 * - The sound: what experts would say of the same speech if it were read.
 * - Hesitation: what examiners would say of fillers, repetitions, repairs and long silences. It can only lower the score, as
 *   recognisers leave much of it out, and counts the more, the more words there are.
 *
 * The values by level blend several studies, of different tasks; they are orientation values, good to about one level, and the interval
 * says so. The upper part of the curve of the sound and its weight were chosen with natives who talk freely; what was looked at
 * before which choice, and what comes out, stands in `docs/validity/free-speech.md`.
 */
import { CEFR_BAND, CEFR_LEVELS, middleOf, TYPICAL_RANGES, type TypicalMeasure } from '@vivavoce/contract';
import type { FluencyMeasures } from '../measures/fluency.ts';
import type { CalibratedScore } from './calibrated-score.ts';
import { alongCurve, type CurvePoint } from './piecewise-linear.ts';
import { SCORE_RANGE, withinScale } from './scale-mapping.ts';

/** What is measured of free speech. */
export type FreeSpeechMeasures = Pick<
  FluencyMeasures,
  | 'speakingTimeMs'
  | 'phonationTimeMs'
  | 'speechRateSyllablesPerMinute'
  | 'articulationRateSyllablesPerSecond'
  | 'silentPauses'
>;

/** What speaks for a fluency score; scores 0 to 5. */
export interface FluencyWitnesses {
  readonly speechRate: number;
  readonly articulationRate: number;
  readonly lengthOfRun: number;
  readonly sound: number;
}

/** What the hesitations speak for, 0 to 5, and how many words they were counted in. */
export interface HesitationWitness {
  readonly score: number;
  readonly words: number;
}

/** Levels whose usual ranges differ: that of A1 is A2's. */
const LEVELS = CEFR_LEVELS.filter((level) => level !== 'A1');

/** Runs through the middles of the usual ranges, from no fluency at all to the top of the scale. */
function curveOf(measure: TypicalMeasure, none: number, most: number): CurvePoint[] {
  const { ranges } = TYPICAL_RANGES[measure];
  const middles = LEVELS.map((level): CurvePoint => {
    const [low, high] = ranges[level];
    return [(low + high) / 2, middleOf(level)];
  });
  return [[none, 0], ...middles, [most, SCORE_RANGE.high]];
}

const SPEECH_RATE = curveOf('speechRate', 0.6, 4.5);
const ARTICULATION_RATE = curveOf('articulationRate', 2, 5.5);
const LENGTH_OF_RUN = curveOf('meanLengthOfRun', 1, 18);
/**
 * Fluency that experts would give the sound, 0 to 10. Up to 7, the middle of what was learned from, the experts' rubric: many
 * pauses at 4 to 5, a few at 6 to 7. Above it natives who talk freely (AMI's training meetings, calls): nine in ten of them sound like
 * 7.9 and more, half like 8.5.
 */
const SOUND: readonly CurvePoint[] = [
  [1, 0],
  [3, 0.42],
  [5.5, 1.25],
  [7, 1.9],
  [7.9, 3.4],
  [8.5, 4.4],
  [9.2, 5],
];

/** Most that hesitation counts, against 1 for tempo and sound together. */
const HESITATION_WEIGHT = 0.5;
/** Words from which it counts that much: rates in fewer are uncertain. */
const HESITATION_WORDS = 200;
/** Half of the interval that stays however much was said and however well the witnesses agree: half a level and more. */
const LEAST_HALF_WIDTH = 0.45;
/** What a second of speech alone adds to the square of the half width: half a minute leaves 0.4 of a point open. */
const PER_SECOND = 5;
/** Two-sided 90 % of a normal distribution. */
const Z90 = 1.645;
/** Where C2 begins: above the values by level natives alone are found. */
const ABOVE_NORMS = CEFR_LEVELS.indexOf('C2') * CEFR_BAND;

/** Reads each measure against its values by level. */
export function fluencyWitnesses(measures: FreeSpeechMeasures, soundFluency: number): FluencyWitnesses {
  const { articulationRateSyllablesPerSecond, silentPauses } = measures;
  const speechRate = measures.speechRateSyllablesPerMinute / 60;
  const syllables = (speechRate * measures.speakingTimeMs) / 1000;
  return {
    speechRate: alongCurve(SPEECH_RATE, speechRate),
    articulationRate: alongCurve(ARTICULATION_RATE, articulationRateSyllablesPerSecond),
    // A run that the end of a turn cuts off might have gone on: only pauses end runs, so that short turns cost nothing. What
    // was taken back makes no run longer.
    lengthOfRun: alongCurve(LENGTH_OF_RUN, syllables / (silentPauses.count + 1)),
    sound: alongCurve(SOUND, soundFluency),
  };
}

/** Tempo and sound, half each, lowered by hesitation, with the 90 % interval. */
export function freeSpeechFluency(
  witnesses: FluencyWitnesses,
  hesitation: HesitationWitness | null,
  speechS: number,
): CalibratedScore {
  const { speechRate, articulationRate, lengthOfRun, sound } = witnesses;
  const scores = [speechRate, articulationRate, lengthOfRun, sound];
  const mean = ((speechRate + articulationRate + lengthOfRun) / 3 + sound) / 2;
  const estimate = withinScale(lowered(mean, hesitation));
  const spread = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1);
  const halfWidth = Math.sqrt(
    LEAST_HALF_WIDTH ** 2 + PER_SECOND / speechS + (Z90 ** 2 * spread) / scores.length,
  );
  const isAboveCalibratedRange = estimate >= ABOVE_NORMS;
  return {
    score: {
      estimate,
      interval: {
        low: withinScale(estimate - halfWidth),
        high: isAboveCalibratedRange ? SCORE_RANGE.high : withinScale(estimate + halfWidth),
        level: 0.9,
      },
    },
    isAboveCalibratedRange,
  };
}

function lowered(mean: number, hesitation: HesitationWitness | null): number {
  if (hesitation === null || hesitation.score >= mean) return mean;
  const weight = HESITATION_WEIGHT * Math.min(1, hesitation.words / HESITATION_WORDS);
  return (mean + hesitation.score * weight) / (1 + weight);
}
