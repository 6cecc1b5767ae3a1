#!/usr/bin/env node
import { evaluateCommand } from '@vivavoce/evaluation';
import { Command, CommanderError } from 'commander';
import { analyzeCommand } from './analyze.ts';
import { clientsCommand, keysCommand } from './clients.ts';
import { demoCommand } from './demo.ts';
import { EXIT, fail } from './failure.ts';
import { serveCommand, workerCommand } from './serve.ts';

const program = new Command('vivavoce')
  .description('Speech analysis for hiring: finds the candidate in an interview and scores what was heard.')
  .addCommand(demoCommand())
  .addCommand(analyzeCommand())
  .addCommand(serveCommand())
  .addCommand(workerCommand())
  .addCommand(clientsCommand())
  .addCommand(keysCommand())
  .addCommand(evaluateCommand());
everyCommand(program, (command) => command.exitOverride().showHelpAfterError('(add --help for the options)'));

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what was wrong, or printed the help that was asked for.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else fail(error);
}

function everyCommand(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const inner of command.commands) everyCommand(inner, change);
}
