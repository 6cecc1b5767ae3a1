import { CommanderError } from 'commander';
import { EXIT, reportFailure } from './failure.ts';
import { createProgram } from './program.ts';

/** Runs one command line, prints what came of it, and sets the exit status of this process. @param args without the program's name. */
export async function runProgram(args: readonly string[]): Promise<void> {
  // `vivavoce help NAME` asks for the same command as `vivavoce NAME --help`.
  const [first = '', second = ''] = args;
  const program = await createProgram([first === 'help' ? second : first]);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    // Commander has said what was wrong, or printed the help that was asked for.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    else reportFailure(error);
  }
}
