import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { speechFixture } from '@vivavoce/samples';

const LAUNCHER = fileURLToPath(new URL('../bin/vivavoce.mjs', import.meta.url));
const SECRET = 'kept-from-the-environment';
const SECRETS = {
  VIVAVOCE_OPERATOR_TOKEN: `${SECRET}-${'0'.repeat(32)}`,
  VIVAVOCE_CHAT_URL: 'http://127.0.0.1:9/v1',
  VIVAVOCE_CHAT_MODEL: 'none',
  VIVAVOCE_CHAT_KEY: SECRET,
  // A secret of the operator's surroundings that this program knows nothing of.
  AWS_SECRET_ACCESS_KEY: SECRET,
};
/** Only Linux shows the environment of processes in /proc. */
const isLinux = process.platform === 'linux';
/** Between two looks at all processes, which cost as much as what they look for; the shortest-lived of them takes 1 s. */
const PAUSE_MS = 150;
const LIMIT = { timeout: 180_000 };

interface SeenProcess {
  readonly command: string;
  readonly environment: string;
}

/** A process and all that it started, as any program of the same user sees them. */
function processTree(root: number): SeenProcess[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const status = textOf(`/proc/${entry}/stat`);
    parents.set(Number(entry), Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const isInside = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === root || isInside(parents.get(pid)));
  return [...parents.keys()].filter(isInside).map((pid) => ({
    command: textOf(`/proc/${pid}/cmdline`),
    environment: textOf(`/proc/${pid}/environ`),
  }));
}

/** Processes end while they are looked at. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function leaking(processes: readonly SeenProcess[]): string[] {
  return processes.filter(({ environment }) => environment.includes(SECRET)).map(({ command }) => command);
}

if (isLinux)
  test(
    'a server with its worker, its analysis process and its database shows no secret',
    LIMIT,
    async (t) => {
      const folder = await mkdtemp(join(tmpdir(), 'vivavoce-environment-'));
      const dataDir = join(folder, 'data');
      // Under root the database runs as another user, who has to pass.
      await chmod(folder, 0o711);
      const key = join(folder, 'chat-key');
      await writeFile(key, `${SECRET}\n`);
      const { VIVAVOCE_CHAT_KEY: _, ...secrets } = SECRETS;
      const server = spawn(process.execPath, [LAUNCHER, 'serve'], {
        env: {
          ...process.env,
          ...secrets,
          VIVAVOCE_CHAT_KEY_FILE: key,
          VIVAVOCE_DATA_DIR: dataDir,
          DATABASE_URL: '',
          VIVAVOCE_PORT: '0',
          VIVAVOCE_LOG_LEVEL: 'silent',
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      t.after(async () => {
        if (server.exitCode === null) {
          server.kill('SIGTERM');
          await once(server, 'exit');
        }
        await rm(folder, { recursive: true });
      });
      let said = '';
      server.stderr.on('data', (chunk) => {
        said += chunk;
      });
      while (!said.includes('Vivavoce answers')) {
        assert.equal(server.exitCode, null, said);
        await sleep(PAUSE_MS);
      }
      let processes: SeenProcess[] = [];
      const expected = [/vivavoce\.mjs/, /worker-process/, /analysis-process/];
      while (!expected.every((pattern) => processes.some(({ command }) => pattern.test(command)))) {
        await sleep(PAUSE_MS);
        processes = processTree(server.pid ?? 0);
      }
      assert.deepEqual(leaking(processes), []);
      const [first] = processes.filter(({ command }) => command.includes('vivavoce.mjs'));
      assert.match(first?.environment ?? '', /PATH=/, 'what programs need is still there');
    },
  );

if (isLinux)
  test(
    'an analysis shows no secret in any of its processes, from the first decoder to the last',
    LIMIT,
    async () => {
      const analysis = spawn(process.execPath, [LAUNCHER, 'analyze', speechFixture('mp3')], {
        env: { ...process.env, ...SECRETS },
        stdio: 'ignore',
      });
      const expected = ['decode-process', 'speech-process'];
      const commands = new Set<string>();
      const leaks = new Set<string>();
      const isSeen = (program: string) => [...commands].some((command) => command.includes(program));
      while (!expected.every(isSeen)) {
        assert.equal(analysis.exitCode, null, `of ${expected.join(' and ')} one was not seen`);
        const processes = processTree(analysis.pid ?? 0);
        const own = processes.filter(({ command }) => command.includes('vivavoce.mjs'));
        // Until the program has loaded it shows what it was started with.
        const children = processes.filter((seen) => !own.includes(seen));
        for (const { command } of children) commands.add(command);
        for (const command of leaking(children)) leaks.add(command);
        if (children.length > 0) for (const command of leaking(own)) leaks.add(command);
        await sleep(PAUSE_MS);
      }
      const ended = once(analysis, 'exit');
      analysis.kill('SIGTERM');
      await ended;
      assert.deepEqual([...leaks], []);
    },
  );

const { PATH: searchPath = '' } = process.env;
const olderNode = searchPath
  .split(':')
  .map((folder) => join(folder, 'node'))
  .find((path) => path !== process.execPath && textOf(path).length > 0);

if (isLinux && olderNode !== undefined)
  test(
    'the launcher hides what it was started with, too, where it only starts another Node',
    LIMIT,
    async () => {
      const launcher = spawn(olderNode, [LAUNCHER, 'analyze', speechFixture('wav')], {
        env: { ...process.env, ...SECRETS },
        stdio: 'ignore',
      });
      const ended = once(launcher, 'exit');
      const pid = launcher.pid ?? 0;
      while (processTree(pid).every(({ command }) => !command.includes('decode-process'))) {
        assert.equal(launcher.exitCode, null);
        await sleep(PAUSE_MS);
      }
      assert.deepEqual(leaking(processTree(pid)), []);
      launcher.kill('SIGTERM');
      await ended;
    },
  );
