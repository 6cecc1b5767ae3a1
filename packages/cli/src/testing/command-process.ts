/**
 * Runs one command line after the other as `main.ts` runs one, since loading the program takes longer than most commands. What a
 * command printed, its exit status and its surroundings are its own.
 */
import { runProgram } from '../run-program.ts';

/** A command line and the variables that are set for it. */
export interface CommandRequest {
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** How a command ended. */
export interface EndedCommand {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const environment = { ...process.env };

/** Collects what is printed on a stream instead of printing it. */
function collect(stream: NodeJS.WriteStream): () => string {
  const chunks: Uint8Array[] = [];
  stream.write = (chunk: Uint8Array | string, ...rest: unknown[]): boolean => {
    chunks.push(Buffer.from(chunk as string));
    const done = rest.at(-1);
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
  return () => Buffer.concat(chunks.splice(0)).toString('utf8');
}

const stdout = collect(process.stdout);
const stderr = collect(process.stderr);

process.on('message', async ({ args, variables }: CommandRequest) => {
  process.env = { ...environment, ...variables };
  process.exitCode = undefined;
  await runProgram(args);
  const ended: EndedCommand = { status: Number(process.exitCode ?? 0), stdout: stdout(), stderr: stderr() };
  process.exitCode = undefined;
  process.send?.(ended);
});
process.on('disconnect', () => process.exit());
