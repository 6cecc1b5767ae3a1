import { readFileSync } from 'node:fs';
import { Command, Help, type Option } from 'commander';
import { EXIT } from './failure.ts';
import { addSettingFlags, applySettingFlags } from './setting-flags.ts';

/** A command in the list of all. */
interface ListedCommand {
  readonly description: string;
  /** Loads it with its options and what it does. */
  readonly load: () => Promise<Command>;
}

/** Commands that need no installation, and so no data folder. */
const WITHOUT_INSTALLATION = new Set(['analyze', 'formats', 'completion', 'evaluate']);

/** Commands whose help explains exit statuses in words of their own. */
const WITH_OWN_STATUSES = new Set(['analyze', 'doctor']);

const STATUSES = `
Exit status: ${EXIT.ok} done, ${EXIT.internalError} not done, or what was checked is not as it should be,
${EXIT.usage} a wrong command line.`;

/** The commands in the order of the help, each loaded by itself: all of them together take longer than most of them run. */
const COMMANDS: Readonly<Record<string, ListedCommand>> = {
  demo: {
    description: 'Start everything, analyse a sample interview over HTTP, show the result, then serve',
    load: async () => (await import('./demo.ts')).demoCommand(),
  },
  analyze: {
    description: 'Analyse one recording and print the result, or several into a folder',
    load: async () => (await import('./analyze.ts')).analyzeCommand(),
  },
  serve: {
    description: 'Serve the console and the HTTP API with their workers until Ctrl-C',
    load: async () => (await import('./serve.ts')).serveCommand(),
  },
  worker: {
    description: 'Take runs from the queue of a server that runs elsewhere, until Ctrl-C',
    load: async () => (await import('./serve.ts')).workerCommand(),
  },
  backup: {
    description:
      'Write a checked backup of database and recordings into a new folder, beside running servers',
    load: async () => (await import('./backup.ts')).backupCommand(),
  },
  restore: {
    description: 'Restore a backup to an empty installation',
    load: async () => (await import('./backup.ts')).restoreCommand(),
  },
  upgrade: {
    description: 'Bring the embedded database of an older PostgreSQL to the one that this program brings',
    load: async () => (await import('./upgrade.ts')).upgradeCommand(),
  },
  migrate: {
    description: 'Bring the database to the schema of this version, before servers and workers start',
    load: async () => (await import('./migrate.ts')).migrateCommand(),
  },
  reencrypt: {
    description: 'Encrypt everything that is kept with the first key of VIVAVOCE_SECRET_KEY',
    load: async () => (await import('./serve.ts')).reencryptCommand(),
  },
  sweep: {
    description: 'Remove stored objects that have belonged to no run for a week',
    load: async () => (await import('./sweep.ts')).sweepCommand(),
  },
  clients: {
    description: 'Make, list, show and change the clients of the installation',
    load: async () => (await import('./clients.ts')).clientsCommand(),
  },
  keys: {
    description: 'Make, list, rotate and revoke API keys',
    load: async () => (await import('./keys.ts')).keysCommand(),
  },
  projects: {
    description: 'Make, list and change the projects of a client',
    load: async () => (await import('./projects.ts')).projectsCommand(),
  },
  credits: {
    description: 'Grant credits; list transactions and holds',
    load: async () => (await import('./credits.ts')).creditsCommand(),
  },
  webhooks: {
    description: 'Add, list, test, switch and remove webhook endpoints; list and replay deliveries',
    load: async () => (await import('./webhooks.ts')).webhooksCommand(),
  },
  users: {
    description: 'Make, list, let in and deactivate the users of the console',
    load: async () => (await import('./users.ts')).usersCommand(),
  },
  domains: {
    description: 'Say which client the e-mail addresses of a domain belong to, for the identity provider',
    load: async () => (await import('./domains.ts')).domainsCommand(),
  },
  audit: {
    description: 'List who did what for a client, and verify that the log is whole',
    load: async () => (await import('./audit.ts')).auditCommand(),
  },
  doctor: {
    description: 'Check this machine and the settings, and say what to do',
    load: async () => (await import('./doctor.ts')).doctorCommand(),
  },
  models: {
    description: 'Add models of your own, and list them',
    load: async () => (await import('./models.ts')).modelsCommand(),
  },
  formats: {
    description: 'List the recordings that are read',
    load: async () => (await import('./formats.ts')).formatsCommand(),
  },
  calibrate: {
    description: 'Compare scores with the levels that a client’s own raters gave, and adjust them to these',
    load: async () => (await import('./calibrate.ts')).calibrateCommand(),
  },
  evaluate: { description: 'Measure the engine against what is known to be true', load: evaluateCommand },
  completion: {
    description: 'Print the completion of commands and options for a shell',
    load: async () => (await import('./completion.ts')).completionCommand(() => createProgram(COMMAND_NAMES)),
  },
};

/** The names of all commands, in the order of the help. */
export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/**
 * The program with all its commands, which are listed with their descriptions.
 * @param loaded names of the commands that also have their options and can be run
 */
export async function createProgram(loaded: readonly string[]): Promise<Command> {
  const program = new Command('vivavoce')
    .description('Speech analysis for hiring: finds the candidate in an interview and scores what was heard.')
    .version(version(), '-V, --version', 'print the version')
    .hook('preAction', (_, command) => applySettingFlags(command));
  for (const [name, { description, load }] of Object.entries(COMMANDS)) {
    const command = loaded.includes(name) ? await load() : new Command(name);
    if (loaded.includes(name) && !WITHOUT_INSTALLATION.has(name)) {
      everyCommand(command, (one) => one.commands.length === 0 && addSettingFlags(one, ['dataDir']));
    }
    program.addCommand(command.description(description));
  }
  everyCommand(program, completeCommand);
  return program;
}

/** Gives a command what all have: help after a mistake, and help that says what is required and what an exit status means. */
function completeCommand(command: Command): void {
  const plain = new Help();
  const optionDescription = (option: Option): string =>
    `${plain.optionDescription(option)}${option.mandatory ? ' (required)' : ''}`;
  command
    .exitOverride()
    .showHelpAfterError('(add --help for the options)')
    .configureHelp({ optionDescription });
  if (!WITH_OWN_STATUSES.has(command.name())) command.addHelpText('after', STATUSES);
}

/** The version of this package. */
function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function everyCommand(command: Command, change: (command: Command) => unknown): void {
  change(command);
  for (const inner of command.commands) everyCommand(inner, change);
}

async function evaluateCommand(): Promise<Command> {
  const { evaluationCommands } = await import('@vivavoce/evaluation');
  const evaluate = new Command('evaluate');
  for (const command of evaluationCommands()) evaluate.addCommand(command);
  return evaluate;
}
