/** What a user installs works without this repository, on the machine's own Node. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { scriptedRecording } from '../packages/server/src/testing/fake-engine.ts';
import { startTestServer } from '../packages/server/src/testing/test-server.ts';
import { temporaryFolder } from '../packages/server/src/testing/test-store.ts';
import { ROOT } from './house-rules/tracked-files.ts';

const run = promisify(execFile);

const { PATH = '' } = process.env;
/** The PATH without the Node that is a dependency of this repository. */
const OWN_PATH = PATH.split(delimiter).filter((path) => !path.includes('node_modules'));

/** The machine's own Node; where it has none, the one of this repository. */
const OWN_NODE =
  OWN_PATH.map((path) => join(path, 'node')).find((path) => existsSync(path)) ?? process.execPath;

const USES = `
import { createVivavoce, type FinishedRun, VivavoceError } from '@vivavoce/sdk';
const vivavoce = createVivavoce({ baseUrl: 'http://localhost', apiKey: 'k' });
export async function level(id: string): Promise<string | null> {
  const run: FinishedRun = await vivavoce.waitForResult(id);
  return run.status === 'failed' ? run.error.code : run.scores.cefrLevel;
}
export const isPoor = (error: unknown) => error instanceof VivavoceError && error.code === 'INSUFFICIENT_CREDITS';
// @ts-expect-error: such a code there is not.
export const isWrong = (error: VivavoceError) => error.code === 'NO_SUCH_CODE';
`;

test('the packed SDK is installed without network, runs on the machine’s own Node, and has its types', async (t) => {
  const folder = await temporaryFolder(t);
  const packages = join(folder, 'packages');
  await run(process.execPath, [join(ROOT, 'release/pack-sdk.ts'), packages]);
  for (const dependency of ['zod', 'iso-639-1']) {
    await run('npm', ['pack', '--silent', '--pack-destination', packages], {
      cwd: join(ROOT, 'node_modules', dependency),
    });
  }
  const project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const files = (await readdir(packages)).map((name) => join(packages, name));
  assert.equal(files.length, 4);
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', ...files], { cwd: project });

  const at = await startTestServer(t, { workers: 1, pollIntervalSeconds: 1 });
  await writeFile(join(project, 'interview.mp3'), scriptedRecording({ durationMs: 180_000 }));
  await copyFile(join(ROOT, 'examples/sdk.mjs'), join(project, 'sdk.mjs'));
  const env = { ...process.env, VIVAVOCE_URL: at.server.url, VIVAVOCE_API_KEY: at.apiKey };
  const { stdout } = await run(OWN_NODE, ['sdk.mjs'], { cwd: project, env });
  assert.equal(JSON.parse(stdout).vocabulary, 3);
  assert.ok(existsSync(join(project, 'report.pdf')));

  const program = "import('@vivavoce/contract').then((it) => console.log(it.REQUEST_ERRORS.RUN_NOT_FOUND))";
  const contract = await run(OWN_NODE, ['-e', program], { cwd: project });
  assert.equal(contract.stdout.trim(), '404');

  await writeFile(join(project, 'uses.ts'), USES);
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const strict = ['--noEmit', '--strict', '--module', 'nodenext', '--lib', 'es2022,dom'];
  await run(process.execPath, [compiler, ...strict, 'uses.ts'], { cwd: project });
});
