#!/usr/bin/env node
import { hideEnvironment } from '@vivavoce/engine/process-environment';
import { CommanderError } from 'commander';
import { EXIT, reportFailure } from './failure.ts';
import { createProgram } from './program.ts';

try {
  hideEnvironment();
} catch (error) {
  process.stderr.write(
    `The settings in this process's environment cannot be hidden from programs of the same user (${error instanceof Error ? error.message : String(error)}): put secrets into files (docs/security.md).\n`,
  );
}

// `vivavoce help NAME` asks for the same command as `vivavoce NAME --help`.
const [first = '', second = ''] = process.argv.slice(2);
const program = await createProgram([first === 'help' ? second : first]);

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what was wrong, or printed the help that was asked for.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else reportFailure(error);
}
