import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CEFR_LEVELS, cefrOf } from '@vivavoce/contract';
import fc from 'fast-check';
import type { EstimatedScore } from '../scales/estimates.ts';
import { recommend } from './recommend.ts';
import { plainFindings, reportInputs } from './report.fixture.ts';
import { warningOf } from './review.ts';

const plain = plainFindings();
const made = (estimate: number, half = 0.3): EstimatedScore => ({
  estimate,
  interval: { low: Math.max(0, estimate - half), high: Math.min(5, estimate + half), level: 0.9 },
});
const warned = (...codes: Parameters<typeof warningOf>[0][]) => ({
  ...plain.analysis,
  quality: { ...plain.analysis.quality, warnings: codes.map((code) => warningOf(code)) },
});

describe('recommendation', () => {
  it('says how sure it is and when a person should listen, whatever was found', () => {
    fc.assert(
      fc.property(reportInputs, (input) => {
        const text = recommend(input);
        const { vocabulary, fluency, accent, overall } = input.scores;
        if (vocabulary === null && fluency === null && accent === null) {
          assert.match(text, /^No scores were made.*because .* Only a person who listens/);
          return;
        }
        assert.match(text, /In nine cases of ten, experts would place the .*level.* (between|at) [ABC][12]/);
        assert.match(text, /a person should listen/i);
        if (overall !== null)
          assert.match(text, new RegExp(`^The speech is at ${cefrOf(overall.estimate)} `));
      }),
    );
  });

  it('means something else at work at every level', () => {
    const texts = CEFR_LEVELS.map((_, band) => {
      const score = made((5 / 6) * (band + 0.5));
      return recommend({
        ...plain,
        scores: { vocabulary: score, fluency: score, accent: score, overall: score },
      }).replaceAll(/[ABC][12]/g, '');
    });
    assert.equal(new Set(texts).size, CEFR_LEVELS.length);
  });

  it('says what the lowest score means when one is a band ahead of it', () => {
    const scores = { ...plain.scores, vocabulary: made(3.6), fluency: made(1.4) };
    assert.match(
      recommend({ ...plain, scores }),
      /Vocabulary \(C1\) is ahead of fluency \(A2\): short answers/,
    );
    assert.match(recommend(plain), /lie close together/);
  });

  it('gives each missing score its own reason', () => {
    const scores = { ...plain.scores, vocabulary: null, accent: null, overall: null };
    const text = (...codes: Parameters<typeof warned>) =>
      recommend({ ...plain, scores, analysis: warned(...codes) });
    assert.match(
      text('VOCABULARY_TOO_FEW_WORDS', 'ACCENT_TOO_LITTLE_SPEECH'),
      /No score was made for vocabulary because .* few words .* and for accent because .* little clear speech/,
    );
    assert.match(text('REPETITIVE'), /No score was made for vocabulary and accent because/);
  });

  it('gives two reasons for listening at most', () => {
    const analysis = warned('LOW_SNR', 'CLIPPED', 'MUCH_OVERLAP', 'OTHER_LANGUAGE');
    const text = recommend({ ...plain, analysis, candidateConfidence: 'low' });
    assert.match(
      text,
      /because it is not certain which speaker is the candidate and the recording is noisy\.$/,
    );
  });
});
