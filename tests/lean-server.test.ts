import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

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
