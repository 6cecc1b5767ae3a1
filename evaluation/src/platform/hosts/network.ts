/** Machines of a network that can be cut off: network namespaces, connected by a bridge in the namespace of this process. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

const BRIDGE = 'switch';
/** Addresses of the network without their last number. */
const NETWORK = '10.77.0';
/** The network in CIDR notation. */
export const SUBNET = `${NETWORK}.0/24`;
const BRIDGE_NUMBER = 254;

const addressOf = (number: number): string => `${NETWORK}.${number}`;
/** Fixed, so that everybody knows it without asking. */
const hardwareOf = (number: number): string => `02:00:00:00:00:${number.toString(16).padStart(2, '0')}`;

/** What stands for a machine. */
export interface Machine {
  readonly address: string;
  /** The beginning of a command line that runs a program on it. */
  readonly command: readonly string[];
  /** From now on every packet to and from it is dropped, and nobody is told. */
  cutOff(): Promise<void>;
  reconnect(): Promise<void>;
}

/** Makes the network in the namespace of this process, which is on it, with nothing connected to it yet. */
export async function makeNetwork(): Promise<void> {
  await run('ip', ['link', 'set', 'lo', 'up']);
  await run('ip', ['link', 'add', BRIDGE, 'address', hardwareOf(BRIDGE_NUMBER), 'type', 'bridge']);
  await run('ip', ['address', 'add', `${addressOf(BRIDGE_NUMBER)}/24`, 'dev', BRIDGE]);
  await run('ip', ['link', 'set', BRIDGE, 'up']);
}

/** A process whose network namespace is that of a machine. */
async function startHolder(): Promise<ChildProcess> {
  const holder = spawn('unshare', ['--net', 'sh', '-c', 'echo ready; exec sleep infinity'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  return holder;
}

/**
 * Connects machines to the network. That a machine is away nobody learns from missing answers to ARP, as where routers lie
 * between: they know each other's hardware addresses.
 * @param numbers the last numbers of their addresses, from 1 to 253.
 */
export async function connectMachines(numbers: readonly number[]): Promise<Machine[]> {
  return Promise.all(numbers.map((number) => connectMachine(number, [...numbers, BRIDGE_NUMBER])));
}

async function connectMachine(number: number, everybody: readonly number[]): Promise<Machine> {
  const { pid } = await startHolder();
  const port = `port${number}`;
  const command = ['nsenter', `--net=/proc/${pid}/ns/net`];
  const [program = '', ...flags] = command;
  const inside = (...args: readonly string[]) => run(program, [...flags, 'ip', ...args]);
  await run('ip', ['link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(pid)]);
  await inside('link', 'set', 'lo', 'up');
  await inside('link', 'set', 'eth0', 'address', hardwareOf(number));
  await inside('address', 'add', `${addressOf(number)}/24`, 'dev', 'eth0');
  await inside('link', 'set', 'eth0', 'up');
  for (const other of everybody.filter((other) => other !== number)) {
    await inside(
      'neigh',
      'add',
      addressOf(other),
      'lladdr',
      hardwareOf(other),
      'dev',
      'eth0',
      'nud',
      'permanent',
    );
  }
  await run('ip', [
    'neigh',
    'add',
    addressOf(number),
    'lladdr',
    hardwareOf(number),
    'dev',
    BRIDGE,
    'nud',
    'permanent',
  ]);
  const reconnect = async (): Promise<void> => {
    await run('ip', ['link', 'set', port, 'master', BRIDGE]);
  };
  await reconnect();
  await run('ip', ['link', 'set', port, 'up']);
  return {
    address: addressOf(number),
    command,
    // A port that belongs to no bridge still carries a signal: the machine sends, and nothing arrives.
    cutOff: async () => void (await run('ip', ['link', 'set', port, 'nomaster'])),
    reconnect,
  };
}
