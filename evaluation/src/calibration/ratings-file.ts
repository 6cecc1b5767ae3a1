/** CEFR levels that an organisation's raters gave to runs, out of a CSV file. */
import { CALIBRATED_DIMENSIONS, CEFR_LEVELS, type CefrLevel } from '@vivavoce/contract';
import { type Info, parse } from 'csv-parse/sync';

/** What can be rated: the three scores, and the speech as a whole. */
export const RATED_DIMENSIONS = [...CALIBRATED_DIMENSIONS, 'overall'] as const;

/** One of the things that can be rated. */
export type RatedDimension = (typeof RATED_DIMENSIONS)[number];

/** The level that one rater gave to one dimension of one run. */
export interface LevelRating {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly run: string;
  readonly dimension: RatedDimension;
  readonly rater: string;
  readonly level: CefrLevel;
  /** A group that the candidate belongs to; null where none is named. */
  readonly group: string | null;
}

/** What is wrong with lines of the file. */
export class RatingsFileError extends Error {
  override readonly name = 'RatingsFileError';
  readonly faults: readonly LineFault[];

  /** @param faults at least one. */
  constructor(file: string, faults: readonly LineFault[]) {
    const shown = faults.slice(0, MOST_SHOWN).map(({ line, fault }) => `${file}:${line}: ${fault}`);
    const more = faults.length - shown.length;
    super([...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
    this.faults = faults;
  }
}

/** Something that is wrong with a line. */
export interface LineFault {
  /** From 1. */
  readonly line: number;
  readonly fault: string;
}

const MOST_SHOWN = 20;
const REQUIRED = ['run', 'dimension', 'rater', 'level'] as const;
const COLUMNS = [...REQUIRED, 'group'] as const;
/** Names of columns that mean the same. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  runid: 'run',
  run_id: 'run',
  dimensions: 'dimension',
};

type RatingRecord = Partial<Record<(typeof COLUMNS)[number], string>>;

/**
 * Reads ratings: a header with the columns run, dimension, rater, level and, if wanted, group; a rating a line. Several
 * dimensions of one level are separated by semicolons or spaces. Commas, semicolons or tabs separate columns.
 * @param file its name, for errors.
 * @throws RatingsFileError that names every faulty line.
 */
export function parseRatings(text: string, file: string): LevelRating[] {
  const records = recordsOf(text, file);
  const faults: LineFault[] = [];
  const ratings: LevelRating[] = [];
  const seen = new Map<string, number>();
  for (const { record, line } of records) {
    const found = ratingsOf(record, line);
    if (typeof found === 'string') faults.push({ line, fault: found });
    else
      for (const rating of found) {
        const key = JSON.stringify([rating.run, rating.dimension, rating.rater]);
        const before = seen.get(key);
        if (before === undefined) ratings.push(rating);
        else
          faults.push({
            line,
            fault: `${rating.rater} rated ${rating.dimension} of this run in line ${before}`,
          });
        seen.set(key, before ?? line);
      }
  }
  if (faults.length > 0) throw new RatingsFileError(file, faults);
  if (ratings.length === 0) throw new RatingsFileError(file, [{ line: 1, fault: 'there is no rating' }]);
  return ratings;
}

function recordsOf(text: string, file: string): { record: RatingRecord; line: number }[] {
  const columns = (header: string[]): string[] => {
    const names = header.map((name) => {
      const lower = name.trim().toLowerCase();
      return OTHER_NAMES[lower] ?? lower;
    });
    const missing = REQUIRED.filter((name) => !names.includes(name));
    if (missing.length > 0) {
      const fault = `the header lacks ${missing.join(', ')}; it needs ${REQUIRED.join(', ')} and may have group`;
      throw new RatingsFileError(file, [{ line: 1, fault }]);
    }
    return names;
  };
  try {
    return parse<{ record: RatingRecord; info: Info }>(text, {
      bom: true,
      columns,
      delimiter: delimiterOf(text),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }).map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (error instanceof RatingsFileError || !(error instanceof Error)) throw error;
    const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
    throw new RatingsFileError(file, [{ line, fault: error.message }]);
  }
}

/** What stands most often in the header. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split('\n', 1);
  const count = (one: string) => header.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** The ratings of a line, or what is wrong with it. */
function ratingsOf(record: RatingRecord, line: number): LevelRating[] | string {
  const { run = '', dimension = '', rater = '', level = '', group } = record;
  const empty = REQUIRED.filter((name) => !record[name]);
  if (empty.length > 0) return `${empty.join(', ')} ${empty.length === 1 ? 'is' : 'are'} empty`;
  const given = level.toUpperCase();
  const cefr = CEFR_LEVELS.find((one) => one === given);
  if (cefr === undefined) return `level must be one of ${CEFR_LEVELS.join(', ')}, got ${level}`;
  const named = [...new Set(dimension.toLowerCase().split(/[;\s+]+/))].filter((name) => name !== '');
  const unknown = named.find((name) => !isRatedDimension(name));
  if (unknown !== undefined) return `dimension must be of ${RATED_DIMENSIONS.join(', ')}, got ${unknown}`;
  return named.filter(isRatedDimension).map((one) => ({
    line,
    run: run.toLowerCase(),
    dimension: one,
    rater,
    level: cefr,
    group: group || null,
  }));
}

function isRatedDimension(name: string): name is RatedDimension {
  return (RATED_DIMENSIONS as readonly string[]).includes(name);
}
