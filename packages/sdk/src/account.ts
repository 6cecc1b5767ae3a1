import type { HoldList, Project, ProjectList, Statistics, TransactionList } from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { type PaginatedList, paginate } from './pagination.ts';
import { jsonRequests, type RequestOptions } from './request.ts';

/** One entry of the ledger. */
export type Transaction = TransactionList['transactions'][number];
/** Credits that are reserved for an unfinished run. */
export type Hold = HoldList['holds'][number];

/** What a tenant has: projects, statistics, the ledger. */
export interface Account {
  /** The projects of the tenant, by name. */
  projects(options?: RequestOptions): Promise<Project[]>;
  /** Runs, levels, processing times, failures and credits of the last days, 30 by default. */
  statistics(days?: number, options?: RequestOptions): Promise<Statistics>;
  /** The whole ledger, newest first. */
  transactions(options?: RequestOptions): PaginatedList<Transaction>;
  /** What is reserved for unfinished runs. */
  holds(options?: RequestOptions): Promise<Hold[]>;
}

/**
 * The methods of {@link Account} over a connection.
 * @param base of the paths: empty for the caller's own tenant, else the path of a tenant of the operator.
 */
export function accountApi(connection: Connection, base = ''): Account {
  const { get } = jsonRequests(connection, base);
  return {
    projects: async (options) => (await get<ProjectList>('/projects', options)).projects,
    statistics: (days = 30, options) => get(`/statistics?days=${days}`, options),
    transactions: (options = {}) =>
      paginate(
        connection,
        `${base}/credits/transactions`,
        options,
        (page: TransactionList) => page.transactions,
      ),
    holds: async (options) => (await get<HoldList>('/credits/holds', options)).holds,
  };
}
