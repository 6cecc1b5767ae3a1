/** How far levels agree that were given to the same speech twice: by the engine and a rater, or by two raters. */
import { mean } from '../agreement.ts';
import { type Estimate, estimateByGroup } from '../group-bootstrap.ts';
import type { RatedScore } from './rated-scores.ts';

/** Two levels of the same speech, 0 for A1 to 5 for C2. */
export interface LevelPair {
  /** Pairs of one candidate are drawn together. */
  readonly candidate: string;
  readonly first: number;
  readonly second: number;
}

/** Agreement with 90 % intervals over candidates; a figure is null where the pairs do not define it. */
export interface LevelAgreement {
  readonly pairs: number;
  readonly candidates: number;
  /** Weighted by the square of the distance (Cohen 1968, Psychological Bulletin 70(4)): 1 all alike, 0 as by chance. */
  readonly kappa: Estimate | null;
  /** Share of pairs of the same level. */
  readonly exact: Estimate | null;
  /** Share of pairs at most one level apart. */
  readonly adjacent: Estimate | null;
  /** Mean of the first less the second, levels. */
  readonly bias: Estimate | null;
}

/** Agreement of pairs. */
export function levelAgreement(pairs: readonly LevelPair[]): LevelAgreement {
  const within = (levels: number) => (drawn: readonly LevelPair[]) =>
    mean(drawn.map(({ first, second }) => (Math.abs(first - second) <= levels ? 1 : 0)));
  const estimate = (figure: (drawn: readonly LevelPair[]) => number | null) =>
    estimateByGroup(pairs, ({ candidate }) => candidate, figure);
  return {
    pairs: pairs.length,
    candidates: new Set(pairs.map(({ candidate }) => candidate)).size,
    kappa: estimate(quadraticKappa),
    exact: estimate(within(0)),
    adjacent: estimate(within(1)),
    bias: estimate((drawn) => mean(drawn.map(({ first, second }) => first - second))),
  };
}

/**
 * Quadratic weighted kappa: 1 less the mean squared distance of pairs over that of all firsts from all seconds. Null where
 * everybody gives the same level to everything.
 */
export function quadraticKappa(pairs: readonly LevelPair[]): number | null {
  const [firsts, seconds] = [pairs.map(({ first }) => first), pairs.map(({ second }) => second)];
  const [centreA, centreB] = [mean(firsts), mean(seconds)];
  const variance = (values: readonly number[], centre: number) =>
    mean(values.map((value) => (value - centre) ** 2));
  // The mean squared distance of every first from every second.
  const byChance = variance(firsts, centreA) + variance(seconds, centreB) + (centreA - centreB) ** 2;
  const seen = mean(pairs.map(({ first, second }) => (first - second) ** 2));
  return byChance === 0 ? null : 1 - seen / byChance;
}

/** Each rating beside the level of the score. */
export function withScores(rated: readonly RatedScore[]): LevelPair[] {
  return rated.map(({ candidate, scored, rated: second }) => ({ candidate, first: scored, second }));
}

/** Ratings of the same dimension of the same run by two raters, each pair both ways round: neither of them comes first. */
export function betweenRaters(rated: readonly RatedScore[]): LevelPair[] {
  const speeches = Map.groupBy(rated, ({ run, dimension }) => `${run} ${dimension}`);
  return [...speeches.values()].flatMap((own) =>
    own.flatMap((one) =>
      own
        .filter((other) => other !== one)
        .map((other) => ({ candidate: one.candidate, first: one.rated, second: other.rated })),
    ),
  );
}
