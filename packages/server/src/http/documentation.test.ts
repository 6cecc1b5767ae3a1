import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorsOf, OPERATIONS, type Operation, REQUEST_ERRORS } from '@vivavoce/contract';
import { send, shareTestServer, type TestServer } from '../testing/test-server.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Bodies that the operations which look at them first take. */
const BODIES: Readonly<Record<string, unknown>> = { createShare: { audience: 'candidate' } };

/** Asks for what an operation is about. */
function ask(
  at: TestServer,
  { id: operation, method, path }: Pick<Operation, 'path'> & { id?: string; method: string },
  id = 'x',
) {
  const json = BODIES[operation ?? ''];
  const headers = { 'content-type': 'application/json' };
  const body = json ? { body: JSON.stringify(json), headers } : {};
  return send(at, path.replace('{id}', id), { method: method.toUpperCase(), ...body });
}

describe('the OpenAPI document', { concurrency: true }, () => {
  it('holds what the server answers, method by method', async (t) => {
    const at = await shareTestServer(t);
    const paths = new Set(OPERATIONS.map(({ path }) => path));
    for (const path of paths) {
      const documented = OPERATIONS.filter((operation) => operation.path === path).map(
        ({ method }) => method,
      );
      for (const method of METHODS) {
        const response = await ask(at, { method, path });
        const isKnown = (documented as string[]).includes(method);
        assert.equal(response.status !== 405, isKnown, `${method} ${path}`);
        await response.body?.cancel();
      }
    }
  });

  it('lists every error of the table but that of methods that are not in it', () => {
    const listed = new Set(OPERATIONS.flatMap(errorsOf));
    const missing = Object.keys(REQUEST_ERRORS).filter((code) => !(listed as Set<string>).has(code));
    assert.deepEqual(missing, ['METHOD_NOT_ALLOWED']);
  });

  it('is whole, and needs nobody else to be read', async (t) => {
    const at = await shareTestServer(t);
    const response = await fetch(`${at.server.url}/api/v1/openapi.json`);
    const text = await response.text();
    const { openapi, components, paths } = JSON.parse(text);
    assert.equal(openapi, '3.1.0');
    assert.equal(Object.keys(paths).length, new Set(OPERATIONS.map(({ path }) => path)).size);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      assert.ok(components.schemas[name ?? '']);
    const docs = await fetch(`${at.server.url}/api/v1/docs`);
    assert.match(docs.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
    const page = await docs.text();
    assert.doesNotMatch(page, /<script|src=|href="http|url\(/);
    for (const { id } of OPERATIONS) assert.ok(page.includes(`id="${id}"`));
  });
});
