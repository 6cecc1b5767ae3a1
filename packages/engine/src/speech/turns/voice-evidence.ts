/**
 * How strongly an assignment of voices is supported: the log likelihood ratio of windows under "each voice has a place of its own"
 * and under "one voice that drifts". A Gaussian process over time (Rasmussen and Williams 2006, chapter 2) lets one voice
 * wander with posture, distance and mood, so that only differences which come back count: two people take turns, a voice that
 * drifts does not return.
 */
import { BETWEEN_VOICES, EMBEDDING_WIDTH } from './voice-variance.ts';

/** A window that overlaps no other. */
export interface TimedWindow {
  readonly at: Float64Array;
  /** Its middle, s. */
  readonly seconds: number;
}

/** Variance of single windows of one voice, and of its drift, which is forgotten over this time. */
const FROM_WINDOW_TO_WINDOW = 0.9;
const DRIFT = 0.8;
const DRIFT_SECONDS = 20;
/** Of where a voice lies altogether: nothing is assumed. */
const ANYWHERE = 10;
/** Coordinates that share a variance between voices, each up to before the next: a band costs one decomposition. */
const BANDS = [0, 1, 8, 24, EMBEDDING_WIDTH];

/**
 * The log probability of windows up to a constant.
 * @param voices the voice of each window; null for one voice that drifts.
 */
export function logEvidence(windows: readonly TimedWindow[], voices: readonly number[] | null): number {
  let total = 0;
  for (const [band, first] of BANDS.slice(0, -1).entries()) {
    const end = BANDS[band + 1]!;
    const own = BETWEEN_VOICES.slice(first, end).reduce((a, b) => a + b, 0) / (end - first);
    const root = choleskyOf(windows.length, (a, b) => {
      const apart = Math.abs(windows[a]!.seconds - windows[b]!.seconds);
      const drift = DRIFT * Math.exp(-apart / DRIFT_SECONDS);
      const shared = voices !== null && voices[a] === voices[b] ? own : 0;
      return ANYWHERE + drift + shared + (a === b ? FROM_WINDOW_TO_WINDOW : 0);
    });
    for (let n = 0; n < windows.length; n++) total -= (end - first) * Math.log(root[n]![n]!);
    for (let unit = first; unit < end; unit++) total -= 0.5 * squaredDistance(root, windows, unit);
  }
  return total;
}

/** The lower triangle whose product with its transpose is the covariance. */
function choleskyOf(size: number, covariance: (a: number, b: number) => number): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let n = 0; n < size; n++) {
    const row = new Float64Array(n + 1);
    for (let m = 0; m <= n; m++) {
      const other = m === n ? row : rows[m]!;
      let value = covariance(n, m);
      for (let k = 0; k < m; k++) value -= row[k]! * other[k]!;
      row[m] = m === n ? Math.sqrt(value) : value / other[m]!;
    }
    rows.push(row);
  }
  return rows;
}

/** The squared Mahalanobis distance of a coordinate of all windows from 0. */
function squaredDistance(
  root: readonly Float64Array[],
  windows: readonly TimedWindow[],
  unit: number,
): number {
  const solved = new Float64Array(windows.length);
  let sum = 0;
  for (const [n, row] of root.entries()) {
    let value = windows[n]!.at[unit]!;
    for (let k = 0; k < n; k++) value -= row[k]! * solved[k]!;
    solved[n] = value / row[n]!;
    sum += solved[n]! ** 2;
  }
  return sum;
}
