/**
 * What a candidate's hesitations tell of fluency beside the sound: fillers, words taken back, long silences.
 *
 * People judged how read sentences sound, and how interviews were spoken, but never both of the same speech, so no data
 * say how the two add up. Hesitation therefore only sets a bound: whoever hesitates more than nine in ten of the people
 * whom examiners put at a level is not placed above that level, however smoothly the words in between sound. Most people
 * stay far from it. Recognisers leave fillers and repetitions out, which makes the bound wider, never narrower.
 */
import type { DisfluencyFeatures } from '../measures/disfluency.ts';
import type { SpeakingTurn } from '../measures/speaking-turns.ts';
import type { CalibratedScore } from './calibrated-score.ts';
import { SCORE_RANGE } from './scale-mapping.ts';
import type { MarkedSilences } from './text-features.ts';

/** Silences that the transcribers of NICT JLE marked: short from 2 s, long from 3 s (Izumi, Uchimoto & Isahara 2004), ms. */
const SHORT_SILENCE_MS = 2000;
const LONG_SILENCE_MS = 3000;
/** Fewest words of which hesitations mean anything: of 200, one interview in a hundred holds none. */
export const MIN_WORDS = 200;
/**
 * Hesitations in a hundred words below which speech is prepared. Of 799 interviewees 99 in 100 pause with a filler 3.6
 * times and more and take something back 0.7 times and more (NICT JLE); of what is read aloud hardly anything is taken back.
 */
const PREPARED_PER_100 = 0.5;

/** A point of the bound: the examiners' level that hesitations speak for, and the highest score beside it. */
export type BoundPoint = readonly [level: number, score: number];

/** The silences inside the turns, counted as transcribers would mark them. */
export function markedSilences(turns: readonly SpeakingTurn[]): MarkedSilences {
  const gaps = turns.flatMap(({ words }) =>
    words.slice(1).map((word, at) => word.startMs - (words[at]?.endMs ?? word.startMs)),
  );
  const long = gaps.filter((gap) => gap >= LONG_SILENCE_MS).length;
  return { short: gaps.filter((gap) => gap >= SHORT_SILENCE_MS).length - long, long };
}

/** Whether a speaker of so many words hesitates as little as nobody does who makes up what to say. */
export function soundsPrepared(rates: DisfluencyFeatures | null, words: number): boolean {
  if (rates === null || words < MIN_WORDS) return false;
  return rates.fillersPer100 + rates.repetitionsPer100 + rates.repairsPer100 < PREPARED_PER_100;
}

/** The highest score beside hesitations that speak for a level: straight lines between the points, which rise in both. */
export function boundOf(level: number, points: readonly BoundPoint[]): number {
  const at = points.findIndex(([pointLevel]) => level < pointLevel);
  const [next, before] = [points[at], points[at - 1]];
  if (at === -1) return SCORE_RANGE.high;
  if (next === undefined || before === undefined) return points[0]?.[1] ?? SCORE_RANGE.high;
  const share = (level - before[0]) / (next[0] - before[0]);
  return before[1] + share * (next[1] - before[1]);
}

/** A score capped at a bound. Its interval reaches as much further down, and up as before. */
export function cappedAt(bound: number, calibrated: CalibratedScore): CalibratedScore {
  const { estimate, interval } = calibrated.score;
  if (estimate <= bound) return calibrated;
  // Rounding may carry the moved end past the bound.
  const low = Math.min(bound, Math.max(SCORE_RANGE.low, interval.low - (estimate - bound)));
  return { score: { estimate: bound, interval: { ...interval, low } }, isAboveCalibratedRange: false };
}
