import type { HoldList, Project, ProjectList, Statistics, TransactionList } from '@vivavoce/contract';
import { paginate } from './pagination.ts';
import { type Connection, type RequestOptions, send } from './request.ts';

/** One entry of the ledger. */
export type Transaction = TransactionList['transactions'][number];
/** Credits that are reserved for a run which is not finished. */
export type Hold = HoldList['holds'][number];

/** What a client has: projects, figures, the ledger. */
export interface Account {
  /** The projects of the client, by name. */
  projects(options?: RequestOptions): Promise<Project[]>;
  /** Runs, levels, times to the result, failures and credits over the last days, 30 when not said. */
  statistics(days?: number, options?: RequestOptions): Promise<Statistics>;
  /** The whole ledger, newest first; pages are fetched as the loop goes on. */
  transactions(options?: RequestOptions): AsyncIterable<Transaction>;
  /** What is reserved for runs that are not finished. */
  holds(options?: RequestOptions): Promise<Hold[]>;
}

/**
 * The methods of {@link Account} over a connection.
 * @param base of the paths: empty, or that of a client for the operator.
 */
export function accountApi(connection: Connection, base = ''): Account {
  const get = <Body>(path: string, options: RequestOptions) =>
    send<Body>(connection, { ...options, method: 'GET', path: base + path, isRetryable: true });
  return {
    projects: async (options = {}) => (await get<ProjectList>('/projects', options)).projects,
    statistics: (days = 30, options = {}) => get(`/statistics?days=${days}`, options),
    transactions: (options = {}) =>
      paginate(
        connection,
        `${base}/credits/transactions`,
        options,
        (page: TransactionList) => page.transactions,
      ),
    holds: async (options = {}) => (await get<HoldList>('/credits/holds', options)).holds,
  };
}
