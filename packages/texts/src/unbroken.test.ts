import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONSOLE_CATALOGUES } from './console.ts';
import { documentTexts } from './document.ts';
import { unbroken } from './unbroken.ts';

test('no line begins with a sign that stands apart from its word', async () => {
  assert.deepEqual(unbroken({ a: { b: 'Mot : « {{word}} » ; 90 % ?' } }), {
    a: { b: 'Mot\u00a0: «\u00a0{{word}}\u00a0»\u00a0; 90\u00a0%\u00a0?' },
  });
  const { report } = await CONSOLE_CATALOGUES.fr();
  assert.equal(report.scale.short, '90\u00a0%\u00a0: {{low}}–{{high}}');
  assert.equal(documentTexts('fr')('result.rightSpeaker'), 'Est-ce la bonne voix\u00a0?');
});

test('values and terms of a sentence stay what they are', () => {
  const text = 'Sur $t(terms.words, {"count": {{words}}}), {{types, whole}} sont différents.';
  assert.deepEqual(unbroken({ text }), { text });
});
