import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syllablesOf } from './syllable-count.ts';

test('syllables are counted as they are said', () => {
  const german = { Ja: 1, 'Häuser,': 2, Lieferanten: 4, Quelle: 2, Meer: 1, übersehen: 4, Grüße: 2, '—': 0 };
  for (const [word, count] of Object.entries(german)) assert.equal(syllablesOf(word, 'de'), count, word);
  const spanish = {
    y: 1,
    muy: 1,
    quien: 1,
    día: 2,
    bueno: 2,
    ciudad: 2,
    trabajo: 3,
    'guitarra,': 3,
    pingüino: 3,
    Estudié: 3,
    país: 2,
  };
  for (const [word, count] of Object.entries(spanish)) assert.equal(syllablesOf(word, 'es'), count, word);
});
