#!/usr/bin/env node
import { Command } from 'commander';
import { analyzeCommand } from './analyze.ts';

const program = new Command('vivavoce')
  .description('Speech analysis for hiring: finds the candidate in an interview and scores what was heard.')
  .showHelpAfterError('(add --help for the options)')
  .addCommand(analyzeCommand());

await program.parseAsync();
