import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const RUNTIME = new URL('./onnx-runtime.ts', import.meta.url);
const MODEL = new URL('../../weights/speaker-activity.onnx', import.meta.url);

test('ONNX Runtime keeps no id of the device and no events for its maker, whose telemetry is off', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'vivavoce-home-'));
  t.after(() => rm(home, { recursive: true }));
  const program = `
    const { InferenceSession } = await import(${JSON.stringify(RUNTIME.href)});
    await InferenceSession.create(new URL(${JSON.stringify(MODEL.href)}).pathname);
    console.log('loaded');`;
  const env = { HOME: home, PATH: process.env['PATH'] };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env,
  });
  assert.match(stdout, /loaded/);
  // Without the variable there is `.cache/Microsoft` by then.
  assert.deepEqual(await readdir(home), []);
});
