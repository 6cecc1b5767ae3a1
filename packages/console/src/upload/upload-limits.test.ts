import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkUploadLimits, creditCost, UPLOAD_LIMITS } from './upload-limits.ts';

test('a started minute costs a credit', () => {
  assert.deepEqual([1, 60_000, 60_001, 276_860].map(creditCost), [1, 1, 2, 5]);
});

test('the limits themselves are allowed, one step beyond is told before anything is sent', () => {
  const bytes = 1000;
  assert.equal(checkUploadLimits({ bytes: UPLOAD_LIMITS.maxBytes, durationMs: UPLOAD_LIMITS.minMs }), null);
  assert.equal(checkUploadLimits({ bytes, durationMs: UPLOAD_LIMITS.maxMs }), null);
  assert.equal(checkUploadLimits({ bytes: UPLOAD_LIMITS.maxBytes + 1, durationMs: null }), 'FILE_TOO_LARGE');
  assert.equal(checkUploadLimits({ bytes, durationMs: UPLOAD_LIMITS.minMs - 1 }), 'AUDIO_TOO_SHORT');
  assert.equal(checkUploadLimits({ bytes, durationMs: UPLOAD_LIMITS.maxMs + 1 }), 'AUDIO_TOO_LONG');
});

test('a length that nobody knows is left to the server', () => {
  assert.equal(checkUploadLimits({ bytes: 1000, durationMs: null }), null);
});
