import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { vocabularyAnalysisSchema } from '@vivavoce/contract';
import fc from 'fast-check';
import { loadLexicon } from '../models/lexicon.ts';
import { utteranceOf } from './spoken-words.ts';
import { wordAt, wordsOf } from './timeline.fixture.ts';
import { vocabularyFeatures, vocabularyMeasures } from './vocabulary.ts';

const lexicon = await loadLexicon();
const measure = (line: string) => vocabularyMeasures([{ words: wordsOf(line) }], lexicon);

describe('vocabularyMeasures', () => {
  it('answers with zeros and nulls when nothing was said', () => {
    const nothing = vocabularyMeasures([], lexicon);
    assert.equal(nothing.words, 0);
    assert.equal(nothing.mtld, null);
    assert.equal(nothing.meanLogFrequency, null);
    assert.equal(nothing.bands.A1.tokens, 0);
    assert.deepEqual(nothing.advancedWords, []);
  });

  it('leaves fillers and what was taken back out, and counts forms and lemmas', () => {
    const figures = measure('um I I went and she goes, and we go');
    assert.equal(figures.words, 8);
    assert.equal(figures.types, 7);
    // i, go, and, she, we
    assert.equal(figures.lemmaTypes, 5);
  });

  it('gives bands that add up to one', () => {
    const { bands } = measure('We negotiated a comprehensive agreement about the house of my mother');
    for (const part of ['tokens', 'types'] as const) {
      const sum = Object.values(bands).reduce((total, band) => total + band[part], 0);
      assert.ok(Math.abs(sum - 1) < 1e-12);
    }
    assert.ok(bands.A1.tokens > 0.4);
  });

  it('shows the most advanced words with the first time that they were heard', () => {
    const figures = measure('the dog is reluctantly ubiquitous and 500 ubiquitous in the infrastructure');
    assert.equal(figures.advancedWords[0]?.word, 'ubiquitous');
    assert.equal(figures.advancedWords[0]?.startMs, 1200);
    assert.ok(figures.advancedWords.every(({ level }) => level >= 'B2'));
    assert.ok(!figures.advancedWords.some(({ word }) => word === 'dog'));
  });

  it('shows no name and no word that the recogniser doubts as advanced', () => {
    const doubted = { ...wordAt('ubiquitous', 0, 300), confidence: 0.2 };
    assert.deepEqual(vocabularyMeasures([{ words: [doubted] }], lexicon).advancedWords, []);
    assert.deepEqual(measure('I met Kowalski in Tokyo').advancedWords, []);
  });

  it('notices a word that is said all the time', () => {
    const line = Array.from({ length: 6 }, () => 'it is really nice and we really like the old garden').join(
      ' ',
    );
    const really = measure(line).overusedWords.find(({ word }) => word === 'really');
    assert.equal(really?.count, 12);
    assert.equal(really?.heard.length, 12);
  });

  it('fits the contract, also with times between whole ms', () => {
    const words = fc.array(
      fc.constantFrom('I', 'um', 'infrastructure', "don't", '2,000', '-', 'Tokyo', 'Go!', 'going'),
    );
    fc.assert(
      fc.property(words, (line) => {
        const words = wordsOf(line.join(' '), 0.3);
        const measures = vocabularyMeasures([{ words }], lexicon);
        // What the report and the score models add: alternatives to overused words, and the interval.
        const overusedWords = measures.overusedWords.map((overused) => ({ ...overused, alternatives: [] }));
        vocabularyAnalysisSchema.parse({ ...measures, overusedWords, interval: null });
      }),
      { examples: [[Array(5).fill('Go!')]] },
    );
  });
});

describe('vocabularyFeatures', () => {
  const words = fc.array(
    fc.constantFrom(
      ...'I we you work in a the hotel and but was is good very interesting morning people go went see'.split(
        ' ',
      ),
    ),
    { minLength: 110, maxLength: 160 },
  );

  it('is null below a window of words', () => {
    assert.equal(vocabularyFeatures([], lexicon), null);
    assert.equal(
      vocabularyFeatures([utteranceOf(Array(20).fill('we go home now').join(' '))], lexicon),
      null,
    );
  });

  it('reads plain word lists and timed words alike', () => {
    fc.assert(
      fc.property(words, (list) => {
        const line = list.join(' ');
        assert.deepEqual(
          vocabularyFeatures([{ words: wordsOf(line) }], lexicon),
          vocabularyFeatures([utteranceOf(line)], lexicon),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('does not grow when more of the same is said', () => {
    fc.assert(
      fc.property(words, (list) => {
        const turn = utteranceOf(list.join(' '));
        const once = vocabularyFeatures([turn], lexicon);
        const often = vocabularyFeatures([turn, turn, turn, turn], lexicon);
        if (once === null || often === null) return;
        assert.ok(often.typesPer100 <= once.typesPer100 + 1);
        assert.ok(Math.abs(often.meanZipf - once.meanZipf) < 1e-9);
        assert.ok(Math.abs(often.meanLevel - once.meanLevel) < 1e-9);
        assert.ok(often.mtld < once.mtld + 3);
      }),
      { numRuns: 20 },
    );
  });
});
