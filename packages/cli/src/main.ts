#!/usr/bin/env node
import { hideEnvironment } from '@vivavoce/engine/process-environment';
import { runProgram } from './run-program.ts';

try {
  hideEnvironment();
} catch (error) {
  process.stderr.write(
    `The settings in this process's environment cannot be hidden from programs of the same user (${error instanceof Error ? error.message : String(error)}): put secrets into files (docs/security.md).\n`,
  );
}
await runProgram(process.argv.slice(2));
