import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';

const FOLDER = new URL('migrations/', import.meta.url);

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

/**
 * Brings the database to the newest schema. Several processes may call this at once: one migrates, the others wait.
 * @throws Error if a migration fails, or the database was migrated by a newer program.
 */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } });
  const { error } = await migrator.migrateToLatest();
  if (error)
    throw new Error('The database could not be brought to the schema of this program', { cause: error });
}
