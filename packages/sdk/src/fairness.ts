import type { FairnessReport, ReportLanguage } from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { queryOf } from './pagination.ts';
import { jsonRequests, type RequestOptions } from './request.ts';

/** Which groups to compare, and whose runs count. */
export interface FairnessQuestion {
  /** A metadata key whose values are the groups; two keys are crossed. */
  readonly groupBy: readonly [string] | readonly [string, string];
  /** The metadata key that holds the outcome for the candidate, and its value for those who were selected. */
  readonly outcome?: { readonly key: string; readonly selected: string };
  readonly createdAfter?: Date;
  readonly createdBefore?: Date;
  readonly project?: string;
  /** Of the notes, and of a table for people; a table is for programs without it. */
  readonly reportLanguage?: ReportLanguage;
}

/** The path of a fairness report. */
export function fairnessPath({ groupBy, outcome, ...filter }: FairnessQuestion): string {
  const query = new URLSearchParams([
    ...groupBy.map((key): [string, string] => ['group', key]),
    ...queryOf({ outcome: outcome?.key, selected: outcome?.selected, ...filter }),
  ]);
  return `/fairness?${query}`;
}

/** Fetches a fairness report; see `Vivavoce.fairness`. */
export function fairness(
  connection: Connection,
  question: FairnessQuestion,
  options: RequestOptions,
): Promise<FairnessReport> {
  return jsonRequests(connection).get(fairnessPath(question), options);
}
