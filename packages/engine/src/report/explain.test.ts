import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EstimatedScore } from '../scales/estimates.ts';
import { explain } from './explain.ts';
import { plainFindings, reportInputs } from './report.fixture.ts';
import type { ReportInput } from './report-input.ts';
import { warningOf } from './review.ts';

const { analysis, ...plain } = plainFindings();
const made = (estimate: number): EstimatedScore => ({
  estimate,
  interval: { low: Math.max(0, estimate - 0.4), high: Math.min(5, estimate + 0.4), level: 0.9 },
});
const advancedWord = (word: string, level: 'B2' | 'C1' | 'C2', startMs: number) => ({
  word,
  lemma: word,
  level,
  startMs,
  endMs: startMs + 400,
});

const fluencyWith = (estimate: number, figures: Partial<ReportInput['analysis']['fluency']>) =>
  explain({
    ...plain,
    scores: { ...plain.scores, fluency: made(estimate) },
    analysis: { ...analysis, fluency: { ...analysis.fluency, ...figures } },
  }).fluency;
const vocabularyWith = (figures: Partial<ReportInput['analysis']['vocabulary']>) =>
  explain({ ...plain, analysis: { ...analysis, vocabulary: { ...analysis.vocabulary, ...figures } } }).vocab;
const accentWith = (figures: Partial<ReportInput['analysis']['accent']>) =>
  explain({ ...plain, analysis: { ...analysis, accent: { ...analysis.accent, ...figures } } }).accent;

describe('explanations', () => {
  it('tell the figure that speaks most clearly for a high score, and for a low one', () => {
    assert.match(fluencyWith(3.9, { meanLengthOfRunSyllables: 16 }), /16\.0 syllables on average, more than/);
    assert.match(fluencyWith(3.9, { phonationRatio: 0.88 }), /Speech fills 88%/);
    assert.match(fluencyWith(1.4, { phonationRatio: 0.41 }), /Speech fills 41% .*less than is usual/);
    assert.match(fluencyWith(1.4, { articulationRateSyllablesPerSecond: 2.1 }), /2\.1 syllables .*slower/);
  });

  it('tell of hesitations where they hold fluency down, and only there', () => {
    const filledPauses = { count: 40, perMinute: 9.4, items: [] };
    const held = { ...plain, isCappedByHesitation: true };
    const text = explain({
      ...held,
      analysis: { ...analysis, fluency: { ...analysis.fluency, filledPauses } },
    }).fluency;
    assert.match(text, /Filled pauses come 9\.4 times a minute and repetitions .* holds the score down/);
    assert.doesNotMatch(fluencyWith(3.9, { filledPauses }), /Filled pauses/);
  });

  it('count no pauses where there are none', () => {
    const silentPauses = { count: 0, perMinute: 0, meanMs: null, insideClausesShare: null, longest: [] };
    const text = fluencyWith(4.2, { silentPauses });
    assert.match(text, /No silent pause/);
    assert.doesNotMatch(text, /0\.0/);
  });

  it('name two advanced words at most, each once, else a word that comes back, else none', () => {
    const advancedWords = [
      advancedWord('negotiate', 'C1', 61_000),
      advancedWord('Negotiate', 'C1', 70_000),
      advancedWord('inventory', 'B2', 80_000),
      advancedWord('schedule', 'B2', 90_000),
    ];
    const text = vocabularyWith({ advancedWords });
    assert.match(text, /"negotiate" \(C1, at 1:01\) and "inventory" \(B2, at 1:20\)\.$/);
    const overusedWords = [{ word: 'very', count: 14, perHundredWords: 2, heard: [], alternatives: [] }];
    assert.match(vocabularyWith({ overusedWords }), /"very" comes back often: it is heard 14 times\.$/);
    assert.match(
      vocabularyWith({ mattr: null, mtld: null }),
      /812 words\. Of 812 words, 290 are different\.$/,
    );
  });
});

describe('explanations of vocabulary', () => {
  it('give variety and advanced words as reasons only where the model counted them so', () => {
    const contributions = { variety: 0.6, reach: 0.4, wordChoice: 0 };
    const text = (added: typeof contributions) =>
      explain({
        ...plain,
        scores: { ...plain.scores, vocabulary: made(3.6) },
        vocabularyContributions: added,
        analysis: {
          ...analysis,
          vocabulary: {
            ...analysis.vocabulary,
            mattr: 0.8,
            mtld: 90,
            advancedWords: [advancedWord('negotiate', 'C1', 61_000)],
          },
        },
      }).vocab;
    assert.match(text(contributions), /more than is usual.*"negotiate"/);
    assert.doesNotMatch(text({ ...contributions, variety: -0.2 }), /usual/);
    assert.doesNotMatch(text({ ...contributions, reach: -0.2 }), /negotiate/);
  });
});

describe('explanations of the accent and of missing scores', () => {
  it('name a sound only when it is often unclear, with where it was heard', () => {
    const phone = {
      ipa: 'θ',
      arpabet: 'TH',
      count: 40,
      unclear: 3,
      meanGoodness: -1,
      examples: [{ word: 'think', startMs: 61_000, endMs: 61_300 }],
    };
    assert.match(accentWith({ costliestPhones: [phone] }), /No single sound/);
    assert.doesNotMatch(accentWith({ costliestPhones: [] }), /No single sound/);
    const often = accentWith({ costliestPhones: [{ ...phone, unclear: 9 }] });
    assert.match(often, /\/θ\/, unclear 9 of the 40 times it was due, for example in "think" \(at 1:01\)\.$/);
  });

  it('compare the parts of the accent only when they differ', () => {
    assert.match(accentWith({}), /smoothness stands highest \(2\.4 .*stress and intonation lowest \(1\.9 /);
    const even = { phoneAccuracy: 3.01, prosody: { stressAndIntonation: 2.99, delivery: 3 } };
    assert.match(accentWith(even), /All of its parts come out alike \(3\.0 out of five\)/);
    const close = { phoneAccuracy: 4.4, prosody: { stressAndIntonation: 4.6, delivery: 4.5 } };
    assert.match(accentWith(close), /lie close together, from 4\.4 to 4\.6 out of five/);
    const one = { phoneAccuracy: 3, prosody: { stressAndIntonation: null, delivery: null } };
    assert.match(accentWith(one), /could not be told apart/);
  });

  it('say why a score was not made, by the warning that explains it', () => {
    fc.assert(
      fc.property(reportInputs, (input) => {
        const { vocab, fluency, accent } = explain(input);
        const texts = { vocabulary: vocab, fluency, accent };
        for (const dimension of ['vocabulary', 'fluency', 'accent'] as const) {
          const because = new RegExp(`^No ${dimension} score was made, because .+\\.`);
          assert.equal(because.test(texts[dimension]), input.scores[dimension] === null);
        }
      }),
    );
    const without = (codes: Parameters<typeof warningOf>[0][]) =>
      explain({
        ...plain,
        scores: { ...plain.scores, vocabulary: null, overall: null },
        analysis: {
          ...analysis,
          quality: { ...analysis.quality, warnings: codes.map((code) => warningOf(code)) },
        },
      }).vocab;
    assert.match(without(['VOCABULARY_TOO_FEW_WORDS']), /too few words/);
    assert.match(without(['LOW_SNR', 'REPETITIVE']), /the same words come back too often/);
    assert.match(without(['OTHER_LANGUAGE', 'REPETITIVE']), /the same words come back too often/);
    assert.match(without(['OTHER_LANGUAGE']), /another language/);
    assert.match(without(['REPETITIVE', 'ACCOMMODATION']), /an accommodation was requested/);
    assert.match(without([]), /not hold enough evidence/);
  });
});
