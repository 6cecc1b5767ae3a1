import { sweepOrphanedObjects } from '@vivavoce/server/administration';
import { Command } from 'commander';
import { type OutputOptions, printResult, withStore } from './store-command.ts';

/** `vivavoce sweep`: removes stored objects that belong to no run, however many they are. Works while the server runs. */
export function sweepCommand(): Command {
  return new Command('sweep')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The server does this every hour by itself, unless it would remove more than 2 % of all objects: then the database may
have been restored from an old backup, and the server only logs it. Run this command once you are sure that they are left behind.`,
    )
    .action(async (printing: OutputOptions) => {
      const swept = await withStore((store) => sweepOrphanedObjects(store, true));
      printResult(swept, printing, ({ orphans, removed }) => [
        `Removed ${removed} of ${orphans} objects without a run; others are kept until they have been known for a week.`,
      ]);
    });
}
