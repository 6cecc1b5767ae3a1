import { ensureConsoleBuilt } from '@vivavoce/console';
import { readConfig, reencrypt, runUntilStopped, startServer, startStandaloneWorker } from '@vivavoce/server';
import { Command } from 'commander';
import { addSettingFlags } from './setting-flags.ts';

const SETTINGS = `
Settings come from the environment, in the place of which a flag counts; docs/operating.md lists them all. DATABASE_URL names
a PostgreSQL of your own instead of the embedded one; like every secret it has no flag.`;

/** `vivavoce serve`: the console, the HTTP API, its database and its workers, until it is asked to stop. */
export function serveCommand(): Command {
  const command = new Command('serve');
  return addSettingFlags(command, ['host', 'port', 'workers', 'publicUrl', 'logLevel'])
    .addHelpText('after', SETTINGS)
    .action(async () => {
      const config = readConfig();
      const say = (line: string) => process.stderr.write(`${line}\n`);
      const consoleDir = await ensureConsoleBuilt(() => say('Building the console, once'));
      const server = await startServer(config, { consoleDir });
      say(`Vivavoce answers at ${server.url} (Ctrl-C stops it)`);
      if (server.setupLink !== null) say(`Nobody can sign in yet. Set it up at ${server.setupLink}`);
      const reason = await runUntilStopped(server);
      if (reason !== null) throw reason;
    });
}

/** `vivavoce worker`: takes runs from the queue on this machine, beside a server that runs elsewhere. */
export function workerCommand(): Command {
  return addSettingFlags(new Command('worker'), ['logLevel'])
    .addHelpText('after', SETTINGS)
    .action(async () => {
      const worker = await startStandaloneWorker(readConfig());
      process.stderr.write('The worker waits for runs (Ctrl-C stops it)\n');
      if (worker.metricsUrl !== null) process.stderr.write(`Its metrics are at ${worker.metricsUrl}\n`);
      await runUntilStopped(worker);
    });
}

/** `vivavoce reencrypt`: brings everything that is kept under the newest key. */
export function reencryptCommand(): Command {
  return new Command('reencrypt')
    .addHelpText(
      'after',
      `
Needed once after a first key was set, with the servers stopped, and after a key was changed, before the old one is
taken out of VIVAVOCE_SECRET_KEY. It may be broken off and started again.`,
    )
    .action(async () => {
      const { objects, texts, secrets } = await reencrypt(readConfig());
      process.stderr.write(`Encrypted anew: ${objects} objects, ${texts} texts, ${secrets} secrets\n`);
    });
}
