import { Command } from 'commander';
import { withStore } from './store-command.ts';

/** `vivavoce migrate`: brings the database to the schema of this program, before servers and workers of it start. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .addHelpText(
      'after',
      `
Every server and worker does this at its start. Run it before them where several start at once, as in a cluster: whoever
finds the database migrated by a newer version refuses to start, so migrate only when the older ones may end.`,
    )
    .action(async () => {
      await withStore(async () => undefined, 'worker');
      process.stderr.write('The database has the schema of this version\n');
    });
}
