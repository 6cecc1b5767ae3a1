import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { mediaTypeOf, SNIFFED_BYTES } from './media-type.ts';

const FIXTURES = new URL('../../../../samples/fixtures/', import.meta.url);

test('real recordings of every format are told by their first bytes', async () => {
  const expected: Record<string, string> = {
    'speech.flac': 'audio/flac',
    'speech.m4a': 'audio/mp4',
    'speech.mkv': 'video/x-matroska',
    'speech.mov': 'video/quicktime',
    'speech.mp3': 'audio/mpeg',
    'speech.mp4': 'video/mp4',
    'speech.ogg': 'audio/ogg',
    'speech.opus': 'audio/ogg',
    'speech.wav': 'audio/wav',
    'speech.webm': 'video/webm',
  };
  for (const [name, type] of Object.entries(expected)) {
    const bytes = await readFile(new URL(name, FIXTURES));
    assert.equal(mediaTypeOf(bytes.subarray(0, SNIFFED_BYTES)).name, type, name);
  }
});

test('bare frames, short and foreign files are told apart', () => {
  const nameOf = (...bytes: number[]) => mediaTypeOf(Buffer.from(bytes)).name;
  assert.equal(nameOf(0xff, 0xfb, 0x90), 'audio/mpeg');
  assert.equal(nameOf(0xff, 0xf1, 0x50), 'audio/aac');
  assert.equal(nameOf(), 'application/octet-stream');
  assert.equal(mediaTypeOf(Buffer.from('<html><script>')).name, 'application/octet-stream');
});
