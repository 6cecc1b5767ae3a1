import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';

const FOLDER = new URL('migrations/', import.meta.url);
const TENANT_ROWS = new URL('tenant-rows.sql', import.meta.url);
/** Any number that no other advisory lock of ours has. */
const TENANT_ROWS_LOCK = 20_261_126;

/** The numbered SQL files as migrations, by name without ending. They only go forward. */
async function readMigrations(): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {};
  for (const file of (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()) {
    const text = await readFile(new URL(file, FOLDER), 'utf8');
    migrations[file.slice(0, -'.sql'.length)] = {
      async up(db) {
        await sql.raw(text).execute(db);
      },
    };
  }
  return migrations;
}

/** What runs the migrations of a database, one by one. */
export const createMigrator = (db: Database): Migrator =>
  new Migrator({ db, provider: { getMigrations: readMigrations } });

/** Whether this program knows a migration. */
export const hasMigration = async (name: string): Promise<boolean> => name in (await readMigrations());

/**
 * Brings an empty database to the schema of a migration, in a transaction of the caller's.
 * @throws Error if a migration fails.
 */
export async function migrateTo(trx: Database, name: string): Promise<void> {
  const { error } = await createMigrator(trx).migrateTo(name);
  if (error) throw error;
}

/**
 * Migrates the database to the latest schema and closes every tenant's rows to the others. Several processes may call this
 * at once: one migrates, the others wait.
 * @throws Error if a migration fails, or the database was migrated by a newer program.
 */
export async function migrate(db: Database): Promise<void> {
  const { error } = await createMigrator(db).migrateToLatest();
  if (error)
    throw new Error('The database could not be migrated to the schema of this program', { cause: error });
  const tenantRows = await readFile(TENANT_ROWS, 'utf8');
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${TENANT_ROWS_LOCK})`.execute(trx);
    await sql.raw(tenantRows).execute(trx);
  });
}
