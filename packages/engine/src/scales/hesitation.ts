/**
 * What a candidate's hesitations tell of fluency beside the sound: fillers, words taken back, long silences.
 *
 * Whoever hesitates more than nine in ten of the people whom examiners put at a level speaks against a place above that
 * level. Recognisers leave fillers and repetitions out, so few of them speak for nothing.
 */
import type { SpeakingTurn } from '../measures/speaking-turns.ts';
import { SCORE_RANGE } from './scale-mapping.ts';
import type { MarkedSilences } from './text-features.ts';

/** Silences that the transcribers of NICT JLE marked: short from 2 s, long from 3 s (Izumi, Uchimoto & Isahara 2004), ms. */
const SHORT_SILENCE_MS = 2000;
const LONG_SILENCE_MS = 3000;

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

/** The highest score beside hesitations that speak for a level: straight lines between the points, which rise in both. */
export function boundOf(level: number, points: readonly BoundPoint[]): number {
  const at = points.findIndex(([pointLevel]) => level < pointLevel);
  const [next, before] = [points[at], points[at - 1]];
  if (at === -1) return SCORE_RANGE.high;
  if (next === undefined || before === undefined) return points[0]?.[1] ?? SCORE_RANGE.high;
  const share = (level - before[0]) / (next[0] - before[0]);
  return before[1] + share * (next[1] - before[1]);
}
