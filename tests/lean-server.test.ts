import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

/** Whether a process that imports a module has run a package's code. */
function loads(module: string, path: string): boolean {
  const program = `import { registerHooks } from 'node:module';
    let isLoaded = false;
    registerHooks({ load(url, context, next) { isLoaded ||= url.includes('${path}'); return next(url, context); } });
    await import('${module}'); console.log(isLoaded);`;
  const args = ['--input-type=module', '-e', program];
  return (
    execFileSync(process.execPath, args, { encoding: 'utf8', cwd: import.meta.dirname }).trim() === 'true'
  );
}

/** The native libraries in a process that imports a module, as Node reports them. */
function librariesOf(module: string): string[] {
  const program = `await import('${module}'); console.log(JSON.stringify(process.report.getReport().sharedObjects));`;
  const args = ['--input-type=module', '-e', program];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', cwd: import.meta.dirname }));
}

const loadsModels = (module: string) => librariesOf(module).some((path) => path.includes('onnxruntime'));

test('the process that serves HTTP does not load the libraries of the models', () => {
  assert.ok(!loadsModels('@vivavoce/server'));
  assert.ok(loadsModels('@vivavoce/engine'), 'and the test would see it');
});

test('the process that serves HTTP does not load what draws PDFs', () => {
  assert.ok(!loads('@vivavoce/server', '/node_modules/pdfkit/'));
  assert.ok(loads('@vivavoce/report/pdf', '/node_modules/pdfkit/'), 'and the test would see it');
});
