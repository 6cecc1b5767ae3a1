/** The walls between the rooms stand, and the checker that guards them sees a hole. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { ROOT } from './house-rules/tracked-files.ts';

const CHECKER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const RULES = join(ROOT, '.dependency-cruiser.cjs');

type Found = ICruiseResult['summary'];

/** What the checker finds in this repository. @param options and folders as at its command line. */
async function cruiseRepository(options: readonly string[], folders: readonly string[]): Promise<Found> {
  const args = [CHECKER, '--output-type', 'json', ...options, ...folders];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: ROOT,
    maxBuffer: 256 * 2 ** 20,
  });
  return (JSON.parse(stdout) as ICruiseResult).summary;
}

/** What the checker finds in a tree: in this process, since starting takes longer than reading a few files. */
async function cruiseTree(baseDir: string, folders: readonly string[]): Promise<Found> {
  const { output } = await cruise([...folders], { ...(await extractDepcruiseOptions(RULES)), baseDir });
  assert.ok(typeof output === 'object');
  return output.summary;
}

const rulesBroken = ({ violations }: Found) =>
  violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);

const temporary: string[] = [];
after(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true });
});

/** A small tree of the same shape: workspaces linked by name, and the given files. */
function tree(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'vivavoce-imports-'));
  temporary.push(root);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  mkdirSync(join(root, 'node_modules/@vivavoce'), { recursive: true });
  for (const name of ['contract', 'engine', 'server']) {
    const exports = { '.': './src/index.ts' };
    write(
      `packages/${name}/package.json`,
      JSON.stringify({ name: `@vivavoce/${name}`, type: 'module', exports }),
    );
    write(`packages/${name}/src/index.ts`, 'export const a = 1;\nexport type A = number;\n');
    symlinkSync(join(root, 'packages', name), join(root, 'node_modules/@vivavoce', name));
  }
  for (const name of ['pg', 'mediabunny']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  for (const [path, text] of Object.entries(files)) write(path, text);
  return root;
}

test('no room of the project imports one that it must not know', async () => {
  // To the letter as `npm run check:imports` asks, or the checker would read everything again.
  const { 'check:imports': command } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;
  const [, options = '', folders = ''] = /^depcruise (.* --config \S+) (.*)$/.exec(command) ?? [];
  const found = await cruiseRepository(options.split(' '), folders.split(' '));
  assert.ok(
    (found.totalDependenciesCruised ?? 0) > 50,
    'the checker saw no imports: is TypeScript 6 installed?',
  );
  assert.deepEqual(rulesBroken(found), []);
});

test('a wrong import is seen, by workspace name, by path, and as a type', async () => {
  const found = await cruiseTree(
    tree({
      'packages/engine/src/by-name.ts': "import { a } from '@vivavoce/server';\nexport const b = a;\n",
      'packages/engine/src/by-path.ts':
        "import { a } from '../../server/src/index.ts';\nexport const b = a;\n",
      'packages/contract/src/by-type.ts': "import type { A } from '@vivavoce/engine';\nexport type B = A;\n",
      'packages/server/src/right.ts': "import { a } from '@vivavoce/engine';\nexport const b = a;\n",
    }),
    ['packages'],
  );
  assert.deepEqual(rulesBroken(found).sort(), [
    'contract-imports-nothing: packages/contract/src/by-type.ts -> packages/engine/src/index.ts',
    'engine-knows-no-platform: packages/engine/src/by-name.ts -> packages/server/src/index.ts',
    'engine-knows-no-platform: packages/engine/src/by-path.ts -> packages/server/src/index.ts',
  ]);
});

test('every wall between rooms is seen to hold', async () => {
  const imports = (from: string) => `import { a } from '${from}';\nexport const b = a;\n`;
  const found = await cruiseTree(
    tree({
      'packages/cli/src/trains.ts': imports('../../../training/learn.ts'),
      'packages/console/src/queries.ts': imports('@vivavoce/server'),
      'packages/texts/src/analyses.ts': imports('@vivavoce/engine'),
      'packages/contract/src/knows.ts': imports('@vivavoce/engine'),
      'packages/engine/src/asks.ts': "import http from 'node:http';\nexport const b = http;\n",
      'packages/engine/src/serves.ts': imports('@vivavoce/server'),
      'packages/report/src/analyses.ts': imports('@vivavoce/engine'),
      'packages/sdk/src/analyses.ts': imports('@vivavoce/engine'),
      'packages/server/src/trains.ts': imports('../../../training/learn.ts'),
      'evaluation/src/serves.ts': imports('@vivavoce/server'),
      'examples/checks.mjs': imports('@vivavoce/contract'),
      'samples/serves.ts': imports('@vivavoce/server'),
      'training/learn.ts': 'export const a = 1;\n',
      'training/serves.ts': imports('@vivavoce/server'),
    }),
    ['packages', 'evaluation', 'samples', 'training', 'examples'],
  );
  const walls = found.violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort();
  assert.deepEqual(walls, [
    'cli-trains-nothing: packages/cli/src/trains.ts',
    'console-speaks-http: packages/console/src/queries.ts',
    'contract-imports-nothing: packages/contract/src/knows.ts',
    'engine-knows-no-platform: packages/engine/src/serves.ts',
    'engine-without-http-or-database: packages/engine/src/asks.ts',
    'evaluation-beside-the-server: evaluation/src/serves.ts',
    'examples-use-what-users-have: examples/checks.mjs',
    'report-knows-the-contract-and-the-texts-only: packages/report/src/analyses.ts',
    'samples-beside-the-server: samples/serves.ts',
    'sdk-knows-the-contract-only: packages/sdk/src/analyses.ts',
    'server-below-cli: packages/server/src/trains.ts',
    'texts-know-the-contract-only: packages/texts/src/analyses.ts',
    'training-beside-the-server: training/serves.ts',
  ]);
});

test('texts that the console has no use for are seen on their way into it', async () => {
  const value = 'export const a = 1;\nexport type A = number;\n';
  const found = await cruiseTree(
    tree({
      'packages/texts/src/report.ts': value,
      'packages/texts/src/en/document.ts': value,
      'packages/texts/src/en/console/index.ts': value,
      'packages/texts/src/console.ts':
        "import { a } from './en/console/index.ts';\nimport type { A } from './en/document.ts';\nexport const b: A = a;\n",
      'packages/texts/src/en/console/steals.ts': "import { a } from '../document.ts';\nexport const b = a;\n",
      'packages/console/src/steals.ts':
        "import { a } from '../../texts/src/report.ts';\nexport const b = a;\n",
    }),
    ['packages'],
  );
  assert.deepEqual(rulesBroken(found).toSorted(), [
    'console-loads-its-own-texts-only: packages/console/src/steals.ts -> packages/texts/src/report.ts',
    'console-loads-its-own-texts-only: packages/texts/src/en/console/steals.ts -> packages/texts/src/en/document.ts',
  ]);
});

test('a wrong import inside a room is seen', async () => {
  const found = await cruiseTree(
    tree({
      'packages/engine/src/models/weights.ts': 'export const weights = 1;\nexport type Weights = number;\n',
      'packages/engine/src/measures/loads.ts':
        "import { weights } from '../models/weights.ts';\nexport const b = weights;\n",
      'packages/engine/src/measures/names.ts':
        "import type { Weights } from '../models/weights.ts';\nexport type B = Weights;\n",
      'packages/engine/src/report/decodes.ts': "import av from 'mediabunny';\nexport const b = av;\n",
      'packages/server/src/http/queries.ts': "import pg from 'pg';\nexport const b = pg;\n",
      'packages/server/src/round.ts': "import { b } from './and-round.ts';\nexport const c = b;\n",
      'packages/server/src/and-round.ts': "import { c } from './round.ts';\nexport const b = c;\n",
      'packages/server/src/nowhere.ts': "import { b } from './missing.ts';\nexport const c = b;\n",
    }),
    ['packages'],
  );
  assert.deepEqual(
    rulesBroken(found)
      .map((line) => line.replace(/ -> .*/, ''))
      .sort(),
    [
      'everything-resolves: packages/server/src/nowhere.ts',
      'measures-load-no-models: packages/engine/src/measures/loads.ts',
      'media-libraries-in-the-decode-process-only: packages/engine/src/report/decodes.ts',
      'no-circles: packages/server/src/and-round.ts',
      'routes-hold-no-sql: packages/server/src/http/queries.ts',
    ],
  );
});

test('an engine folder that imports its own level or one above is seen, one that imports below is not', async () => {
  const imports = (from: string) => `import { a } from '${from}';\nexport const b = a;\n`;
  const source = 'packages/engine/src';
  const wrong: Record<string, string> = {
    'models/up.ts': '../measures/a.ts',
    'errors.ts': './media/a.ts',
    'progress.ts': './models/a.ts',
    'media/up.ts': '../speech/a.ts',
    'speech/words/up.ts': '../../measures/a.ts',
    'measures/beside.ts': '../endpoints/a.ts',
    'candidate/up.ts': '../scales/a.ts',
    'endpoints/up.ts': '../rubric/a.ts',
    'scales/up.ts': '../report/a.ts',
    'stored-analysis/up.ts': '../result/a.ts',
    'rubric/up.ts': '../model-selection/a.ts',
    'report/up.ts': '../modes/a.ts',
    'answers/up.ts': '../result/a.ts',
    'result/tests.ts': '../testing/a.ts',
    'model-selection/up.ts': '../modes/a.ts',
    'modes/up.ts': '../analyze.ts',
    'analyze.ts': './engine.ts',
    'engine.ts': './index.ts',
    'index.ts': './testing/a.ts',
  };
  const folders = Object.values(wrong).flatMap((path) => path.match(/[a-z-]+(?=\/a\.ts$)/)?.[0] ?? []);
  const files = Object.fromEntries([
    ...folders.map((folder) => [`${source}/${folder}/a.ts`, 'export const a = 1;\n']),
    ...Object.entries(wrong).map(([path, from]) => [`${source}/${path}`, imports(from)]),
    [`${source}/modes/down.ts`, imports('../result/a.ts')],
    [`${source}/media/up.test.ts`, imports('../speech/a.ts')],
  ]);
  const found = await cruiseTree(tree(files), ['packages']);
  const seen = rulesBroken(found).map((line) => line.replace(/ -> .*/, ''));
  assert.deepEqual(
    seen.filter((line) => line.startsWith('engine-')).sort(),
    ENGINE_RULES.map((rule, at) => `${rule}${source}/${Object.keys(wrong)[at]}`).sort(),
  );
});

const ENGINE_RULES = [
  'engine-models-imports-downwards: ',
  'engine-errors-imports-downwards: ',
  'engine-progress-imports-downwards: ',
  'engine-media-imports-downwards: ',
  'engine-speech-imports-downwards: ',
  'engine-measures-imports-downwards: ',
  'engine-candidate-imports-downwards: ',
  'engine-endpoints-imports-downwards: ',
  'engine-scales-imports-downwards: ',
  'engine-stored-analysis-imports-downwards: ',
  'engine-rubric-imports-downwards: ',
  'engine-report-imports-downwards: ',
  'engine-answers-imports-downwards: ',
  'engine-result-imports-downwards: ',
  'engine-model-selection-imports-downwards: ',
  'engine-modes-imports-downwards: ',
  'engine-analyze-imports-downwards: ',
  'engine-engine-imports-downwards: ',
  'engine-index-imports-downwards: ',
];

test('an import against the levels of the server is seen', async () => {
  const imports = (from: string) => `import { b } from '${from}';\nexport const c = b;\n`;
  const part = 'export const b = 1;\n';
  const found = await cruiseTree(
    tree({
      'packages/server/src/ids.ts': part,
      'packages/server/src/store/store.ts': part,
      'packages/server/src/tenants/tenants.ts': imports('../store/store.ts'),
      'packages/server/src/tenants/keys.ts':
        "import { b } from '../ids.ts';\nexport { c } from './tenants.ts';\nb;\n",
      'packages/server/src/accounts/caller.ts': part,
      'packages/server/src/tenants/callers.ts': imports('../accounts/caller.ts'),
      'packages/server/src/webhooks/accounts.ts': imports('../accounts/caller.ts'),
      'packages/server/src/runs/main.ts': imports('../server.ts'),
      'packages/server/src/server.ts': "import './runs/main.ts';\nexport const b = 1;\n",
      'packages/server/src/runs/main.test.ts': imports('../server.ts'),
      'packages/server/src/config.ts': imports('./store/store.ts'),
      'packages/server/src/newcomer/store.ts': imports('../store/store.ts'),
    }),
    ['packages'],
  );
  assert.deepEqual(
    rulesBroken(found)
      .filter((line) => !line.startsWith('no-circles'))
      .sort(),
    [
      'server-folders-have-a-level: packages/server/src/newcomer/store.ts -> packages/server/src/store/store.ts',
      'server-folders-import-lower-levels: packages/server/src/runs/main.ts -> packages/server/src/server.ts',
      'server-folders-import-lower-levels: packages/server/src/tenants/callers.ts -> packages/server/src/accounts/caller.ts',
      'server-folders-import-lower-levels: packages/server/src/webhooks/accounts.ts -> packages/server/src/accounts/caller.ts',
      'server-ground-imports-no-folder: packages/server/src/config.ts -> packages/server/src/store/store.ts',
    ],
  );
});

test('no rule of the checker goes untested', () => {
  const { forbidden } = createRequire(import.meta.url)(RULES) as { forbidden: { name: string }[] };
  const tests = readFileSync(fileURLToPath(import.meta.url), 'utf8');
  assert.deepEqual(
    forbidden.map(({ name }) => name).filter((name) => !tests.includes(`'${name}: `)),
    [],
  );
});
