/** Ratings beside the scores of the runs that they are about. */
import { CEFR_LEVELS, cefrOf, type Provenance, type Scores } from '@vivavoce/contract';
import { scoreScaleOf } from '@vivavoce/engine';
import { type LevelRating, type LineFault, type RatedDimension, RatingsFileError } from './ratings-file.ts';

/** A run with scores. */
export interface ScoredRun {
  readonly id: string;
  /** Runs of one candidate share it. */
  readonly candidate: string;
  /** As the engine made them, before any calibration. */
  readonly scores: Scores;
  readonly provenance: Pick<Provenance, 'engineVersion' | 'models'>;
  /** Whether the engine's own models scored it. */
  readonly isEnglish: boolean;
}

/** A rating and the score of the same dimension of the same run. */
export interface RatedScore {
  readonly run: string;
  readonly candidate: string;
  readonly dimension: RatedDimension;
  readonly rater: string;
  readonly group: string | null;
  /** Level that the rater gave: 0 for A1 to 5 for C2. */
  readonly rated: number;
  /** Level of the score, 0 to 5 in the same way. */
  readonly scored: number;
  /** The score itself, 0 to 5, to 0.05. */
  readonly score: number;
}

/** Ratings that can be compared. */
export interface JoinedRatings {
  readonly pairs: readonly RatedScore[];
  /** Ratings of scores that were not made. */
  readonly withoutScore: number;
  /** The scale of all the scores. */
  readonly scale: string;
}

/** Percent in a point of the scores, which are stored to half a tenth that way. */
const PERCENT_PER_POINT = 20;

/**
 * Joins ratings with scores.
 * @param file the ratings' name, for errors.
 * @throws RatingsFileError that names every line whose run is unknown, is no English, or was scored on another scale than most.
 */
export function joinRatings(
  ratings: readonly LevelRating[],
  runs: ReadonlyMap<string, ScoredRun>,
  file: string,
): JoinedRatings {
  const scale = commonScale([...runs.values()]);
  const faults: LineFault[] = [];
  const pairs: RatedScore[] = [];
  let withoutScore = 0;
  for (const rating of ratings) {
    const run = runs.get(rating.run);
    const fault = faultOf(run, scale);
    if (run === undefined || fault !== null) {
      faults.push({ line: rating.line, fault: `run ${rating.run} ${fault}` });
      continue;
    }
    const pair = pairOf(rating, run);
    if (pair === null) withoutScore += 1;
    else pairs.push(pair);
  }
  if (faults.length > 0) throw new RatingsFileError(file, faults);
  return { pairs, withoutScore, scale };
}

function faultOf(run: ScoredRun | undefined, scale: string): string | null {
  if (run === undefined) return 'is none of this client’s runs with a result';
  if (!run.isEnglish) return 'was not scored by the engine’s own models';
  const isOther = scoreScaleOf(run.provenance) !== scale;
  return isOther ? 'was scored by another version or other weights than most: score it again' : null;
}

/** The scale that most of the runs were scored on. */
function commonScale(runs: readonly ScoredRun[]): string {
  const byScale = Map.groupBy(runs, ({ provenance }) => scoreScaleOf(provenance));
  const [most] = [...byScale].toSorted(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? '';
}

/** Null where the score was not made. */
function pairOf({ dimension, rater, level, group }: LevelRating, run: ScoredRun): RatedScore | null {
  const percent = run.scores[`${dimension}Percent`];
  const cefr = dimension === 'overall' ? run.scores.cefrLevel : run.scores[`${dimension}Cefr`];
  if (percent === null) return null;
  const score = percent / PERCENT_PER_POINT;
  return {
    run: run.id,
    candidate: run.candidate,
    dimension,
    rater,
    group,
    rated: CEFR_LEVELS.indexOf(level),
    scored: CEFR_LEVELS.indexOf(cefr ?? cefrOf(score)),
    score,
  };
}
