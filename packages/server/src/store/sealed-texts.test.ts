import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createKeyring } from './keyring.ts';
import { SealedTextError, sealedTexts } from './sealed-texts.ts';

const newKey = (): string => randomBytes(32).toString('base64');

describe('texts about people', () => {
  it('stay as they are without a key, and come back with one', () => {
    const [plain, sealed] = [sealedTexts(null), sealedTexts(createKeyring([newKey()]))];
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const json = JSON.stringify({ text });
        assert.equal(plain.seal('run', json), json);
        assert.equal(plain.open('run', json), json);
        const stored = sealed.seal('run', json);
        assert.equal(sealed.open('run', stored), json);
        assert.ok(!stored.includes('text'));
      }),
    );
  });

  it('do not open when a sign was changed, for another owner, or plain where there is a key', () => {
    const sealed = sealedTexts(createKeyring([newKey()]));
    const stored = sealed.seal('run', '{"text":"my name is Zacharias"}');
    for (let at = 5; at < stored.length - 3; at += 1) {
      const changed = stored.slice(0, at) + (stored[at] === 'A' ? 'B' : 'A') + stored.slice(at + 1);
      assert.throws(() => sealed.open('run', changed), SealedTextError);
    }
    assert.throws(() => sealed.open('another run', stored), SealedTextError);
    assert.throws(() => sealed.open('run', '{}'), /reencrypt/);
    assert.throws(() => sealedTexts(null).open('run', stored), /VIVAVOCE_SECRET_KEY/);
  });

  it('open with any key that is there and are written with the newest', () => {
    const [older, newer] = [newKey(), newKey()];
    const before = sealedTexts(createKeyring([older])).seal('run', '1');
    const both = sealedTexts(createKeyring([newer, older]));
    assert.equal(both.open('run', before), '1');
    assert.deepEqual(
      [before.startsWith(both.mark), both.seal('run', '1').startsWith(both.mark)],
      [false, true],
    );
    assert.equal(sealedTexts(createKeyring([newer])).open('run', both.seal('run', '2')), '2');
    assert.throws(() => sealedTexts(createKeyring([newer])).open('run', before), /VIVAVOCE_SECRET_KEY/);
  });
});
