import type { FairnessReport } from '@vivavoce/contract';
import { stringify } from 'csv-stringify/sync';

/** A report as CSV, for an auditor's spreadsheet: a line for each group and measure. */
export function fairnessCsv({ groupedBy, measures }: FairnessReport): string {
  const header = [
    'measure',
    ...groupedBy,
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
  ];
  const lines = measures.flatMap(({ measure, groups, peopleNeededPerGroup }) =>
    groups.map((one) => [
      measure,
      ...groupedBy.map((key) => one.group[key]),
      one.people,
      one.meanScore,
      one.count,
      one.rate,
      one.impactRatio,
      one.impactRatioInterval?.low,
      one.impactRatioInterval?.high,
      one.isBelowFourFifths === null ? null : String(one.isBelowFourFifths),
      one.pValue,
      peopleNeededPerGroup,
    ]),
  );
  // Values of metadata are anybody's: what a spreadsheet would take for a formula is escaped.
  return stringify([header, ...lines], { escape_formulas: true });
}
