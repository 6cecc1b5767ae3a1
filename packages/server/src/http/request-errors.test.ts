import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceErrorOf } from './request-errors.ts';

test('a database or a bucket that packets do not reach is a reason to try again, not a fault', () => {
  const errors = [
    ...['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', '25P03'].map((code) =>
      Object.assign(new Error(code), { code }),
    ),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated due to connection timeout'),
  ];
  for (const error of errors) assert.equal(serviceErrorOf(error).code, 'SERVICE_WARMING_UP', error.message);
  assert.equal(serviceErrorOf(new Error('anything else')).code, 'INTERNAL_ERROR');
});
