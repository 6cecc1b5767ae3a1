import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withOwnBuffers } from './own-buffers.ts';

test('an answer is the same, and holds nothing of the message that it came in', () => {
  const message = new ArrayBuffer(4096);
  const view = new Float32Array(message, 8, 3).fill(0.25);
  const whole = new Float32Array(4).fill(1);
  const answer = { name: 'piece', missing: null, windows: [{ startMs: 4, coordinates: view }], whole };
  const own = withOwnBuffers(answer);
  assert.deepEqual(own, answer);
  assert.equal(own.windows[0]?.coordinates.buffer.byteLength, 12);
  assert.equal(own.whole, whole, 'what is whole is not copied');
});
