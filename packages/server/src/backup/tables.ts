/** The rows of the database as files and back: PostgreSQL's COPY in its text format, which every major version reads. */
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { type Client, escapeIdentifier } from 'pg';
import copyStreams from 'pg-copy-streams';
import { BackupError } from './backup-error.ts';
import { type BackupManifest, tableFile } from './manifest.ts';

type Table = Pick<BackupManifest['tables'][number], 'name' | 'columns'>;
type Sequence = BackupManifest['sequences'][number];

/** What is known anew wherever the backup is restored: the schema's history, and objects that the sweep found. */
const LEFT_OUT = ['kysely_migration', 'kysely_migration_lock', 'orphaned_objects'];

/** Texts must not depend on how the database, the user or the session is set. */
const SETTINGS = `
  set local client_encoding = 'UTF8'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local timezone = 'UTC'; set local extra_float_digits = 1; set local bytea_output = 'hex';
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = 0`;

/** Makes the current transaction write and read texts as in every backup, however long it takes. */
export async function prepareTransaction(client: Client): Promise<void> {
  await client.query(SETTINGS);
}

/** The tables that a backup holds, without unlogged ones, and without columns that the database computes. */
export async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select t.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class t join pg_attribute a on a.attrelid = t.oid
    where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r' and t.relpersistence = 'p'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and t.relname <> all($1)
    group by t.relname order by t.relname`,
    [LEFT_OUT],
  );
  return rows;
}

/** The sequences that have been used, with their last values. They are never behind the snapshot of a transaction. */
export async function listSequences(client: Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select sequencename as name, last_value::text as "lastValue" from pg_sequences
    where schemaname = current_schema() and last_value is not null order by sequencename`,
  );
  return rows;
}

const columnList = ({ columns }: Table): string => columns.map(escapeIdentifier).join(', ');

/** Writes a table's rows to its file in a backup's folder. Returns their number. */
export async function writeTable(client: Client, folder: string, table: Table): Promise<number> {
  const rows = client.query(
    copyStreams.to(`copy ${escapeIdentifier(table.name)} (${columnList(table)}) to stdout`),
  );
  const file = createWriteStream(join(folder, tableFile(table.name)), { mode: 0o600, flush: true });
  await pipeline(rows, createZstdCompress(), file);
  return rows.rowCount;
}

/**
 * Reads a table's rows from its file.
 * @throws BackupError if they are not as many as the backup says.
 */
async function readTable(
  client: Client,
  folder: string,
  table: BackupManifest['tables'][number],
): Promise<void> {
  const rows = client.query(
    copyStreams.from(`copy ${escapeIdentifier(table.name)} (${columnList(table)}) from stdin`),
  );
  await pipeline(createReadStream(join(folder, tableFile(table.name))), createZstdDecompress(), rows);
  if (rows.rowCount !== table.rows) {
    throw new BackupError(
      `The table ${table.name} has ${rows.rowCount} rows in place of ${table.rows}: the backup was changed. Use another one`,
    );
  }
}

/** The names of tables, each after those that its rows refer to. */
async function sortByReference(client: Client, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; refers: string }>(
    `select t.relname as name, o.relname as refers from pg_constraint c
    join pg_class t on t.oid = c.conrelid join pg_class o on o.oid = c.confrelid
    where c.contype = 'f' and t.relnamespace = current_schema()::regnamespace and t.oid <> o.oid`,
  );
  const sorted: string[] = [];
  for (let left = [...names]; left.length > 0; ) {
    const ready = left.filter((name) => !rows.some((row) => row.name === name && left.includes(row.refers)));
    if (ready.length === 0) throw new Error(`The tables ${left.join(', ')} refer to each other in a circle`);
    sorted.push(...ready);
    left = left.filter((name) => !ready.includes(name));
  }
  return sorted;
}

/**
 * Fills the tables of a fresh schema with the rows of a backup, in the current transaction. Triggers stay off: what they would
 * compute is in the rows.
 * @param onTable called after each table.
 * @throws BackupError if the rows are not those of the manifest.
 */
export async function readTables(
  client: Client,
  folder: string,
  { tables, sequences }: Pick<BackupManifest, 'tables' | 'sequences'>,
  onTable: () => void,
): Promise<void> {
  const order = await sortByReference(
    client,
    tables.map(({ name }) => name),
  );
  const quoted = order.map((name) => escapeIdentifier(name));
  for (const name of quoted) await client.query(`alter table ${name} disable trigger user`);
  // Migrations may have put rows of their own there.
  await client.query(`truncate ${quoted.join(', ')}`);
  for (const name of order) {
    const table = tables.find((one) => one.name === name);
    if (table) await readTable(client, folder, table);
    onTable();
  }
  for (const name of quoted) await client.query(`alter table ${name} enable trigger user`);
  for (const { name, lastValue } of sequences) {
    await client.query('select setval(format($1, current_schema(), $2::text)::regclass, $3)', [
      '%I.%I',
      name,
      lastValue,
    ]);
  }
}
