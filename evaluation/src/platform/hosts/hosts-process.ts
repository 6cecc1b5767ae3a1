/**
 * The program inside of the namespaces: the argument is what to do as JSON. It prints the figures as JSON, and ends with everything that
 * it has started when its input does.
 */
import { type HostFaultOptions, playHostFaults } from './scenario.ts';

/** What the program is told. */
export interface HostsProgramInput {
  readonly options: HostFaultOptions;
  readonly folder: string;
  readonly processesFile: string | null;
}

process.stdin.on('end', () => process.exit(1)).resume();
const { options, folder, processesFile } = JSON.parse(process.argv[2] ?? '') as HostsProgramInput;
process.stdout.write(JSON.stringify(await playHostFaults(options, folder, processesFile)));
// The namespaces, and all that runs in them, go with this process.
process.exit();
