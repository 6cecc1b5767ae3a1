import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { EMPTY_SUBMISSION_FORM, submitCurlCommand, toSubmitFields } from './submission.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

test('empty fields are left out', () => {
  assert.deepEqual(toSubmitFields(EMPTY_SUBMISSION_FORM, NOW), { language: 'en' });
  assert.deepEqual(toSubmitFields(EMPTY_SUBMISSION_FORM, NOW, 'de'), {
    language: 'en',
    reportLanguage: 'de',
  });
});

test('tags, metadata, candidate and notice are sent in the fields of the API', () => {
  const form = {
    ...EMPTY_SUBMISSION_FORM,
    candidate: ' Ada ',
    tags: 'a, b,,',
    metadata: 'role: planner\nno colon\n: empty\nurl: http://x',
    noticeVersion: '2026-1',
  };
  assert.deepEqual(toSubmitFields(form, NOW), {
    language: 'en',
    tags: ['a', 'b'],
    metadata: { role: 'planner', url: 'http://x', candidate: 'Ada' },
    consent: { noticeVersion: '2026-1', at: '2026-03-01T12:00:00.000Z' },
  });
});

test('the shell command is quoted correctly for any input', () => {
  const typed = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(typed, (externalId) => {
      const command = submitCurlCommand({ externalId }, ['a file.mp3'], 'http://localhost').replace(
        /^curl .*\\\n/,
        'printf "%s\\n" ',
      );
      const printed = execFileSync('sh', ['-c', command], { encoding: 'utf8' });
      assert.ok(printed.includes(`externalId=${externalId}`));
    }),
    { numRuns: 20 },
  );
});
