import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { send, shareTestServer, startTestServer } from '../testing/test-server.ts';

describe('answers', { concurrency: true }, () => {
  it('let pages run no script of their own, be framed by nobody and be kept nowhere', async (t) => {
    const at = await shareTestServer(t);
    for (const path of ['/credits', '/speech/runs', '/nothing', '/session', '/admin/clients']) {
      const { headers } = await send(at, path);
      const policy = headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'self'/);
      assert.match(policy, /script-src 'self';/);
      assert.doesNotMatch(policy, /script-src[^;]*unsafe/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.match(headers.get('cache-control') ?? '', /no-store/, path);
    }
  });

  it('are closed to pages of other sites', async (t) => {
    const at = await shareTestServer(t);
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'GET' };
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await send(at, '/credits', { method, headers });
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
    }
  });

  it('are open to the sites of the configuration, without cookies', async (t) => {
    const at = await startTestServer(t, { corsOrigins: ['https://hr.example.com'] });
    const ask = (origin: string, method = 'GET') =>
      send(at, '/credits', { method, headers: { origin, 'access-control-request-method': 'GET' } });
    const allowed = await ask('https://hr.example.com');
    assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://hr.example.com');
    assert.equal(allowed.headers.get('access-control-allow-credentials'), null);
    const preflight = await ask('https://hr.example.com', 'OPTIONS');
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /X-API-Key/);
    assert.equal((await ask('https://evil.example')).headers.get('access-control-allow-origin'), null);
  });
});
