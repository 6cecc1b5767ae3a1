import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_RECORDING_PARTS } from '@vivavoce/contract';
import { parseLinks } from './recording-links.ts';

test('each line is a link, in order; blank ones are none', () => {
  const links = parseLinks(' https://example.com/1.mp3?a=b \n\nhttps://example.com/2.mp3\n');
  assert.deepEqual(typeof links === 'string' ? links : links.map(({ href }) => href), [
    'https://example.com/1.mp3?a=b',
    'https://example.com/2.mp3',
  ]);
  assert.deepEqual(parseLinks('  \n'), []);
});

test('what is no address, and more links than a recording has parts, is refused', () => {
  for (const text of [
    'interview.mp3',
    'https://example.com/1.mp3\nftp://example.com/2.mp3',
    'javascript:x',
  ]) {
    assert.equal(parseLinks(text), 'address', text);
  }
  const many = new Array<string>(MAX_RECORDING_PARTS + 1).fill('https://example.com/1.mp3').join('\n');
  assert.equal(parseLinks(many), 'count');
});
