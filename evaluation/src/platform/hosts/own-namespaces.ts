/**
 * Runs a program in namespaces of its own: it has a network in which nothing of this machine's is, and every process that it starts,
 * daemons too, ends with it.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** This machine does not let us make namespaces. */
export class NamespacesUnavailableError extends Error {
  override readonly name = 'NamespacesUnavailableError';
}

const WHAT_IT_NEEDS =
  'Machines are stood for by network namespaces. That needs Linux with util-linux (unshare, nsenter) and iproute2 (ip), and either root or ' +
  'user namespaces (sysctl user.max_user_namespaces above 0; on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0; ' +
  'in a container --privileged).';

/** In namespaces of one's own: as root, or as an ordinary user who keeps the rights to them. */
const FLAGS = [
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-current-user', '--keep-caps']),
  ...['--net', '--pid', '--fork', '--kill-child', '--mount-proc'],
];

/**
 * Checks that namespaces can be made, with a pair of connected interfaces in them.
 * @throws NamespacesUnavailableError with what to do.
 */
export async function requireNamespaces(): Promise<void> {
  const fail = (why: string): never => {
    throw new NamespacesUnavailableError(`${WHAT_IT_NEEDS} Here: ${why}`);
  };
  if (process.platform !== 'linux') fail(`the system is ${process.platform}`);
  const probe =
    'ip link add bridge0 type bridge && ip link add one type veth peer name other && nsenter --version';
  await run('unshare', [...FLAGS, 'sh', '-c', probe]).catch((error: Error & { stderr?: string }) =>
    fail(error.stderr?.trim() || error.message),
  );
}

/**
 * Runs a program of Node until it ends; SIGINT and SIGTERM end it with everything that it has started.
 * @returns what it prints.
 * @throws Error if it fails.
 */
export async function runInNamespaces(program: string, args: readonly string[]): Promise<string> {
  // The first process of a PID namespace has to wait for orphans, which a shell does.
  const command = ['sh', '-c', '"$@"; exit $?', 'sh', process.execPath, program, ...args];
  // Its input ends when this process does, however that ends. In a group of its own a Ctrl-C is for this process to handle.
  const child = spawn('unshare', [...FLAGS, ...command], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let interrupted: NodeJS.Signals | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    interrupted = signal;
    child.kill('SIGKILL');
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    if (interrupted) throw new Error(`Ended by ${interrupted}`);
    if (code !== 0) throw new Error('The machines could not be started, or one of them failed: see above');
    return output;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
