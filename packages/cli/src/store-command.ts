import {
  type ActorContext,
  openStore,
  operatorActor,
  readConfig,
  type Store,
  tenantIdOf,
} from '@vivavoce/server/administration';
import { Command, InvalidArgumentError } from 'commander';
import { print } from './print.ts';

/** What every administrative command may be told. */
export interface OutputOptions {
  readonly json?: boolean;
}

/** What every command about a client is told. */
export interface TenantOptions extends OutputOptions {
  /** Its name. */
  readonly client: string;
}

/**
 * Does something with the store and closes it.
 * @param use 'worker' to look at the way to the database as servers and workers do.
 */
export async function withStore<T>(
  work: (store: Store) => Promise<T>,
  use: 'guest' | 'worker' = 'guest',
): Promise<T> {
  const store = await openStore(readConfig(), use);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Does something for a client of a name, in a store that holds this client's rows alone. */
export function forTenant<T>(name: string, work: (store: Store, by: ActorContext) => Promise<T>): Promise<T> {
  return withStore(async (store) => {
    const by = operatorActor(await tenantIdOf(store.db, name));
    return work(store.forTenant(by.tenantId), by);
  });
}

/** Does to a client of a name what no client may do to itself: grants credits, changes rights, adjusts scores. */
export function asOperator<T>(
  name: string,
  work: (store: Store, by: ActorContext) => Promise<T>,
): Promise<T> {
  return withStore(async (store) => work(store, operatorActor(await tenantIdOf(store.db, name))));
}

/** A command about a client, with the options that all of them have. */
export function tenantCommand(name: string, description: string, example: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption('--client <name>', 'the client')
    .option('--json', 'print JSON')
    .addHelpText('after', `\nExample:\n  vivavoce ${example}`);
}

/** Prints what was asked for: as JSON if that was wanted, else as lines for people and for `cut`. */
export function printResult<T>(
  value: T,
  { json }: OutputOptions,
  lines: (value: T) => readonly string[],
): void {
  if (json) print(JSON.stringify(value, null, 2));
  else for (const line of lines(value)) print(line);
}

/** A row of cells, a dash where there is nothing. */
export const row = (...cells: readonly (string | number | null)[]): string =>
  cells.map((cell) => cell ?? '-').join('\t');

/** Parses a whole number from 0. */
export function parseWholeNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Give a whole number from 0.');
}

/** Parses a number, such as 0.5. */
export function parseNumber(value: string): number {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Give a number.');
}

/** Days, or that something is kept for ever. */
export type Days = number | 'never';

/** Parses days, or `never` for things that are kept for ever. */
export const parseDaysOrNever = (value: string): Days =>
  value === 'never' ? 'never' : parseWholeNumber(value);

/** Parses yes or no. */
export function parseYesNo(value: string): boolean {
  if (value === 'yes' || value === 'no') return value === 'yes';
  throw new InvalidArgumentError('Say yes or no.');
}
