import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { FFMPEG_SANDBOXES, healthResponseSchema } from '@vivavoce/contract';
import { startServer } from './server.ts';
import { startTestServer } from './testing/test-server.ts';
import { createTestDatabase } from './testing/test-store.ts';

afterEach(() => {
  Reflect.deleteProperty(process.env, 'VIVAVOCE_FFMPEG');
});

test('health says what confines the FFmpeg of the operator', async (t) => {
  // It is asked for its version only, which this answers as well.
  Object.assign(process.env, { VIVAVOCE_FFMPEG: '/usr/bin/true' });
  const { server } = await startTestServer(t);
  const health = healthResponseSchema.parse(await (await fetch(`${server.url}/api/v1/health`)).json());
  assert.ok(FFMPEG_SANDBOXES.includes(health.ffmpegSandbox!));
});

test('a server does not start with an FFmpeg that cannot be run, and names the setting', async (t) => {
  Object.assign(process.env, { VIVAVOCE_FFMPEG: '/no/such/program' });
  await assert.rejects(startServer(await createTestDatabase(t)), /VIVAVOCE_FFMPEG/);
});
