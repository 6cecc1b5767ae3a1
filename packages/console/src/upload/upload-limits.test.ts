import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkUploadLimits, creditCost, limitsInWords } from './upload-limits.ts';

const LIMITS = { maxUploadBytes: 2_000_000, minDurationMs: 90_000, maxDurationMs: 600_000 };

test('a started minute costs a credit', () => {
  assert.deepEqual([1, 60_000, 60_001, 276_860].map(creditCost), [1, 1, 2, 5]);
});

test('the limits of the server are inclusive, one step beyond is reported before the upload', () => {
  const { maxUploadBytes, minDurationMs, maxDurationMs } = LIMITS;
  const check = (bytes: number, durationMs: number | null) =>
    checkUploadLimits({ bytes, durationMs }, LIMITS);
  assert.equal(check(maxUploadBytes, minDurationMs), null);
  assert.equal(check(1000, maxDurationMs), null);
  assert.equal(check(maxUploadBytes + 1, null), 'FILE_TOO_LARGE');
  assert.equal(check(1000, minDurationMs - 1), 'AUDIO_TOO_SHORT');
  assert.equal(check(1000, maxDurationMs + 1), 'AUDIO_TOO_LONG');
});

test('an unknown duration is left to the server', () => {
  assert.equal(checkUploadLimits({ bytes: 1000, durationMs: null }, LIMITS), null);
});

test('limits are shown in minutes and MiB', () => {
  assert.deepEqual(limitsInWords({ ...LIMITS, maxUploadBytes: 100 * 1024 * 1024 }, String), {
    minimum: '1.5',
    maximum: '10',
    size: '100',
  });
});
