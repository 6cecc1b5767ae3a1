import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dictionary } from 'cmu-pronouncing-dictionary';
import { dictionaryEntry } from './pronouncing-dictionary.ts';

describe('the pronouncing dictionary', () => {
  it('gives every entry of the package', () => {
    for (const [written, sounds] of Object.entries(dictionary)) {
      const [, word = written, variant = '1'] = /^(.+)\((\d+)\)$/.exec(written) ?? [];
      assert.equal(dictionaryEntry(word, Number(variant)), sounds, written);
    }
  });

  it('has nothing for words and variants that the package lacks', () => {
    for (const word of ['', ' ', '!', 'vivavoce', 'zzzz', '__proto__', '\uffff', 'A', '"', '\n  "'])
      assert.equal(dictionaryEntry(word), undefined, word);
    assert.equal(dictionaryEntry('read', 3), undefined);
    assert.equal(dictionaryEntry('read', 0), undefined);
  });
});
