import type { FairnessReport } from '@vivavoce/contract';
import { type Connection, type RequestOptions, send } from './request.ts';

/** Which groups to compare, and whose runs count. */
export interface FairnessQuestion {
  /** A key of the metadata whose values are the groups; two of them are crossed. */
  readonly groupBy: readonly [string] | readonly [string, string];
  /** The key of the metadata that holds what became of the candidate, and its value for those who were selected. */
  readonly outcome?: { readonly key: string; readonly selected: string };
  readonly createdAfter?: Date;
  readonly createdBefore?: Date;
  readonly project?: string;
}

/** Asks whether groups fare alike; see `Vivavoce.fairness`. */
export function fairness(
  connection: Connection,
  { groupBy, outcome, createdAfter, createdBefore, project }: FairnessQuestion,
  options: RequestOptions,
): Promise<FairnessReport> {
  const query = new URLSearchParams(groupBy.map((key): [string, string] => ['group', key]));
  if (outcome) query.set('outcome', outcome.key);
  if (outcome) query.set('selected', outcome.selected);
  if (createdAfter) query.set('createdAfter', createdAfter.toISOString());
  if (createdBefore) query.set('createdBefore', createdBefore.toISOString());
  if (project !== undefined) query.set('project', project);
  return send(connection, { ...options, method: 'GET', path: `/fairness?${query}`, isRetryable: true });
}
