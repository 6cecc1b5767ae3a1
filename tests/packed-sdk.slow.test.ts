/** What a user installs works without this repository, on the machine's own Node. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import { scriptedRecording } from '../packages/server/src/testing/fake-engine.ts';
import { startTestServer } from '../packages/server/src/testing/test-server.ts';
import { ROOT } from './house-rules/tracked-files.ts';
import { requireTool, toolFile } from './slow-test-tools.ts';

const run = promisify(execFile);

/** What the test reads of what webpack says. */
interface WebpackStats {
  toJson(options: { all: boolean; errors: boolean; warnings: boolean }): {
    readonly errors?: unknown[];
    readonly warnings?: unknown[];
  };
}

const webpack = requireTool('webpack') as (
  options: Readonly<Record<string, unknown>>,
  done: (error: Error | null, made?: WebpackStats) => void,
) => void;

const { PATH = '' } = process.env;
/** The PATH without the Node that is a dependency of this repository. */
const OWN_PATH = PATH.split(delimiter).filter((path) => !path.includes('node_modules'));

/** The machine's own Node; where it has none, the one of this repository. */
const OWN_NODE =
  OWN_PATH.map((path) => join(path, 'node')).find((path) => existsSync(path)) ?? process.execPath;

const USES = `
import { createVivavoce, type FinishedRun, verifyWebhook, VivavoceError } from '@vivavoce/sdk';
import { isFinished } from '@vivavoce/sdk/console';
const vivavoce = createVivavoce({ baseUrl: 'http://localhost', apiKey: 'k' });
export async function level(id: string): Promise<string | null> {
  const run: FinishedRun = await vivavoce.waitForResult(id);
  return run.status === 'failed' ? run.error.code : run.scores.cefrLevel;
}
export const isPoor = (error: unknown) => error instanceof VivavoceError && error.code === 'INSUFFICIENT_CREDITS';
// @ts-expect-error: such a code there is not.
export const isWrong = (error: VivavoceError) => error.code === 'NO_SUCH_CODE';
export const verified = (request: Request) => verifyWebhook('', request.headers, 's');
export { isFinished };
`;

/** How a user's compiler may find the SDK, by the kind of module that imports it; the declarations themselves are checked once. */
const RESOLUTIONS: readonly (readonly [file: string, options: string])[] = [
  ['uses.mts', '--module nodenext'],
  ['uses.cts', '--module node16 --skipLibCheck'],
  ['uses.ts', '--module esnext --moduleResolution bundler --skipLibCheck'],
  ['uses.ts', '--module commonjs --moduleResolution node10 --ignoreDeprecations 6.0 --skipLibCheck'],
];

/** A page's program, which a bundler packs together with the SDK. */
const PAGE = `
import { createVivavoce } from '@vivavoce/sdk';
globalThis.submit = (options, file) => createVivavoce(options).submit(file);
`;

/** Packs the SDK, and installs it with its dependencies from files into an empty project. */
async function installPackedSdk(folder: string): Promise<{ project: string; packed: string[] }> {
  const packages = join(folder, 'packages');
  await run(process.execPath, [join(ROOT, 'release/pack-sdk.ts'), packages]);
  const packed = (await readdir(packages)).map((name) => join(packages, name));
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
  return { project, packed };
}

describe('the packed SDK, installed without network', () => {
  let folder: string;
  let project: string;
  let packed: string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vivavoce-packed-sdk-'));
    ({ project, packed } = await installPackedSdk(folder));
  });
  after(() => rm(folder, { recursive: true }));

  it('runs on the machine’s own Node, as an ES module and as CommonJS', (t) => runOnOwnNode(t, project));

  it('has its types however a compiler resolves packages', async () => {
    const strict = '--noEmit --strict --target es2022 --lib es2022,dom,dom.iterable'.split(' ');
    const options = [join(ROOT, 'node_modules/typescript/bin/tsc'), ...strict];
    await Promise.all(
      RESOLUTIONS.map(async ([file, resolution]) => {
        await writeFile(join(project, file), USES);
        await run(process.execPath, [...options, ...resolution.split(' '), file], { cwd: project }).catch(
          ({ stdout }) => assert.fail(`${file} ${resolution}: ${stdout}`),
        );
      }),
    );
  });

  it('is packed as the ecosystem expects, by publint and Are The Types Wrong', async () => {
    const { attw } = JSON.parse(await readFile(toolFile('@arethetypeswrong/cli/package.json'), 'utf8')).bin;
    for (const file of packed) {
      for (const check of [
        [toolFile('publint/src/cli.js'), file, '--strict'],
        [toolFile(join('@arethetypeswrong/cli', attw)), file],
      ]) {
        await run(process.execPath, check).catch(({ stdout }) => assert.fail(stdout));
      }
    }
  });

  it('is bundled for browsers by esbuild, webpack and Vite without a warning', async (t) => {
    await writeFile(join(project, 'page.js'), PAGE);
    const bundles = await Promise.all([
      bundleWithEsbuild(project),
      bundleWithWebpack(project),
      bundleWithVite(project),
    ]);
    const at = await startTestServer(t, { workers: 0 });
    await writeFile(
      join(project, 'open-page.mjs'),
      `const [bundle, baseUrl, apiKey] = process.argv.slice(2);
       await import(bundle);
       const file = await (await import('node:fs')).openAsBlob('recording.mp3');
       console.log((await submit({ baseUrl, apiKey }, file)).status);`,
    );
    await writeFile(join(project, 'recording.mp3'), scriptedRecording({ durationMs: 180_000 }));
    for (const bundle of bundles) {
      const page = ['open-page.mjs', pathToFileURL(bundle).href, at.server.url, at.apiKey];
      assert.match((await run(OWN_NODE, page, { cwd: project })).stdout, /queued|processing/, bundle);
    }
  });
});

/** Runs the example, a program of CommonJS and the contract on the machine's own Node. */
async function runOnOwnNode(t: TestContext, project: string): Promise<void> {
  const at = await startTestServer(t, { workers: 1, pollIntervalSeconds: 1 });
  await writeFile(join(project, 'interview.mp3'), scriptedRecording({ durationMs: 180_000 }));
  await copyFile(join(ROOT, 'examples/sdk.mjs'), join(project, 'sdk.mjs'));
  const env = { ...process.env, VIVAVOCE_URL: at.server.url, VIVAVOCE_API_KEY: at.apiKey };
  const { stdout } = await run(OWN_NODE, ['sdk.mjs'], { cwd: project, env });
  assert.equal(JSON.parse(stdout).vocabulary, 3);
  assert.ok(existsSync(join(project, 'report.pdf')));

  const required = `
    const { createVivavoce } = require('@vivavoce/sdk');
    const { VIVAVOCE_URL: baseUrl, VIVAVOCE_API_KEY: apiKey } = process.env;
    const vivavoce = createVivavoce({ baseUrl, apiKey });
    // Two that wait for one run: each poll of one is too early for the other.
    vivavoce.submit('interview.mp3').then(({ id }) =>
      Promise.all([vivavoce.waitForResult(id), vivavoce.waitForResult(id)]),
    ).then((runs) => console.log(runs.map(({ status }) => status).join()));`;
  await writeFile(join(project, 'required.cjs'), required);
  const waited = await run(OWN_NODE, ['required.cjs'], { cwd: project, env });
  assert.equal(waited.stdout.trim(), 'success,success');

  const program = "import('@vivavoce/contract').then((it) => console.log(it.REQUEST_ERRORS.RUN_NOT_FOUND))";
  const contract = await run(OWN_NODE, ['-e', program], { cwd: project });
  assert.equal(contract.stdout.trim(), '404');
}

async function bundleWithEsbuild(project: string): Promise<string> {
  const outfile = join(project, 'esbuild.mjs');
  const { warnings } = await esbuild.build({
    absWorkingDir: project,
    entryPoints: ['page.js'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
  });
  assert.deepEqual(warnings, []);
  return outfile;
}

async function bundleWithWebpack(project: string): Promise<string> {
  const output = { path: project, filename: 'webpack.mjs' };
  const stats = await new Promise<WebpackStats | undefined>((resolve, reject) => {
    webpack(
      { context: project, entry: './page.js', target: 'web', mode: 'production', output },
      (error, made) => (error ? reject(error) : resolve(made)),
    );
  });
  const { errors, warnings } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
  assert.deepEqual({ errors, warnings }, { errors: [], warnings: [] });
  return join(project, output.filename);
}

async function bundleWithVite(project: string): Promise<string> {
  const messages: string[] = [];
  const note = (message: string) => messages.push(message);
  const logger = { ...vite.createLogger('silent'), warn: note, warnOnce: note, error: note };
  await vite.build({
    root: project,
    configFile: false,
    logLevel: 'silent',
    customLogger: logger,
    build: {
      outDir: 'vite',
      rollupOptions: { input: join(project, 'page.js'), output: { entryFileNames: 'page.mjs' } },
    },
  });
  assert.deepEqual(messages, []);
  return join(project, 'vite/page.mjs');
}
