import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadFrenchPronunciations, spokenFrench } from './french.ts';

test('written French is taken apart as the dictionary has it, marks and figures left out', () => {
  const written = {
    'J’aimerais': ["j'", 'aimerais'],
    'pouvez-vous ?': ['pouvez', 'vous'],
    "l'après-midi,": ["l'", 'après', 'midi'],
    'Où…': ['où'],
    '2019': [],
  };
  for (const [text, spoken] of Object.entries(written)) assert.deepEqual(spokenFrench(text), spoken, text);
});

test('words are said as the dictionary has them, others by rules with sounds that the model knows', async () => {
  const pronunciationsOf = await loadFrenchPronunciations();
  const said = (word: string) =>
    pronunciationsOf(word).map((phones) => phones.map(({ symbol }) => symbol).join(' '));
  assert.deepEqual(said('vous'), ['vv ou', 'vv ou zz']);
  assert.deepEqual(said('soignaient'), ['ss ww aa gn ai']);
  assert.deepEqual(said('changeais'), ['ch an jj ai']);
  assert.deepEqual(said('commenceriez'), ['kk oo mm an ss ee rr yy ei']);
  assert.deepEqual(said('王'), []);
});
