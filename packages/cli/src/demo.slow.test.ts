import assert from 'node:assert/strict';
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LANGUAGE_SAMPLES } from '@vivavoce/samples';
import type { ReceivedRequest } from '../../engine/src/testing/fake-endpoint.ts';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));
const ENDPOINT = fileURLToPath(new URL('../../engine/src/testing/fake-endpoint-process.ts', import.meta.url));
const STAND_IN = /stand-?in/i;

it('a demonstration in another language asks the endpoints that the environment names, and starts none', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-demo-'));
  const endpoint = fork(ENDPOINT, [JSON.stringify({ known: [LANGUAGE_SAMPLES.fr] })]);
  t.after(async () => {
    endpoint.kill();
    for (const folder of [dataDir, `${dataDir}-demo`]) await rm(folder, { recursive: true, force: true });
  });
  const [url] = await once(endpoint, 'message');
  const env = {
    ...process.env,
    VIVAVOCE_DATA_DIR: dataDir,
    VIVAVOCE_TRANSCRIPTION_URL: url,
    VIVAVOCE_TRANSCRIPTION_MODEL: 'scribe-1',
    VIVAVOCE_TRANSCRIPTION_KEY: 'key of the scribe',
    VIVAVOCE_CHAT_URL: url,
    VIVAVOCE_CHAT_MODEL: 'rater-2',
    VIVAVOCE_CHAT_KEY: 'key of the rater',
  };
  const args = [PROGRAM, 'demo', '--once', '--language', 'fr'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
  assert.match(stderr, /written down by scribe-1 and judged by rater-2, as you configured/);
  assert.doesNotMatch(stdout + stderr, STAND_IN);
  assert.match(stdout, /vocabulary +\S*\d\.\d/);
  assert.match(stdout, /infirmière/);

  endpoint.send('What was asked?');
  const [requests] = (await once(endpoint, 'message')) as [ReceivedRequest[]];
  const asked = new Set(
    requests.map(({ path, authorization, fields: { model } }) => `${path} ${authorization} ${model}`),
  );
  assert.deepEqual([...asked].sort(), [
    '/v1/audio/transcriptions Bearer key of the scribe scribe-1',
    '/v1/chat/completions Bearer key of the rater rater-2',
  ]);
});
