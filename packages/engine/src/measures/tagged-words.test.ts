import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { loadLexicon } from '../models/lexicon.ts';
import { utteranceOf } from './spoken-words.ts';
import { isContentWord, isName, levelOf, tagWords } from './tagged-words.ts';

const lexicon = await loadLexicon();
const tagged = (line: string) => tagWords(utteranceOf(line).words, lexicon);

describe('tagWords', () => {
  it('tells part of speech and lemma, a contraction by its first part', () => {
    assert.deepEqual(
      tagged("We don't sell houses.").map(({ form, pos, lemma }) => [form, pos, lemma]),
      [
        ['we', 'PRON', 'we'],
        ["don't", 'AUX', 'do'],
        ['sell', 'VERB', 'sell'],
        ['houses', 'NOUN', 'house'],
      ],
    );
  });

  it('keeps every entry that is a word once, in order, whatever stands around it', () => {
    const entry = fc.constantFrom(
      'I',
      "it's",
      '"Hello,"',
      '-',
      '...',
      '2,000',
      'e-mail',
      'O’Brien',
      '$5',
      'a.m.',
      'gonna',
      '…',
    );
    fc.assert(
      fc.property(fc.array(entry), (texts) => {
        const { words } = utteranceOf(texts.join(' '));
        const said = words.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
        assert.deepEqual(
          tagWords(words, lexicon).map(({ word }) => word),
          said,
        );
      }),
    );
  });
});

describe('levels', () => {
  it('are told of words, not of names, figures and what is no word', () => {
    const [we, met, kowalski, twice] = tagged('we met Kowalski 2');
    assert.equal(levelOf(we!, lexicon), 'A1');
    assert.ok(isContentWord(met!, lexicon));
    assert.ok(isName(kowalski!, lexicon) && !isContentWord(kowalski!, lexicon));
    assert.equal(levelOf(kowalski!, lexicon), null);
    assert.equal(levelOf(twice!, lexicon), null);
    assert.equal(levelOf(tagged('blorpish')[0]!, lexicon), null);
  });
});
