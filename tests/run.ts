/**
 * Runs all tests but the slow ones, as `npm test` does: some folders share a process, all other files have one each, the longest
 * first, and the console's component and browser tests run beside them.
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { globalSetup, globalTeardown } from './global-setup.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SHARED_PROCESS = fileURLToPath(new URL('./shared-process.ts', import.meta.url));
const WORKSPACES = '{packages/*/src,evaluation/src,samples,tests}/**';
/** Takes longest of all. */
const WHOLE_INSTALLATION = 'tests/interview-over-http.test.ts';
/** What takes longest comes first, so that nothing long is left alone at the end. */
const LONGEST_FIRST = [
  'tests',
  'packages/engine/src/**',
  'packages/cli/src/**',
  'packages/server/src/{http,worker,webhooks}/**',
  WORKSPACES,
];
/**
 * Folders whose tests share a process, group by group, since starting one for each of their files takes longer than the tests:
 * the server's, most of which share a server too, those of speech and evaluation, of decoding, of pure functions, and of the house.
 * First those that wait more than they compute: others fill their waits, and at the end nobody waits for them.
 */
const TOGETHER = [
  ['packages/server/src/{http/*,worker,webhooks}/**'],
  ['packages/server/src/http'],
  ['packages/server/src/{audit,credits,fairness,mail,runs,store,tenants}/**'],
  ['packages/server/src', 'packages/server/src/{metrics,scoring,tracing}/**'],
  [
    'packages/engine/src/speech',
    'packages/engine/src/speech/{alignment,echo,turns,words}/**',
    'evaluation/src/**',
  ],
  ['packages/engine/src/{media,models}/**'],
  [
    'packages/{contract,texts,report,sdk,console}/src/**',
    'packages/engine/src/{answers,candidate,measures,report,result,rubric,scales}/**',
  ],
  [
    '{tests,samples}/**',
    'packages/engine/src',
    'packages/engine/src/{endpoints,model-selection,speech/pool}/**',
  ],
];
/**
 * Files with hooks that share a process too, group by group, since each is content with the hooks of the others: they load models
 * and make folders before the first test of the group. The first group shares an engine and an analysis (`shareEngine`).
 */
const TOGETHER_WITH_HOOKS = [
  ['packages/engine/src/{engine,recording-in-parts}'],
  ['packages/engine/src/media/**/*'],
  [
    'packages/engine/src/speech/{alignment,echo}/*',
    'packages/engine/src/speech/{words/recogniser,turns/segmentation/segmented-turns}',
  ],
];
/** Hooks outside a suite run around the tests of all files of a process. */
const HOOKS_OF_THE_FILE = /^(before|after|beforeEach|afterEach)\(/m;
/** Servers, databases and timers wait; more than this at once only makes those that wait for each other look more often. */
const FILES_AT_ONCE = availableParallelism();
/** With the two that come first, the browsers and the components, one that waits. */
const GROUPS_AT_ONCE = 3;
/** What a failed test leaves running would keep its process, and with it the whole run, for ever: after so long it is stopped, ms. */
const LIMIT_MS = 30 * 60_000;

/**
 * The test files in some folders, each once, in the order of the folders.
 * @param ending what leads from a folder to its files; none where the files are named.
 */
function testFiles(folders: readonly string[], ending = '/*'): string[] {
  const found = folders.flatMap((folder) => globSync(`${folder}${ending}.test.ts`, { cwd: ROOT }).sort());
  return [...new Set(found)].filter((file) => !file.endsWith('.slow.test.ts'));
}

const hasHooks = (file: string): boolean => HOOKS_OF_THE_FILE.test(readFileSync(join(ROOT, file), 'utf8'));

/** Runs a command without a terminal and prints what it printed when it has ended. @returns whether it succeeded. */
async function runCommand(command: string, ...args: readonly string[]): Promise<boolean> {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [status, ...printed] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  const stopped = child.killed
    ? `Stopped after ${LIMIT_MS / 60_000} min: ${command} ${args.join(' ')}\n`
    : '';
  process.stdout.write(`\n${printed.join('')}${stopped}`);
  return status === 0;
}

/** Runs files in one process. @returns whether all tests passed. */
const runTogether = (files: readonly string[]): Promise<boolean> =>
  runCommand(process.execPath, SHARED_PROCESS, ...files);

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

/**
 * Runs the console's tests and the groups that share a process, a few at a time, and more when nothing else is left.
 * @param alone when the files that have a process each are done. @returns whether all passed.
 */
async function runBeside(groups: readonly string[][], alone: Promise<unknown>): Promise<boolean> {
  const waiting = [
    () => runCommand('npm', 'run', '--silent', 'test:browser'),
    () => runCommand('npm', 'run', '--silent', 'test', '--workspace', 'packages/console'),
    ...groups.map((files) => () => runTogether(files)),
  ].values();
  const passed: boolean[] = [];
  const runWaiting = async (): Promise<void> => {
    for (const run of waiting) passed.push(await run());
  };
  const afterwards = Array.from({ length: FILES_AT_ONCE }, () => alone.then(runWaiting));
  await Promise.all([...Array.from({ length: GROUPS_AT_ONCE }, runWaiting), ...afterwards]);
  return !passed.includes(false);
}

await globalSetup();
try {
  const [waiting = [], ...others] = TOGETHER.map((folders) =>
    testFiles(folders).filter((file) => file !== WHOLE_INSTALLATION && !hasHooks(file)),
  );
  const withHooks = TOGETHER_WITH_HOOKS.map((files) => testFiles(files, '').filter(hasHooks));
  const together = [waiting, ...withHooks, ...others];
  const left = testFiles(LONGEST_FIRST).filter((file) => !together.flat().includes(file));
  const apart = [...new Set([WHOLE_INSTALLATION, ...left])];
  const alone = runApart(apart);
  const passed = await Promise.all([alone, runBeside(together, alone)]);
  if (passed.includes(false)) process.exitCode = 1;
} finally {
  await globalTeardown();
}
