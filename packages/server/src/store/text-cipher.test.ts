import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createKeyring } from './keyring.ts';
import { createTextCipher, TextDecryptionError } from './text-cipher.ts';

const newKey = (): string => randomBytes(32).toString('base64');

describe('texts about people', () => {
  it('stay as they are without a key, and come back with one', () => {
    const [plain, encrypted] = [createTextCipher(null), createTextCipher(createKeyring([newKey()]))];
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const json = JSON.stringify({ text });
        assert.equal(plain.encrypt('run', json), json);
        assert.equal(plain.decrypt('run', json), json);
        const stored = encrypted.encrypt('run', json);
        assert.equal(encrypted.decrypt('run', stored), json);
        assert.ok(!stored.includes('text'));
      }),
    );
  });

  it('do not open when a sign was changed, for another owner, or plain where there is a key', () => {
    const encrypted = createTextCipher(createKeyring([newKey()]));
    const stored = encrypted.encrypt('run', '{"text":"my name is Zacharias"}');
    for (let at = 5; at < stored.length - 3; at += 1) {
      const changed = stored.slice(0, at) + (stored[at] === 'A' ? 'B' : 'A') + stored.slice(at + 1);
      assert.throws(() => encrypted.decrypt('run', changed), TextDecryptionError);
    }
    assert.throws(() => encrypted.decrypt('another run', stored), TextDecryptionError);
    assert.throws(() => encrypted.decrypt('run', '{}'), /reencrypt/);
    assert.throws(() => createTextCipher(null).decrypt('run', stored), /VIVAVOCE_SECRET_KEY/);
  });

  it('open with any key that is there and are written with the newest', () => {
    const [older, newer] = [newKey(), newKey()];
    const before = createTextCipher(createKeyring([older])).encrypt('run', '1');
    const both = createTextCipher(createKeyring([newer, older]));
    assert.equal(both.decrypt('run', before), '1');
    assert.deepEqual(
      [before.startsWith(both.prefix), both.encrypt('run', '1').startsWith(both.prefix)],
      [false, true],
    );
    assert.equal(createTextCipher(createKeyring([newer])).decrypt('run', both.encrypt('run', '2')), '2');
    assert.throws(
      () => createTextCipher(createKeyring([newer])).decrypt('run', before),
      /VIVAVOCE_SECRET_KEY/,
    );
  });
});
