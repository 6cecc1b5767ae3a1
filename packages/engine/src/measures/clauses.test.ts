import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { loadLexicon } from '../models/lexicon.ts';
import { clauseBoundaries } from './clauses.ts';
import { wordsOf } from './timeline.fixture.ts';

const lexicon = await loadLexicon();

/** The line with a bar in every gap between words where a clause ends. */
function marked(line: string): string {
  const words = wordsOf(line);
  const boundaries = clauseBoundaries(words, lexicon);
  return words
    .map(({ text }, at) => (boundaries[at] && at + 1 < words.length ? `${text} |` : text))
    .join(' ');
}

describe('clauseBoundaries', () => {
  for (const expected of [
    'I work in a hotel',
    'I like it | because it rains',
    'I came home. | It was late',
    'we planned the trucks | and I called them',
    'bread and butter',
    'it was so good',
    'yes | we do',
    'I was ill | so I stayed at home',
    'when I was young | we lived there',
    'I asked her | who called',
    'well, | um | I think',
    'I went um to the shop',
  ]) {
    it(`finds the ends in "${expected}"`, () =>
      assert.equal(marked(expected.replaceAll(' |', '')), expected));
  }

  it('answers for every word, and with true at the end of a turn', () => {
    const line = fc.array(
      fc.constantFrom('I', 'um', 'and', 'work', 'because', 'there.', '-', 'she', "it's"),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(line, (texts) => {
        const boundaries = clauseBoundaries(wordsOf(texts.join(' ')), lexicon);
        assert.equal(boundaries.length, texts.length);
        assert.equal(boundaries.at(-1), true);
      }),
    );
  });
});
