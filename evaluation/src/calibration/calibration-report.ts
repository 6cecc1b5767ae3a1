/** Ratings of an organisation beside the scores: agreement, and the curves that would bring the two together. */
import { CALIBRATED_DIMENSIONS, type Calibration, type CalibrationCurve } from '@vivavoce/contract';
import type { Estimate } from '../group-bootstrap.ts';
import { type FittedCurve, fitCurve } from './fit-curve.ts';
import { betweenRaters, type LevelAgreement, levelAgreement, withScores } from './level-agreement.ts';
import { joinRatings, type RatedScore, type ScoredRun } from './rated-scores.ts';
import { type LevelRating, RATED_DIMENSIONS, type RatedDimension } from './ratings-file.ts';

/** Agreement about one dimension, of all or of one group. */
export interface RatedGroup {
  readonly dimension: RatedDimension;
  /** Null for all candidates. */
  readonly group: string | null;
  /** Levels of scores with those of single raters; bias is above 0 where scores are higher. */
  readonly scores: LevelAgreement;
  /** Levels of one rater with those of another; null where nobody was rated twice. */
  readonly raters: LevelAgreement | null;
}

/** What ratings say of the scores. */
export interface CalibrationReport {
  readonly ratings: number;
  readonly raters: number;
  readonly runs: number;
  /** Ratings of scores that were not made. */
  readonly withoutScore: number;
  readonly scale: string;
  readonly agreement: readonly RatedGroup[];
  /** Groups with fewer candidates than are shown. */
  readonly smallGroups: number;
  readonly curves: Readonly<Partial<Record<keyof Calibration['curves'], FittedCurve>>>;
}

/** Fewest candidates of a group whose agreement is shown, as in the fairness report. */
const MIN_GROUP_SIZE = 10;

/**
 * Compares ratings with the scores of their runs.
 * @param file the ratings' name, for errors.
 * @throws RatingsFileError that names the lines whose runs cannot be compared.
 */
export function calibrationReport(
  ratings: readonly LevelRating[],
  runs: ReadonlyMap<string, ScoredRun>,
  file: string,
): CalibrationReport {
  const { pairs, withoutScore, scale } = joinRatings(ratings, runs, file);
  const of = (dimension: RatedDimension) => pairs.filter((one) => one.dimension === dimension);
  const rated = RATED_DIMENSIONS.filter((dimension) => of(dimension).length > 0);
  const groups = [...Map.groupBy(pairs, ({ group }) => group)].flatMap(([group, own]) =>
    group === null ? [] : [{ group, candidates: new Set(own.map(({ candidate }) => candidate)).size }],
  );
  const shown = groups
    .filter(({ candidates }) => candidates >= MIN_GROUP_SIZE)
    .map(({ group }) => group)
    .sort();
  const agreement = rated.flatMap((dimension) =>
    [null, ...shown].flatMap((group) => {
      const own = of(dimension).filter((one) => group === null || one.group === group);
      return own.length === 0 ? [] : [{ dimension, group, ...agreementOf(own) }];
    }),
  );
  const curves = CALIBRATED_DIMENSIONS.filter((dimension) => rated.includes(dimension)).map(
    (dimension) => [dimension, fitCurve(of(dimension))] as const,
  );
  return {
    ratings: pairs.length,
    raters: new Set(pairs.map(({ rater }) => rater)).size,
    runs: new Set(pairs.map(({ run }) => run)).size,
    withoutScore,
    scale,
    agreement,
    smallGroups: groups.length - shown.length,
    curves: Object.fromEntries(curves),
  };
}

function agreementOf(rated: readonly RatedScore[]): Pick<RatedGroup, 'scores' | 'raters'> {
  const twice = betweenRaters(rated);
  return {
    scores: levelAgreement(withScores(rated)),
    raters: twice.length === 0 ? null : levelAgreement(twice),
  };
}

/** The curves that may be applied, by score. */
export function curvesOf({ curves }: CalibrationReport): Partial<Record<string, CalibrationCurve>> {
  return Object.fromEntries(
    Object.entries(curves).flatMap(([dimension, { curve }]) =>
      curve === null ? [] : [[dimension, curve] as const],
    ),
  );
}

/** The report for people, line by line. */
export function reportLines(report: CalibrationReport): string[] {
  const { ratings, raters, runs, withoutScore, smallGroups } = report;
  return [
    `${ratings} ratings of ${runs} runs by ${raters} ${raters === 1 ? 'rater' : 'raters'}; 90 % intervals by bootstrap over candidates`,
    ...(withoutScore > 0 ? [`${withoutScore} ratings left out: the score was not made`] : []),
    '',
    tableRow(['', 'pairs', 'people', 'kappa', 'exact', 'adjacent', 'bias, levels']),
    ...report.agreement.flatMap(agreementLines),
    ...(smallGroups > 0 ? [`${smallGroups} groups of fewer than ${MIN_GROUP_SIZE} people not shown`] : []),
    '',
    ...Object.entries(report.curves).flatMap(([dimension, fitted]) => curveLines(dimension, fitted)),
  ];
}

const WIDTHS = [38, 7, 8, 21, 21, 21, 23];

function tableRow(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0)))
    .join('');
}

function agreementLines({ dimension, group, scores, raters }: RatedGroup): string[] {
  const name = group === null ? dimension : `${dimension}, ${group}`;
  const line = (label: string, { pairs, candidates, kappa, exact, adjacent, bias }: LevelAgreement) =>
    tableRow([label, String(pairs), String(candidates), ...[kappa, exact, adjacent, bias].map(shown)]);
  return [
    line(`${name}: scores, raters`, scores),
    ...(raters === null
      ? []
      : [line(`${name}: rater, rater`, { ...raters, pairs: raters.pairs / 2, bias: null })]),
  ];
}

function shown(estimate: Estimate | null): string {
  if (estimate === null) return '-';
  const { value, low, high } = estimate;
  return `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function curveLines(dimension: string, { candidates, curve, refusal, error }: FittedCurve): string[] {
  const errors =
    error === null
      ? []
      : [
          `  distance from ratings of candidates left out, of 5: ${shown(error.before)} as it is, ${shown(error.after)} adjusted`,
        ];
  if (curve === null) return [`${dimension}: no adjustment, ${refusal}`, ...errors];
  const points = curve.points.map(({ from, to }) => `${from.toFixed(2)} -> ${to.toFixed(2)}`).join(', ');
  return [`${dimension}: adjustment from ${candidates} candidates: ${points}`, ...errors];
}
