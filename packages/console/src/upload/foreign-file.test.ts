import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { isForeignFile } from './foreign-file.ts';

/** The same speech in every format that the server reads. */
const FIXTURES = join(import.meta.dirname, '../../../../samples/fixtures');

test('documents, archives, pictures and texts are no recordings', async () => {
  const foreign = [
    '%PDF-1.7\n%âãÏÓ',
    'PK\u0003\u0004',
    'name;score\nDaniel;3.2\n',
    `<!doctype html><title>Träume</title>${'ä'.repeat(3000)}`,
  ];
  for (const text of foreign) assert.ok(await isForeignFile(new Blob([text])), text.slice(0, 20));
  assert.ok(await isForeignFile(new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])])), 'JPEG');
});

test('nothing else is held back, whatever the browser makes of it', async () => {
  const recordings = (await readdir(FIXTURES)).filter((name) => name.startsWith('speech.'));
  assert.ok(recordings.length > 8);
  for (const name of recordings) {
    assert.ok(!(await isForeignFile(await openAsBlob(join(FIXTURES, name)))), name);
  }
  assert.ok(!(await isForeignFile(new Blob([]))), 'an empty file has an error of its own');
});
