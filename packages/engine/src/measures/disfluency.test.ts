import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cleanUtterance, disfluencyFeatures, findRetractions } from './disfluency.ts';
import type { SpokenWord } from './spoken-words.ts';

/** Words of a line; those in round brackets are fillers. */
function wordsOf(line: string): SpokenWord[] {
  return line
    .split(' ')
    .filter((word) => word !== '')
    .map((word) =>
      word.startsWith('(') ? { text: word.slice(1, -1), kind: 'filler' } : { text: word, kind: 'word' },
    );
}

const kept = (line: string) =>
  cleanUtterance({ words: wordsOf(line) })
    .kept.map((word) => word.text)
    .join(' ');

describe('repetitions', () => {
  for (const [line, expected] of [
    ['I I think so', 'I think so'],
    ['I (um) I think so', 'I think so'],
    ['the the the shop', 'the shop'],
    ['I want to I want to go', 'I want to go'],
    ['It was, it was good', 'it was good'],
    ['it is very very good', 'it is very very good'],
    ['no no no', 'no no no'],
    ['he had a dog', 'he had a dog'],
    ['I like it. It was good', 'I like it. It was good'],
    ['I... I think so', 'I think so'],
    ['I work for. (um) for a bank', 'I work for a bank'],
  ] as const) {
    it(`"${line}" means "${expected}"`, () => assert.equal(kept(line), expected));
  }
});

describe('self-repairs', () => {
  for (const [line, expected] of [
    ['and he she went home', 'and she went home'],
    ['in the in a shop', 'in a shop'],
    ['I want I would like to go', 'I would like to go'],
    ['we call called him', 'we called him'],
    ['the wor- work is hard', 'the work is hard'],
    ['on Monday I mean Tuesday', 'on Tuesday'],
    ['I think I know', 'I think I know'],
    ['my brother and my sister', 'my brother and my sister'],
    ['the man and the woman', 'the man and the woman'],
    ['I mean it', 'I mean it'],
    ['then I stay calm. I say okay', 'then I stay calm. I say okay'],
    ['older than he. She went home', 'older than he. She went home'],
  ] as const) {
    it(`"${line}" means "${expected}"`, () => assert.equal(kept(line), expected));
  }

  it('keeps the fillers inside what is taken back', () => {
    assert.deepEqual(findRetractions(wordsOf('I (um) I go')), [{ kind: 'repetition', start: 0, end: 1 }]);
    assert.deepEqual(findRetractions(wordsOf('in (er) the in a shop')), [
      { kind: 'repair', start: 0, end: 3 },
    ]);
  });
});

describe('disfluencyFeatures', () => {
  it('is null without a word', () => {
    assert.equal(disfluencyFeatures([]), null);
    assert.equal(disfluencyFeatures([{ words: wordsOf('(um) ...') }]), null);
  });

  it('counts for every 100 words said', () => {
    const features = disfluencyFeatures([
      { words: wordsOf('(um) I I think he she (er) goes home now every day') },
    ]);
    assert.deepEqual(features, {
      fillersPer100: 20,
      repetitionsPer100: 10,
      repairsPer100: 10,
      retractedWordsPer100: 20,
      wordsPerUtterance: 8,
    });
  });

  it('does not grow when the same turns are said again', () => {
    const turn = fc.array(fc.constantFrom('I', 'we', 'the', 'go', 'home', '(um)', 'and', 'shop'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 8 }), (lines) => {
        const turns = lines.map((words) => ({ words: wordsOf(words.join(' ')) }));
        const [once, twice] = [disfluencyFeatures(turns), disfluencyFeatures([...turns, ...turns])];
        for (const [name, value] of Object.entries(once ?? {})) {
          assert.ok(Math.abs(value - (twice as unknown as Record<string, number>)[name]!) < 1e-9, name);
        }
      }),
    );
  });

  it('loses no word: each is kept, a filler, or taken back once', () => {
    const line = fc.array(
      fc.constantFrom('I', 'you', 'the', 'go', 'in', 'shop', '(um)', 'and', 'mean', '-'),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(line, (words) => {
        const utterance = { words: wordsOf(words.join(' ')) };
        const { kept, fillers, repetitions, repairs } = cleanUtterance(utterance);
        const parts = [...kept, ...fillers, ...repetitions.flat(), ...repairs.flat()];
        assert.equal(new Set(parts).size, parts.length);
        assert.equal(parts.length, utterance.words.filter((word) => word.text !== '-').length);
      }),
    );
  });
});
