import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

/** What a process has in memory that has imported a module. */
interface Loaded {
  /** Addresses of JavaScript. */
  readonly modules: readonly string[];
  readonly libraries: readonly string[];
}

const PROGRAM = `import { registerHooks } from 'node:module';
  const modules = [];
  registerHooks({ load(url, context, next) { modules.push(url); return next(url, context); } });
  await import(process.argv[1]);
  console.log(JSON.stringify({ modules, libraries: process.report.getReport().sharedObjects }));`;

function load(module: string): Loaded {
  const args = ['--input-type=module', '-e', PROGRAM, module];
  const options = { encoding: 'utf8', cwd: import.meta.dirname, maxBuffer: 2 ** 26 } as const;
  return JSON.parse(execFileSync(process.execPath, args, options)) as Loaded;
}

const server = load('@vivavoce/server');
const loadsModels = ({ libraries }: Loaded) => libraries.some((path) => path.includes('onnxruntime'));
const drawsPdfs = ({ modules }: Loaded) => modules.some((url) => url.includes('/node_modules/pdfkit/'));

test('the process that serves HTTP does not load the libraries of the models', () => {
  assert.ok(!loadsModels(server));
  assert.ok(loadsModels(load('@vivavoce/engine')), 'and the test would see it');
});

test('the process that serves HTTP does not load what draws PDFs', () => {
  assert.ok(!drawsPdfs(server));
  assert.ok(drawsPdfs(load('@vivavoce/report/pdf')), 'and the test would see it');
});
