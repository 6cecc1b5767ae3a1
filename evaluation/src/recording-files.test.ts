import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordingFiles } from './recording-files.ts';

test('the truth beside a recording is not taken for the recording', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-recordings-'));
  try {
    for (const name of ['b.json', 'b.rttm', 'b.OPUS', 'a.wav', 'notes.txt'])
      await writeFile(join(folder, name), '');
    assert.deepEqual(await recordingFiles(folder), [join(folder, 'a.wav'), join(folder, 'b.OPUS')]);
    assert.deepEqual(await recordingFiles(join(folder, 'a.wav')), [join(folder, 'a.wav')]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
