import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserName } from './browser-name.ts';

test('browsers are recognised although their user agents name others', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0';
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
  assert.deepEqual(browserName(edge), { browser: 'Edge', system: 'Windows' });
  assert.deepEqual(browserName(phone), { browser: 'Safari', system: 'iOS' });
  assert.deepEqual(browserName('curl/8.5.0'), { browser: null, system: null });
  assert.deepEqual(browserName(null), { browser: null, system: null });
});
