import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { describe, it } from 'node:test';
import { clientUrlFault, ForbiddenAddressError } from './client-addresses.ts';
import { isPublicAddress } from './networks.ts';
import { sendPost } from './webhooks/send.ts';

const PRIVATE = [
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '224.0.0.1',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'no address',
];

describe('an address that a client gave us', () => {
  it('is that of a public host', () => {
    for (const address of PRIVATE) assert.ok(!isPublicAddress(address), address);
    for (const address of ['1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8']) {
      assert.ok(isPublicAddress(address), address);
    }
  });

  it('cannot be written so that a private one passes', () => {
    const hosts = PRIVATE.slice(0, -1).map((host) => (host.includes(':') ? `[${host}]` : host));
    const disguised = [
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '127.1',
      'localhost',
      'LOCALHOST',
      'localhost.',
      'db.localhost',
      'LocalHost.',
      'localhost..',
      'localhost.localdomain',
      'localhost6.localdomain6',
      'ip6-loopback',
      'printer.local',
      'metadata.google.internal.',
      'nas.home.arpa',
      '127.0.0.1.',
      '１２７.0.0.1',
    ];
    for (const host of [...hosts, ...disguised]) assert.ok(clientUrlFault(`https://${host}/hook`, []), host);
    for (const url of [
      '',
      'x',
      'http://example.com/',
      'ftp://example.com/',
      'https://a:b@example.com/',
      `https://example.com/${'x'.repeat(2000)}`,
    ]) {
      assert.ok(clientUrlFault(url, []), url);
    }
    assert.equal(clientUrlFault('https://example.com:8443/hook?x=1', []), null);
    assert.equal(clientUrlFault('http://10.1.2.3/hook', ['10.0.0.0/8']), null);
    assert.equal(clientUrlFault('http://hooks.internal/', ['10.0.0.0/8']), null);
    assert.ok(clientUrlFault('http://localhost./', ['10.0.0.0/8']));
    assert.ok(
      clientUrlFault('http://8.8.8.8/hook', ['10.0.0.0/8']),
      'without encryption to the own networks only',
    );
  });

  it('is judged again when its name is resolved', async () => {
    // A machine's own name leads to an address of its own, as a name does whose owner wants to reach into the network.
    const url = `https://${hostname()}:1/`;
    assert.equal(clientUrlFault(url, []), null);
    await assert.rejects(sendPost(url, '', {}, []), (error) => {
      assert.ok(
        error instanceof ForbiddenAddressError || (error as { code?: string }).code === 'ENOTFOUND',
        String(error),
      );
      return true;
    });
  });
});
