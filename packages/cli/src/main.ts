#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { hideEnvironment } from '@vivavoce/engine/process-environment';
import { Command, CommanderError } from 'commander';
import { EXIT, reportFailure } from './failure.ts';
import { addSettingFlags, applySettingFlags } from './setting-flags.ts';

try {
  hideEnvironment();
} catch (error) {
  process.stderr.write(
    `The settings in this process's environment cannot be hidden from programs of the same user (${error instanceof Error ? error.message : String(error)}): put secrets into files (docs/security.md).\n`,
  );
}

/** Commands that need no installation, and so no data folder. */
const WITHOUT_INSTALLATION = new Set(['analyze', 'formats', 'completion', 'evaluate']);

/** The commands in the order of the help, each loaded by itself: all of them together take longer than most of them run. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo.ts')).demoCommand(),
  analyze: async () => (await import('./analyze.ts')).analyzeCommand(),
  serve: async () => (await import('./serve.ts')).serveCommand(),
  worker: async () => (await import('./serve.ts')).workerCommand(),
  backup: async () => (await import('./backup.ts')).backupCommand(),
  restore: async () => (await import('./backup.ts')).restoreCommand(),
  upgrade: async () => (await import('./upgrade.ts')).upgradeCommand(),
  reencrypt: async () => (await import('./serve.ts')).reencryptCommand(),
  sweep: async () => (await import('./sweep.ts')).sweepCommand(),
  clients: async () => (await import('./clients.ts')).clientsCommand(),
  keys: async () => (await import('./keys.ts')).keysCommand(),
  projects: async () => (await import('./projects.ts')).projectsCommand(),
  credits: async () => (await import('./credits.ts')).creditsCommand(),
  webhooks: async () => (await import('./webhooks.ts')).webhooksCommand(),
  users: async () => (await import('./users.ts')).usersCommand(),
  domains: async () => (await import('./domains.ts')).domainsCommand(),
  audit: async () => (await import('./audit.ts')).auditCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
  formats: async () => (await import('./formats.ts')).formatsCommand(),
  calibrate: async () => (await import('./calibrate.ts')).calibrateCommand(),
  evaluate: evaluateCommand,
  completion: async () =>
    (await import('./completion.ts')).completionCommand(() => createProgram(Object.keys(COMMANDS))),
};

const name = process.argv[2] ?? '';
const program = await createProgram(Object.hasOwn(COMMANDS, name) ? [name] : Object.keys(COMMANDS));

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what was wrong, or printed the help that was asked for.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else reportFailure(error);
}

/** The program with some of its commands. */
async function createProgram(names: readonly string[]): Promise<Command> {
  const program = new Command('vivavoce')
    .description('Speech analysis for hiring: finds the candidate in an interview and scores what was heard.')
    .version(version(), '-V, --version', 'print the version')
    .hook('preAction', (_, command) => applySettingFlags(command));
  for (const name of names) {
    const command = await COMMANDS[name]?.();
    if (!command) continue;
    if (!WITHOUT_INSTALLATION.has(name)) {
      everyCommand(command, (one) => one.commands.length === 0 && addSettingFlags(one, ['dataDir']));
    }
    program.addCommand(command);
  }
  everyCommand(program, (command) =>
    command.exitOverride().showHelpAfterError('(add --help for the options)'),
  );
  return program;
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

/** Its own commands bring the engine with them: they are loaded only where this one is named. */
async function evaluateCommand(): Promise<Command> {
  const evaluate = new Command('evaluate').description('Measure the engine against what is known to be true');
  if (!process.argv.includes('evaluate')) return evaluate;
  const { evaluationCommands } = await import('@vivavoce/evaluation');
  for (const command of evaluationCommands()) evaluate.addCommand(command);
  return evaluate;
}
