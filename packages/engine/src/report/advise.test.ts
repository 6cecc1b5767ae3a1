import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { REPORT_CATALOGUES } from '@vivavoce/texts/report';
import fc from 'fast-check';
import { ipaOf } from '../measures/phones.ts';
import { advise } from './advise.ts';
import { plainFindings, reportInputs } from './report.fixture.ts';
import type { ReportInput } from './report-input.ts';

const { analysis, ...plain } = plainFindings();
const adviseWith = (figures: Partial<ReportInput['analysis']>) =>
  advise({ ...plain, analysis: { ...analysis, ...figures } });
const practised = (text: string) => text.slice(text.indexOf('What to practise next:'));
const praised = (text: string) => text.slice(0, text.indexOf('What to practise next:'));

describe('feedback', () => {
  it('names two strengths and two things to practise with an exercise each, whatever was scored', () => {
    fc.assert(
      fc.property(reportInputs, (input) => {
        const { vocabulary, fluency, accent } = input.scores;
        const lines = advise(input).split('\n');
        if (vocabulary === null && fluency === null && accent === null) {
          assert.equal(lines.length, 1);
          assert.match(
            lines[0]!,
            /^Your recording was not scored, because .* nothing about how well you speak\./,
          );
          return;
        }
        assert.deepEqual(
          lines.map((line) => (line.startsWith('- ') ? '-' : line)),
          ['What went well:', '-', '-', 'What to practise next:', '-', '-'],
        );
        assert.equal(new Set(lines).size, 6);
        for (const line of lines.slice(4)) assert.match(line, / Exercise: \p{Ll}.*\.$/u);
      }),
      { numRuns: 500 },
    );
  });

  it('never speaks of repetitions, repairs or fillers', () => {
    fc.assert(
      fc.property(reportInputs, (input) => {
        assert.doesNotMatch(advise(input), /repetition|repair|filler|\bum\b|hesitat/i);
      }),
    );
  });
});

describe('feedback on single findings', () => {
  it('sends nobody to practise what it praises', () => {
    const phone = { ipa: 'θ', arpabet: 'TH', count: 20, unclear: 12, meanGoodness: -2, examples: [] };
    const accent = {
      ...analysis.accent,
      phoneAccuracy: 3,
      prosody: { stressAndIntonation: 2, delivery: 2 },
      costliestPhones: [phone],
    };
    const text = adviseWith({ accent });
    assert.match(practised(text), /The sound \/θ\/ was hard to make out 12 of 20 times/);
    assert.doesNotMatch(praised(text), /single sounds/);
  });

  it('praises or asks for variety only where the model counted it so', () => {
    const feedback = (mattr: number, variety: number) =>
      advise({
        ...plain,
        vocabularyContributions: { variety, reach: 0, wordChoice: 0 },
        analysis: { ...analysis, vocabulary: { ...analysis.vocabulary, mattr, advancedWords: [] } },
      });
    assert.match(praised(feedback(0.85, 0.5)), /85%/);
    assert.doesNotMatch(feedback(0.85, -0.5), /85%/);
  });

  it('gives the sound, a word of theirs and how to say it', () => {
    const examples = [{ word: 'think', startMs: 61_000, endMs: 61_300 }];
    const phone = { ipa: 'θ', arpabet: 'TH', count: 20, unclear: 12, meanGoodness: -2, examples };
    const text = adviseWith({ accent: { ...analysis.accent, costliestPhones: [phone] } });
    assert.match(
      text,
      /in "think" \(at 1:01\)\. Exercise: for \/θ\/, put the tongue tip .*; say "think" slowly/,
    );
  });

  it('knows how to say every sound that can be shown', () => {
    const { sounds } = REPORT_CATALOGUES.en;
    for (const [arpabet, how] of Object.entries(sounds)) {
      assert.notEqual(ipaOf(arpabet), arpabet, arpabet);
      assert.match(how, /^[a-z]/);
    }
    assert.equal(Object.keys(sounds).length, 39);
  });

  it('offers words in the place of one that comes back, and long pauses with their place', () => {
    const overusedWords = [{ word: 'important', count: 14, perHundredWords: 2, heard: [], alternatives: [] }];
    const longest = [{ startMs: 73_000, endMs: 76_200, insideClause: true }];
    const text = adviseWith({
      vocabulary: { ...analysis.vocabulary, overusedWords },
      fluency: { ...analysis.fluency, silentPauses: { ...analysis.fluency.silentPauses, longest } },
    });
    assert.match(text, /"important" comes back 14 times.*"essential" or "significant"/);
    assert.match(text, /in the middle of a clause, at 1:13 \(3\.2 seconds\)/);
  });

  it('calls no short pause long and no hasty speech lively', () => {
    const longest = [{ startMs: 73_000, endMs: 73_600, insideClause: true }];
    const fluency = {
      ...analysis.fluency,
      articulationRateSyllablesPerSecond: 6.5,
      silentPauses: { ...analysis.fluency.silentPauses, longest },
    };
    assert.doesNotMatch(adviseWith({ fluency }), /long pause|lively/);
  });
});

describe('feedback on pronunciation', () => {
  it('names no part of pronunciation to work on where parts hardly differ or all are high', () => {
    const withParts = (phoneAccuracy: number, stressAndIntonation: number, delivery: number) =>
      adviseWith({
        accent: { ...analysis.accent, phoneAccuracy, prosody: { stressAndIntonation, delivery } },
      });
    assert.doesNotMatch(withParts(4.4, 4.5, 4.6), /room to grow/);
    assert.doesNotMatch(withParts(4.2, 4.9, 4.9), /room to grow/);
    assert.doesNotMatch(withParts(2.2, 2.4, 2.5), /room to grow/);
  });
});
