import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isAddressOrRange, isInNetworks } from './networks.ts';

describe('networks', () => {
  it('are single addresses and ranges, and nothing else', () => {
    for (const text of ['10.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '::1', '2001:db8::/32'])
      assert.ok(isAddressOrRange(text), text);
    for (const text of [
      '',
      '10.0.0.0/33',
      '::/129',
      '10.0.0',
      'localhost',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      'fe80::1%eth0',
    ]) {
      assert.ok(!isAddressOrRange(text), text);
    }
  });

  it('hold the addresses whose first bits they share, however these are written', () => {
    const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    const bits = (address: readonly number[]) => address.map((n) => n.toString(2).padStart(8, '0')).join('');
    fc.assert(
      fc.property(octets, octets, fc.integer({ min: 0, max: 32 }), (one, other, prefix) => {
        const network = `${one.join('.')}/${prefix}`;
        const expected = bits(one).slice(0, prefix) === bits(other).slice(0, prefix);
        assert.equal(isInNetworks(other.join('.'), [network]), expected);
        assert.equal(isInNetworks(`::ffff:${other.join('.')}`, [network]), expected);
        assert.equal(isInNetworks(one.join('.'), ['2001:db8::/32', network]), true);
      }),
    );
    assert.ok(isInNetworks('2001:db8:1::5', ['2001:db8::/32']));
    assert.ok(!isInNetworks('2001:db9::5', ['2001:db8::/32']));
    assert.ok(!isInNetworks('garbage', ['0.0.0.0/0', '::/0']));
  });
});
