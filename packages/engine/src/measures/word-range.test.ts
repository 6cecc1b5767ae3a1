import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { loadLexicon } from '../models/lexicon.ts';
import { utteranceOf } from './spoken-words.ts';
import { tagWords } from './tagged-words.ts';
import { windowsOf, wordRange } from './word-range.ts';

const lexicon = await loadLexicon();
const rangeOf = (text: string) => wordRange(tagWords(utteranceOf(text).words, lexicon), lexicon);
const plain =
  'I go to the shop and I buy bread and then I go home and I eat the bread with my mother . '.repeat(5);
const wide =
  `When the negotiations stalled, I worked out a compromise that nobody had seriously considered, persuaded both
  departments to postpone the launch and quietly renegotiated the deadline. It turned out that most of our assumptions were
  outdated, so we gradually phased out the old platform, trained reluctant colleagues and eventually convinced even the
  sceptics. Looking back, I would hardly change anything, although I might have involved the customers earlier and anticipated
  how stubbornly people cling to whatever they already know.`.replaceAll(/\s+/g, ' ');

describe('the range of words', () => {
  it('is wider for somebody who says it with more and rarer words', () => {
    const [narrow, broad] = [rangeOf(plain), rangeOf(wide)];
    assert.ok(narrow !== null && broad !== null);
    for (const name of [
      'mattr50',
      'logLemmaMtld',
      'reachAboveA1',
      'reachAboveA2',
      'phrasalVerbs',
      'closedClassForms',
    ] as const)
      assert.ok(broad[name] > narrow[name], name);
  });

  it('counts phrasal verbs once each, by lemma', () => {
    const text = `We worked it out . ${'She picked up the phone and picks up the bread . '.repeat(7)}`;
    assert.equal(rangeOf(text)?.phrasalVerbs, 1);
  });

  it('does not grow with what is said again', () => {
    const once = rangeOf(wide.repeat(3));
    const often = rangeOf(wide.repeat(9));
    assert.ok(once !== null && often !== null);
    assert.ok(Math.abs(often.reachAboveA1 - once.reachAboveA1) < 1);
  });

  it('tells forms that are no English words from names and words', () => {
    const share = (text: string) => rangeOf(`${plain} ${text}`)?.unknownShare ?? Number.NaN;
    assert.equal(share(''), 0);
    assert.ok(share('we like skewl becawz frendz thinck') > 0.02);
  });

  it('is not measured below 60 words', () => {
    assert.equal(rangeOf('I go to the shop and I buy bread .'), null);
  });
});

it('windows reach from the first item to the last and have one length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 100 }), (count, length) => {
      const items = Array.from({ length: count }, (_, at) => at);
      const windows = windowsOf(items, length);
      assert.equal(windows[0]?.[0], 0);
      assert.equal(windows.at(-1)?.at(-1), count - 1);
      assert.ok(windows.every((window) => window.length === Math.min(count, length)));
    }),
  );
});
