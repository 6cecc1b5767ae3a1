import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isBreached, measureFuzz } from './fuzz.ts';

it('valid, near-valid and hostile requests find no fault, no leak, no answer outside its schema, no wrong list', async () => {
  const figures = await measureFuzz(200, 3);
  assert.ok(!isBreached(figures), JSON.stringify(figures, null, 2));
});
