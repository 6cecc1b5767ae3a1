import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fastify } from 'fastify';
import { pino } from 'pino';
import { warnOfUnknownProxies } from './unknown-proxies.ts';

/** Sends requests from 127.0.0.1 with some headers. @returns what is logged. */
async function logOf(trustedProxies: string[], requests: Record<string, string>[]): Promise<string> {
  const lines: string[] = [];
  const logger = pino({}, { write: (line) => lines.push(line) });
  const app = fastify();
  app.addHook('onRequest', warnOfUnknownProxies({ config: { trustedProxies }, logger }));
  app.get('/', () => 'ok');
  for (const headers of requests) assert.equal((await app.inject({ url: '/', headers })).statusCode, 200);
  await app.close();
  return lines.join('');
}

it('a proxy that the configuration does not name is warned of once, at its first request', async () => {
  const forwarded = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' };
  const log = await logOf(['10.0.0.0/8'], [{}, forwarded, forwarded, { forwarded: 'for=192.0.2.1' }]);
  assert.equal(log.split('VIVAVOCE_TRUSTED_PROXIES').length - 1, 1);
  assert.ok(log.includes('127.0.0.1') && !log.includes('192.0.2.1'));
  assert.equal(await logOf(['127.0.0.0/8'], [forwarded]), '');
  assert.equal(await logOf([], [{ 'user-agent': 'x' }]), '');
});
