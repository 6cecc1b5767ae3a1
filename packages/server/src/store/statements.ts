import { CompiledQuery } from 'kysely';
import type { PoolClient, QueryResultRow } from 'pg';
import type { Database } from './database.ts';

/** A statement that every request makes: a connection parses and plans it once. */
export interface Statement {
  /** Another one for every other text. */
  readonly name: string;
  readonly text: string;
}

/** Runs a statement with values for its parameters and gives its rows. */
export type RunStatement = <Row extends QueryResultRow>(
  statement: Statement,
  values: readonly unknown[],
) => Promise<Row[]>;

/** Runs statements on connections that are taken from somewhere for each. */
export function statementsOn(connect: () => Promise<PoolClient>): RunStatement {
  return async <Row extends QueryResultRow>({ name, text }: Statement, values: readonly unknown[]) => {
    const connection = await connect();
    try {
      const { rows } = await connection.query<Row>({ name, text, values: [...values] });
      connection.release();
      return rows;
    } catch (error) {
      connection.release(true);
      throw error;
    }
  };
}

/** Runs statements where a query builder runs its queries, such as in a transaction; nothing is kept prepared there. */
export function statementsOver(db: Database): RunStatement {
  return async <Row extends QueryResultRow>({ text }: Statement, values: readonly unknown[]) =>
    (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
}
