/** Holds a language model's level of fluency to what pauses, runs and rates say, which no words can change. */
import { CEFR_LEVELS, TYPICAL_RANGES, type TypicalMeasure } from '@vivavoce/contract';
import type { FluencyMeasures } from '../measures/fluency.ts';

/** How far the model's level may lie from what was measured: a band and a half, for the ranges are wide. Ours. */
export const LEEWAY = 1.25;

const BAND = 5 / CEFR_LEVELS.length;

/**
 * The score that the sound speaks for, 0 to 5: the median over five measures of where each lies between what is usual at the
 * levels. The ranges are of learners of English. Pauses and shares of time differ little between languages; rates in syllables do
 * (Pellegrino, Coupé & Marsico 2011, Language 87(3)), which the median of five forgives.
 */
export function measuredFluency(fluency: FluencyMeasures): number {
  const values: readonly [TypicalMeasure, number | null][] = [
    ['phonationRatio', fluency.phonationRatio],
    ['silentPausesPerMinute', fluency.silentPauses.perMinute],
    ['meanSilentPauseMs', fluency.silentPauses.meanMs],
    ['meanLengthOfRun', fluency.meanLengthOfRunSyllables],
    ['articulationRate', fluency.articulationRateSyllablesPerSecond],
  ];
  const places = values
    .flatMap(([measure, value]) => (value === null ? [] : [placeOf(measure, value)]))
    .toSorted((a, b) => a - b);
  return ((places[(places.length - 1) >> 1] ?? 0) + (places[places.length >> 1] ?? 0)) / 2;
}

/** A score within the leeway of what was measured. */
export function limitedToMeasures(score: number, fluency: FluencyMeasures): number {
  const measured = measuredFluency(fluency);
  return Math.min(measured + LEEWAY, Math.max(measured - LEEWAY, score));
}

/** Where a value lies on the scale: straight lines through the middles of the usual ranges, in the middles of the bands. */
function placeOf(measure: TypicalMeasure, value: number): number {
  const { direction, ranges } = TYPICAL_RANGES[measure];
  const middles = CEFR_LEVELS.map((level) => direction * ((ranges[level][0] + ranges[level][1]) / 2));
  const sought = direction * value;
  const at = middles.findIndex((middle) => sought < middle);
  if (at === 0) return BAND / 2;
  if (at < 0) return 5 - BAND / 2;
  const [below = 0, above = 0] = [middles[at - 1], middles[at]];
  return (at - 0.5 + (above === below ? 0 : (sought - below) / (above - below))) * BAND;
}
