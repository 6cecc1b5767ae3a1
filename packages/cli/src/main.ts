#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { analyzeCommand } from './analyze.ts';
import { auditCommand } from './audit.ts';
import { calibrateCommand } from './calibrate.ts';
import { clientsCommand } from './clients.ts';
import { creditsCommand } from './credits.ts';
import { demoCommand } from './demo.ts';
import { EXIT, reportFailure } from './failure.ts';
import { keysCommand } from './keys.ts';
import { projectsCommand } from './projects.ts';
import { reencryptCommand, serveCommand, workerCommand } from './serve.ts';
import { sweepCommand } from './sweep.ts';
import { usersCommand } from './users.ts';
import { webhooksCommand } from './webhooks.ts';

const evaluate = new Command('evaluate').description('Measure the engine against what is known to be true');
// Loaded on demand as it brings the engine with it, for which a server has no use in its own process.
if (process.argv.includes('evaluate')) {
  const { evaluationCommands } = await import('@vivavoce/evaluation');
  for (const command of evaluationCommands()) evaluate.addCommand(command);
}

const program = new Command('vivavoce')
  .description('Speech analysis for hiring: finds the candidate in an interview and scores what was heard.')
  .addCommand(demoCommand())
  .addCommand(analyzeCommand())
  .addCommand(serveCommand())
  .addCommand(workerCommand())
  .addCommand(reencryptCommand())
  .addCommand(sweepCommand())
  .addCommand(clientsCommand())
  .addCommand(keysCommand())
  .addCommand(projectsCommand())
  .addCommand(creditsCommand())
  .addCommand(webhooksCommand())
  .addCommand(usersCommand())
  .addCommand(auditCommand())
  .addCommand(calibrateCommand())
  .addCommand(evaluate);
everyCommand(program, (command) => command.exitOverride().showHelpAfterError('(add --help for the options)'));

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what was wrong, or printed the help that was asked for.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else reportFailure(error);
}

function everyCommand(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const inner of command.commands) everyCommand(inner, change);
}
