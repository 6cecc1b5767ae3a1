import assert from 'node:assert/strict';
import { test } from 'node:test';
import { undocumentedCalls } from './documented-calls.ts';

test('a call is documented if an operation has its method and path', () => {
  assert.deepEqual(undocumentedCalls(['GET /api/v1/credits', 'GET /api/v1/speech/analyze/4711/history']), []);
  const calls = [
    'DELETE /api/v1/credits',
    'GET /api/v1/credit',
    'GET /api/v1/speech/analyze/4711/history/x/y',
  ];
  assert.deepEqual(undocumentedCalls(calls), calls);
});
