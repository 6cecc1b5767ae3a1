import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkUpload, creditCost, limitsInWords } from './upload-limits.ts';

const LIMITS = { maxUploadBytes: 2_000_000, minDurationMs: 90_000, maxDurationMs: 600_000 };

test('a started minute costs a credit', () => {
  assert.deepEqual([1, 60_000, 60_001, 276_860].map(creditCost), [1, 1, 2, 5]);
});

const check = (bytes: number, durationMs: number | null, available: number | null = null) =>
  checkUpload({ bytes, durationMs, isForeign: false }, LIMITS, available);

test('the limits of the server are inclusive, one step beyond is reported before the upload', () => {
  const { maxUploadBytes, minDurationMs, maxDurationMs } = LIMITS;
  assert.equal(check(maxUploadBytes, minDurationMs), null);
  assert.equal(check(1000, maxDurationMs), null);
  assert.equal(check(maxUploadBytes + 1, null), 'FILE_TOO_LARGE');
  assert.equal(check(1000, minDurationMs - 1), 'AUDIO_TOO_SHORT');
  assert.equal(check(1000, maxDurationMs + 1), 'AUDIO_TOO_LONG');
});

test('an unknown duration is left to the server', () => {
  assert.equal(check(1000, null), null);
});

test('credits that do not suffice are reported before the upload, even of an unknown duration', () => {
  assert.equal(check(1000, 181_000, 4), null);
  assert.equal(check(1000, 181_000, 3), 'INSUFFICIENT_CREDITS');
  assert.equal(check(1000, null, 2), null);
  assert.equal(check(1000, null, 1), 'INSUFFICIENT_CREDITS');
});

test('what is no recording is said to be none, whatever its size', () => {
  const file = { bytes: 1e9, durationMs: null, isForeign: true };
  assert.equal(checkUpload(file, LIMITS, null), 'UNSUPPORTED_FORMAT');
});

test('limits are shown in minutes and MiB', () => {
  assert.deepEqual(limitsInWords({ ...LIMITS, maxUploadBytes: 100 * 1024 * 1024 }, String), {
    minimum: '1.5',
    maximum: '10',
    size: '100',
  });
});
