import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fluencyAnalysisSchema } from '@vivavoce/contract';
import fc from 'fast-check';
import { loadLexicon } from '../models/lexicon.ts';
import type { Word } from '../speech/timeline.ts';
import { fluencyMeasures } from './fluency.ts';
import { conversationOf, wordAt, wordsOf } from './timeline.fixture.ts';

const lexicon = await loadLexicon();
const measure = (words: readonly Word[], others: readonly (readonly [number, number])[] = []) =>
  fluencyMeasures(conversationOf(words, others), lexicon);

const VOCABULARY = ['I', 'work', 'in', 'a', 'hotel', 'um', 'and', 'we', 'and', 'because', 'morning', 'is'];

/** Speech of one turn: words of 100 to 600 ms with gaps of up to 900 ms, from 5 s on. */
const speech = fc
  .array(
    fc.record({
      text: fc.constantFrom(...VOCABULARY),
      ms: fc.integer({ min: 100, max: 600 }),
      gapMs: fc.integer({ min: 0, max: 900 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((parts) => {
    let ms = 5000;
    return parts.map(({ text, ms: length, gapMs }) => {
      const word = wordAt(text, ms, ms + length);
      ms += length + gapMs;
      return word;
    });
  });

const moved = (words: readonly Word[], to: (ms: number, at: number) => number) =>
  words.map((word, at) => ({ ...word, startMs: to(word.startMs, at), endMs: to(word.endMs, at) }));

describe('fluencyMeasures', () => {
  it('answers with zeros and nulls when nothing was said', () => {
    const nothing = measure([]);
    assert.equal(nothing.speakingTimeMs, 0);
    assert.equal(nothing.speechRateWordsPerMinute, 0);
    assert.equal(nothing.silentPauses.meanMs, null);
    assert.equal(nothing.responseLatency.medianMs, null);
  });

  it('measures a turn that one can compute by hand', () => {
    // 6 words and a filler of 300 ms, gaps of 500, 100 and 400 ms: 3100 ms, 900 of them in two silent pauses.
    const figures = measure(wordsOf('I 500 work um in 100 a hotel 400 today'));
    assert.equal(figures.speakingTimeMs, 3100);
    assert.equal(figures.phonationTimeMs, 2200);
    assert.equal(figures.phonationRatio, 2200 / 3100);
    assert.equal(figures.speechRateWordsPerMinute, (6 * 60_000) / 3100);
    // I, work, in, a, ho-tel, to-day: 8 syllables, 9 with the filler, in three runs.
    assert.equal(figures.speechRateSyllablesPerMinute, (8 * 60_000) / 3100);
    assert.equal(figures.articulationRateSyllablesPerSecond, 9 / 2.2);
    assert.equal(figures.meanLengthOfRunSyllables, 3);
    assert.equal(figures.silentPauses.count, 2);
    assert.equal(figures.silentPauses.meanMs, 450);
    assert.equal(figures.filledPauses.count, 1);
    assert.deepEqual(figures.filledPauses.items, [{ text: 'um', startMs: 1100, endMs: 1400 }]);
  });

  it('takes a gap of exactly 250 ms for a silent pause and one of 249 ms for none', () => {
    assert.equal(measure(wordsOf('we 250 work')).silentPauses.count, 1);
    assert.equal(measure(wordsOf('we 249 work')).silentPauses.count, 0);
    assert.equal(measure([wordAt('we', 0, 100.2), wordAt('work', 350.1, 500)]).silentPauses.count, 1);
  });

  it('counts every syllable of the aligned vowels when there are some', () => {
    const vowel = { symbol: 'AH', stress: 0 as const, goodness: null, startMs: 0, endMs: 50 };
    const words = [wordAt('camera', 0, 300, [vowel, vowel])];
    assert.equal(measure(words).meanLengthOfRunSyllables, 2);
  });

  it('takes a gap in which another person speaks for no pause', () => {
    const figures = measure(wordsOf('I work 1000 today'), [[700, 900]]);
    assert.equal(figures.silentPauses.count, 0);
    assert.equal(figures.speakingTimeMs, 900);
  });
});

describe('pauses, repairs and answers', () => {
  it('tells pauses inside clauses from pauses between them', () => {
    const inside = measure(wordsOf('I work in a 500 hotel')).silentPauses;
    assert.equal(inside.insideClausesShare, 1);
    const between = measure(wordsOf('I work there. 500 We like it 500 because it rains')).silentPauses;
    assert.equal(between.insideClausesShare, 0);
    const beforeFiller = measure(wordsOf('I work there 500 um 500 because it rains')).silentPauses;
    assert.equal(beforeFiller.insideClausesShare, 0);
  });

  it('finds repetitions and self-repairs with their times', () => {
    const figures = measure(wordsOf('I I work and he 300 she works'));
    assert.deepEqual(figures.repetitions.items, [{ text: 'i', startMs: 0, endMs: 300 }]);
    assert.deepEqual(figures.selfRepairs.items, [{ text: 'he', startMs: 1200, endMs: 1500 }]);
    assert.equal(figures.repetitions.perHundredWords, 100 / 7);
  });

  it('measures how long the candidate takes to answer', () => {
    const words = [...wordsOf('I work', 3000), ...wordsOf('yes we do', 8000), ...wordsOf('right', 12_000)];
    const figures = measure(words, [
      [500, 2500],
      [5000, 8100],
      [11_000, 11_400],
    ]).responseLatency;
    assert.deepEqual(
      figures.items.map(({ latencyMs }) => latencyMs),
      [500, 0],
    );
    assert.equal(figures.medianMs, 250);
  });

  it('counts no pause and no answering time across the end of a part', () => {
    const words = [...wordsOf('I work', 3000), ...wordsOf('here now', 6000)];
    const conversation = conversationOf(words, [[500, 2500]]);
    const cutAt = (ms: number) => [
      { startMs: 0, endMs: ms },
      { startMs: ms + 300, endMs: 9000 },
    ];
    const measured = (ms: number) => fluencyMeasures({ ...conversation, parts: cutAt(ms) }, lexicon);
    const inAnswer = measured(5000);
    assert.deepEqual([inAnswer.silentPauses.count, inAnswer.responseLatency.count], [0, 1]);
    assert.equal(inAnswer.speakingTimeMs, 1200);
    const beforeAnswer = measured(2600);
    assert.deepEqual([beforeAnswer.silentPauses.count, beforeAnswer.responseLatency.count], [1, 0]);
  });
});

describe('fluencyMeasures, whatever is said', () => {
  it('fits the contract', () => {
    fc.assert(
      fc.property(speech, (words) => {
        fluencyAnalysisSchema.parse({ ...measure(words), interval: null });
      }),
    );
  });

  it('does not change when everything is heard later', () => {
    fc.assert(
      fc.property(speech, fc.integer({ min: 1, max: 100_000 }), (words, laterMs) => {
        const [before, after] = [measure(words), measure(moved(words, (ms) => ms + laterMs))];
        const timeless = ({
          filledPauses,
          repetitions,
          selfRepairs,
          silentPauses,
          ...rest
        }: typeof before) => ({
          ...rest,
          counts: [filledPauses.count, repetitions.count, selfRepairs.count, silentPauses.count],
          meanMs: silentPauses.meanMs,
        });
        assert.deepEqual(timeless(after), timeless(before));
      }),
    );
  });

  it('gives slower speech a lower rate', () => {
    fc.assert(
      fc.property(speech, fc.integer({ min: 11, max: 30 }), (words, tenths) => {
        const slower = measure(moved(words, (ms) => (ms * tenths) / 10));
        const before = measure(words);
        assert.ok(slower.speechRateWordsPerMinute <= before.speechRateWordsPerMinute);
        assert.ok(slower.speechRateSyllablesPerMinute <= before.speechRateSyllablesPerMinute);
      }),
    );
  });

  it('gives speech with silences put in more pauses, shorter runs and a lower phonation ratio', () => {
    fc.assert(
      fc.property(speech, (words) => {
        const [before, after] = [measure(words), measure(moved(words, (ms, at) => ms + 600 * at))];
        assert.equal(after.silentPauses.count, words.length - 1);
        assert.ok(after.phonationRatio <= before.phonationRatio);
        assert.ok(after.meanLengthOfRunSyllables <= before.meanLengthOfRunSyllables);
        assert.ok(after.speechRateWordsPerMinute <= before.speechRateWordsPerMinute);
      }),
    );
  });
});
