import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeRedirectPath } from './safe-redirect.ts';

test('the login redirects to the requested page, never to another site', () => {
  assert.equal(safeRedirectPath('/runs/4711?q=x'), '/runs/4711?q=x');
  for (const away of [null, '', 'runs', '//evil.example', '/\\evil.example', 'https://evil.example']) {
    assert.equal(safeRedirectPath(away), '/');
  }
});
