import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArpabet, parseIpa, pronunciationsOf, VOWELS } from './pronunciation.ts';

function shown(word: string): string[] {
  return pronunciationsOf(word).map((phones) =>
    phones.map((phone) => `${phone.symbol}${phone.stress ?? ''}`).join(' '),
  );
}

test('words of the dictionary come with all their ways and their stress', () => {
  assert.deepEqual(shown('read'), ['R EH1 D', 'R IY1 D']);
  assert.deepEqual(shown('manager'), ['M AE1 N AH0 JH ER0', 'M AE1 N IH0 JH ER0']);
});

test('what the dictionary says of the origin of a word is not spoken', () => {
  assert.deepEqual(shown('fine'), ['F AY1 N', 'F IH1 N AH0']);
  assert.deepEqual(shown('aalborg'), ['AO1 L B AO0 R G', 'AA1 L B AO0 R G']);
});

test('other words are said by rule', () => {
  assert.deepEqual(shown('kubernetes'), ['K AH0 B ER1 N IH0 T AH0 Z']);
  assert.equal(shown('blorpification').length, 1);
});

test('abbreviations are spelled out or read as words', () => {
  assert.equal(shown('API')[0], 'EY1 P IY1 AY1');
  assert.ok(shown('IT').includes('AY1 T IY1') && shown('IT').includes('IH1 T'));
});

test('filled pauses have the sounds people make', () => {
  for (const filler of ['um', 'uh', 'er', 'erm', 'hmm', 'mm']) assert.ok(shown(filler).length > 0, filler);
});

test('every vowel and no consonant carries stress', () => {
  for (const word of ['interviewer', 'strengths', 'zurich', 'przybylski', 'devops']) {
    for (const phone of pronunciationsOf(word).flat()) {
      assert.equal(phone.stress !== null, VOWELS.has(phone.symbol), `${word} ${phone.symbol}`);
    }
  }
});

test('IPA and ARPAbet say the same', () => {
  assert.deepEqual(parseIpa('ˈtʃaɪɫd'), parseArpabet('CH AY1 L D'));
  assert.deepEqual(parseIpa('həˈloʊ'), parseArpabet('HH AH0 L OW1'));
});
