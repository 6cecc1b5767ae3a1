/**
 * From ratings to a curve that adjusts a score: mean shifts of scores that lie together, made monotone (isotonic regression by
 * pooling adjacent violators; Barlow, Bartholomew, Bremner & Brunk 1972, Statistical Inference under Order Restrictions), and
 * straight lines between. The lowest and the highest rated score stay as they are, so that the shift grows from nothing at the
 * ends, where the fewest people were rated, and nothing moves beyond them.
 */
import { type CalibrationCurve, CEFR_BAND, MIN_CALIBRATION_CANDIDATES } from '@vivavoce/contract';
import { adjustedScore } from '@vivavoce/engine';
import { mean } from '../agreement.ts';
import { type Estimate, estimateByGroup } from '../group-bootstrap.ts';
import type { RatedScore } from './rated-scores.ts';

/** A curve for one score, or why there is none, with the error on candidates that it was not made from. */
export interface FittedCurve {
  readonly candidates: number;
  /** Null where scores are better left as they are. */
  readonly curve: CalibrationCurve | null;
  /** Why there is no curve; null where there is one. */
  readonly refusal: string | null;
  /** Mean distance of score and ratings, of 5, before and after; of candidates in turn left out. Null with too few. */
  readonly error: { readonly before: Estimate; readonly after: Estimate } | null;
}

/** A score, and the middle of what raters gave the same speech, 0 to 5. */
interface RatedPoint {
  readonly candidate: string;
  readonly score: number;
  readonly rated: number;
}

interface Knot {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** Fewest speeches behind a point of a curve, and most points: bends that fewer people would make are noise. Ours. */
const POINTS_PER_KNOT = 10;
const MOST_KNOTS = 6;
const FOLDS = 5;

/** Fits a curve to the ratings of one dimension. */
export function fitCurve(rated: readonly RatedScore[]): FittedCurve {
  const points = pointsOf(rated);
  const people = [...new Set(points.map(({ candidate }) => candidate))].sort();
  const candidates = people.length;
  if (candidates < MIN_CALIBRATION_CANDIDATES) {
    const refusal = `${candidates} rated candidates; ${MIN_CALIBRATION_CANDIDATES} are needed`;
    return { candidates, curve: null, refusal, error: null };
  }
  const fold = new Map(people.map((person, at) => [person, at % FOLDS]));
  const error = errorOf(points, fold);
  const lines = curveThrough(points);
  if (lines === null) {
    return { candidates, curve: null, refusal: 'the scores lie too close together', error };
  }
  if (error.after.value >= error.before.value) {
    const refusal = 'it would bring scores no closer to ratings of other candidates';
    return { candidates, curve: null, refusal, error };
  }
  return { candidates, curve: { candidates, points: lines }, refusal: null, error };
}

/** Each speech once, with the mean of its raters. */
function pointsOf(rated: readonly RatedScore[]): RatedPoint[] {
  return [...Map.groupBy(rated, ({ run }) => run).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const middle = mean(own.map((one) => (one.rated + 0.5) * CEFR_BAND));
    return [{ candidate: first.candidate, score: first.score, rated: middle }];
  });
}

/** Errors on each fifth of the candidates of the curve of the others, 90 % by bootstrap over candidates. */
function errorOf(points: readonly RatedPoint[], fold: ReadonlyMap<string, number>) {
  const errors = Array.from({ length: FOLDS }, (_, left) => {
    const lines = curveThrough(points.filter(({ candidate }) => fold.get(candidate) !== left));
    return points
      .filter(({ candidate }) => fold.get(candidate) === left)
      .map(({ candidate, score, rated }) => ({
        candidate,
        before: Math.abs(score - rated),
        after: Math.abs((lines === null ? score : adjustedScore(lines, score)) - rated),
      }));
  }).flat();
  const of = (which: 'before' | 'after') =>
    estimateByGroup(
      errors,
      ({ candidate }) => candidate,
      (drawn) => mean(drawn.map((one) => one[which])),
    ) ?? { value: 0, low: 0, high: 0 };
  return { before: of('before'), after: of('after') };
}

/** The points of the curve; null where fewer than two scores differ enough for one. */
function curveThrough(points: readonly RatedPoint[]): CalibrationCurve['points'] | null {
  const sorted = points.toSorted((a, b) => a.score - b.score);
  const [low, high] = [sorted[0]?.score, sorted.at(-1)?.score];
  if (low === undefined || high === undefined) return null;
  const within = (score: number) => Math.min(high, Math.max(low, score));
  const knots = binsOf(sorted)
    .map((bin) => ({
      from: rounded(mean(bin.map(({ score }) => score))),
      to: within(mean(bin.map(({ rated }) => rated))),
      weight: bin.length,
    }))
    .filter(({ from }) => from > low && from < high);
  if (knots.length === 0) return null;
  const inner = monotone(knots).map(({ from, to }) => ({ from, to: rounded(to) }));
  return [{ from: low, to: low }, ...inner, { from: high, to: high }];
}

/** Scores that lie together, as many in each as can be; equal scores lie together. */
function binsOf(sorted: readonly RatedPoint[]): RatedPoint[][] {
  const count = Math.max(1, Math.min(MOST_KNOTS, Math.floor(sorted.length / POINTS_PER_KNOT)));
  const bins = Map.groupBy(sorted, ({ score }) => {
    const first = sorted.findIndex((one) => one.score === score);
    return Math.floor((first * count) / sorted.length);
  });
  return [...bins.values()];
}

/** Pools neighbours that fall until none does; each keeps its place. */
function monotone(knots: readonly Knot[]): Knot[] {
  const pools: { to: number; weight: number; froms: number[] }[] = [];
  for (const { from, to, weight } of knots) {
    let pool = { to, weight, froms: [from] };
    for (let last = pools.at(-1); last !== undefined && last.to > pool.to; last = pools.at(-1)) {
      pools.pop();
      const both = last.weight + pool.weight;
      pool = {
        to: (last.to * last.weight + pool.to * pool.weight) / both,
        weight: both,
        froms: [...last.froms, ...pool.froms],
      };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ to, weight, froms }) => froms.map((from) => ({ from, to, weight })));
}

/** Three decimals are finer than scores are stored. */
const rounded = (score: number): number => Math.round(score * 1000) / 1000;
