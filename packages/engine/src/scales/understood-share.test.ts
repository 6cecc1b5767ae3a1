import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordAt } from '../measures/timeline.fixture.ts';
import { loadLexicon } from '../models/lexicon.ts';
import {
  agreementWithPhones,
  isHardlyEnglish,
  understoodShare,
  vocabularyDoubt,
} from './understood-share.ts';

const lexicon = await loadLexicon();

function saying(...said: readonly (readonly [text: string, confidence: number])[]) {
  return [{ words: said.map(([text, confidence], at) => ({ ...wordAt(text, at, at + 1), confidence })) }];
}

test('what is sure counts, and a word of no English dictionary does not, however sure', () => {
  assert.equal(understoodShare(saying(['warehouse', 0.8], ['well-known', 0.6]), lexicon), 0.7);
  assert.equal(understoodShare(saying(['warehouse', 0.8], ['auftraege', 0.8]), lexicon), 0.4);
});

test('a telephone number is understood like a word', () => {
  assert.equal(understoodShare(saying(['0176-555-2348891', 0.9]), lexicon), 0.9);
});

test('fillers tell nothing, and without words nothing was understood', () => {
  const filler = { ...wordAt('um', 0, 1), kind: 'filler' as const, confidence: 1 };
  assert.equal(understoodShare([{ words: [filler] }], lexicon), 0);
  assert.equal(understoodShare([], lexicon), 0);
});

test('the less is understood, the more is open about the vocabulary', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, (a, b) => {
      assert.ok(vocabularyDoubt(Math.min(a, b)) >= vocabularyDoubt(Math.max(a, b)));
    }),
  );
  assert.equal(vocabularyDoubt(0.95), 0);
});

test('speech that sounds clear must be understood better than speech that is hard to follow', () => {
  assert.ok(isHardlyEnglish(0.25, 7.2), 'clear and not understood');
  assert.ok(!isHardlyEnglish(0.25, 4.5), 'unclear and still understood in part');
  assert.ok(isHardlyEnglish(0.1, 3), 'not understood at all');
  assert.ok(isHardlyEnglish(0.25, null), 'of unknown clarity');
  assert.ok(!isHardlyEnglish(0.4, 9.5), 'a strong accent');
});

test('words whose phones are not in the sound count less', () => {
  const phone = (goodness: number) => ({ symbol: 'AH', stress: null, startMs: 0, endMs: 1, goodness });
  const [piece] = saying(['warehouse', 0.8]);
  const words = (piece?.words ?? []).map((word) => ({ ...word, phones: [phone(-0.5), phone(-4)] }));
  assert.equal(agreementWithPhones([{ words }], understoodShare([{ words }], lexicon)), 0.4);
});
