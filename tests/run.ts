/**
 * Runs all tests but the slow ones, as `npm test` does: those of pure functions together in one process, all others in a process
 * for each file, the longest first, and the console's component and browser tests beside them. What runs beside them is printed
 * when it has ended.
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { globalSetup, globalTeardown } from './global-setup.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WORKSPACES = '{packages/*/src,evaluation/src,samples,tests}/**';
/** What takes longest comes first, so that nothing long is left alone at the end. */
const LONGEST_FIRST = [
  'tests',
  'packages/engine/src',
  'packages/cli/src/**',
  'packages/server/src/{http,worker,webhooks}/**',
  WORKSPACES,
];
/** Folders of pure functions: starting a process for each of their files takes longer than their tests. */
const PURE = [
  'packages/{contract,texts,report,sdk,console}/src/**',
  'packages/engine/src/{answers,candidate,measures,report,result,rubric,scales}/**',
];
/** Hooks outside a suite would run around the tests of all files of a process. */
const HOOKS_OF_THE_FILE = /^(before|after|beforeEach|afterEach)\(/m;
/** Servers, databases and timers wait more than they compute. */
const FILES_AT_ONCE = 3 * availableParallelism();

/** The test files in some folders, each once, in the order of the folders. */
function testFiles(folders: readonly string[]): string[] {
  const found = folders.flatMap((folder) => globSync(`${folder}/*.test.ts`, { cwd: ROOT }).sort());
  return [...new Set(found)].filter((file) => !file.endsWith('.slow.test.ts'));
}

/** Runs a command without a terminal. @returns whether it succeeded, and what it printed. */
async function runCommand(command: string, args: readonly string[]): Promise<[ok: boolean, printed: string]> {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [status, ...printed] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return [status === 0, printed.join('')];
}

/** Runs each file in a process of its own and prints as they end. @returns whether all tests passed. */
function runApart(files: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let passed = true;
    const events = run({ files: [...files], concurrency: FILES_AT_ONCE, cwd: ROOT });
    events.on('test:fail', ({ todo }) => {
      passed &&= todo !== undefined;
    });
    events.once('error', reject);
    const printed = events.compose(new spec());
    printed.once('end', () => resolve(passed));
    printed.pipe(process.stdout, { end: false });
  });
}

/** Runs the tests of pure functions in one process, then the console's. @returns whether all passed, with what was printed. */
async function runBeside(pure: readonly string[]): Promise<[ok: boolean, printed: string][]> {
  const together = ['--test', '--test-isolation=none', '--test-reporter=spec', ...pure];
  return [
    await runCommand('npm', ['run', '--silent', 'test:browser']),
    await runCommand(process.execPath, together),
    await runCommand('npm', ['run', '--silent', 'test', '--workspace', 'packages/console']),
  ];
}

await globalSetup();
try {
  const pure = testFiles(PURE).filter((file) => !HOOKS_OF_THE_FILE.test(readFileSync(file, 'utf8')));
  const apart = testFiles(LONGEST_FIRST).filter((file) => !pure.includes(file));
  const [passed, beside] = await Promise.all([runApart(apart), runBeside(pure)]);
  for (const [, printed] of beside) process.stdout.write(`\n${printed}`);
  if (!passed || beside.some(([ok]) => !ok)) process.exitCode = 1;
} finally {
  await globalTeardown();
}
