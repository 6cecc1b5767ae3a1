import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { expectRefusal, startTestServer } from '../testing/test-server.ts';
import { temporaryFolder } from '../testing/test-store.ts';

/** A server with a console of a few files. */
async function withConsole(t: TestContext) {
  const consoleDir = await temporaryFolder(t);
  await mkdir(join(consoleDir, 'assets'));
  await writeFile(join(consoleDir, 'index.html'), '<!doctype html>the console');
  await writeFile(join(consoleDir, '.source-digest'), 'secret');
  await mkdir(join(consoleDir, 'docs/compliance'), { recursive: true });
  await writeFile(join(consoleDir, 'docs/index.html'), '<!doctype html>the documentation');
  await writeFile(join(consoleDir, 'docs/compliance/index.html'), '<!doctype html>compliance');
  await writeFile(join(consoleDir, 'assets/main-abc.js'), '"plain"');
  await writeFile(join(consoleDir, 'assets/main-abc.js.br'), 'compressed');
  const { server } = await startTestServer(t, {}, {}, { consoleDir });
  return (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init);
}

test('every path of a page gets the page, with a policy that lets no inline script run', async (t) => {
  const get = await withConsole(t);
  for (const path of ['/', '/runs', '/runs/123?x=a.b', '/administration/keys']) {
    const response = await get(path);
    assert.equal(response.status, 200, path);
    assert.match(await response.text(), /the console/, path);
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self';/);
    assert.match(policy, /default-src 'none'/);
    assert.equal(response.headers.get('cache-control'), 'no-cache');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  }
});

test('files whose names change with their content are kept for ever, and go compressed', async (t) => {
  const get = await withConsole(t);
  const plain = await get('/assets/main-abc.js', { headers: { 'accept-encoding': 'identity' } });
  assert.equal(await plain.text(), '"plain"');
  assert.match(plain.headers.get('cache-control') ?? '', /immutable/);
  const head = await get('/assets/main-abc.js', { method: 'HEAD', headers: { 'accept-encoding': 'br' } });
  assert.equal(head.headers.get('content-encoding'), 'br');
});

test('the API keeps its own answers, and a missing file is missing', async (t) => {
  const get = await withConsole(t);
  await expectRefusal(await get('/api/v1/nothing'), 'NOT_FOUND');
  await expectRefusal(await get('/api'), 'NOT_FOUND');
  await expectRefusal(await get('/api/v1/health', { method: 'DELETE' }), 'METHOD_NOT_ALLOWED');
  await expectRefusal(await get('/assets/gone.js'), 'NOT_FOUND');
  await expectRefusal(await get('/.source-digest'), 'NOT_FOUND');
  await expectRefusal(await get('/runs', { method: 'POST' }), 'NOT_FOUND');
});

test('the documentation is served beside it, its folders with and without a slash, and without scripts', async (t) => {
  const get = await withConsole(t);
  for (const path of ['/docs', '/docs/', '/docs/index.html']) {
    const response = await get(path);
    assert.match(await response.text(), /the documentation/, path);
    assert.equal(response.url.endsWith('/docs'), false);
    assert.match(response.headers.get('content-security-policy') ?? '', /script-src 'self';/);
  }
  assert.match(await (await get('/docs/compliance/')).text(), /compliance/);
  await expectRefusal(await get('/docs/gone.html'), 'NOT_FOUND');
});
