import type { FairnessReport } from '@vivavoce/contract';
import type { FairnessColumn } from '@vivavoce/texts/tables';
import type { Options } from 'csv-stringify';
import { stringify } from 'csv-stringify/sync';

/** What a table calls its columns and measures, and the answers to whether a ratio is below four fifths. */
export interface FairnessWords {
  readonly column: (name: FairnessColumn) => string;
  readonly measure: (name: FairnessReport['measures'][number]['measure']) => string;
  readonly answer: (isSo: boolean) => string;
}

/** What programs read: names that no release changes. */
export const FAIRNESS_NAMES: FairnessWords = {
  column: (name) => name,
  measure: (name) => name,
  answer: String,
};

const AFTER_GROUPS = [
  'people',
  'mean_score',
  'count',
  'rate',
  'impact_ratio',
  'ratio_low',
  'ratio_high',
  'below_four_fifths',
  'p_value',
  'people_needed',
] as const satisfies readonly FairnessColumn[];

/**
 * A report as CSV, for an auditor's spreadsheet: a line for each group and measure.
 * @param words that it is written in.
 * @param format of the numbers and of the lines.
 */
export function fairnessCsv(
  { groupedBy, measures }: FairnessReport,
  words: FairnessWords,
  format: Options,
): string {
  const header = [words.column('measure'), ...groupedBy, ...AFTER_GROUPS.map(words.column)];
  const lines = measures.flatMap(({ measure, groups, peopleNeededPerGroup }) =>
    groups.map((one) => [
      words.measure(measure),
      ...groupedBy.map((key) => one.group[key]),
      one.people,
      one.meanScore,
      one.count,
      one.rate,
      one.impactRatio,
      one.impactRatioInterval?.low,
      one.impactRatioInterval?.high,
      one.isBelowFourFifths === null ? null : words.answer(one.isBelowFourFifths),
      one.pValue,
      peopleNeededPerGroup,
    ]),
  );
  return stringify([header, ...lines], format);
}
