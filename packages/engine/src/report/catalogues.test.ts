import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WARNING_CODES } from '@vivavoce/contract';
import fc from 'fast-check';
import { CATALOGUES } from './catalogues.ts';
import { clock, decimal, percent, seconds, whole } from './figures.ts';
import { plainFindings, reportInputs } from './report.fixture.ts';
import type { ReportInput } from './report-input.ts';
import { type Report, writeReport } from './write-report.ts';

const OTHERS = Object.entries(CATALOGUES).filter(([language]) => language !== 'en');

/** Words that guess at origins, that judge a person, or that decide about one. */
const FORBIDDEN =
  /muttersprach|ausländ|herkunft|geschlecht|einstell|ablehn|ungeeignet|stotter|nativ|natif|étrang|extranj|nationalit|nacionalidad|embauch|rejet|contrat|rechaz|bégay|tartamud/i;

const textsOf = ({ explainability, hrRecommendation, candidateFeedback }: Report) => [
  ...Object.values(explainability),
  hrRecommendation,
  candidateFeedback,
];

/** A text without quotes, the signs of sounds and the names of levels. */
const bare = (text: string) =>
  text
    .replaceAll(/"[^"]*"|„[^“]*“|«[^»]*»/g, '"…"')
    .replaceAll(/\/[^/\s]+\//g, '/…/')
    .replaceAll(/\b[ABC][12]\b/g, 'level');

/** Numbers as English writes them. */
const numbersIn = (text: string) =>
  (bare(text).match(/\d[\d,:\u202f]*\d|\d/g) ?? []).map((number) =>
    number.replace(',', '.').replaceAll('\u202f', ','),
  );

function figuresOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'number') {
    for (const write of [whole, decimal, percent, seconds, clock]) found.add(write(value));
  } else if (typeof value === 'object' && value !== null) {
    const { startMs, endMs } = value as Record<string, unknown>;
    if (typeof startMs === 'number' && typeof endMs === 'number') found.add(seconds(endMs - startMs));
    for (const part of Object.values(value)) figuresOf(part, found);
  }
  return found;
}

/** Findings of speech that a language model judged. */
function judgedFindings(): ReportInput {
  const plain = plainFindings();
  const evidence = [
    { text: 'une clinique à la campagne', startMs: 9000, endMs: 11_000, aspect: 'range', shows: 'strength' },
    { text: 'de façon plus autonome', startMs: 90_000, endMs: 92_000, aspect: 'control', shows: 'weakness' },
  ] as const;
  const judged = { samples: [3, 3, 3.2], isHeldByMeasures: true, evidence: [...evidence] };
  const judgement = { vocabulary: judged, fluency: judged };
  return {
    ...plain,
    scores: { ...plain.scores, accent: null, overall: null },
    analysis: { ...plain.analysis, judgement },
  };
}

describe('a report in another language than English', () => {
  for (const [language, catalogue] of OTHERS) {
    it(`says in ${language} no number that is not among the figures, and no word that judges or decides`, () => {
      fc.assert(
        fc.property(reportInputs, (input) => {
          const figures = figuresOf({ scores: input.scores, analysis: input.analysis });
          for (const text of textsOf(writeReport(input, catalogue))) {
            const invented = numbersIn(text).filter((number) => !figures.has(number));
            assert.deepEqual(invented, [], text);
            assert.doesNotMatch(bare(text), FORBIDDEN);
            assert.doesNotMatch(text, /undefined|NaN|null|Infinity| {2}|\.\./);
            assert.match(text, /\.$/);
          }
        }),
        { numRuns: 60 },
      );
    });

    it(`has in ${language} a sentence of its own for every warning`, () => {
      const messages = WARNING_CODES.map((code) => catalogue.warnings[code]);
      assert.equal(new Set(messages).size, WARNING_CODES.length);
      for (const message of messages) assert.match(message, /^\p{Lu}.*\.$/u);
    });

    it(`quotes in ${language} what a language model rests on, as it was said`, () => {
      const input = judgedFindings();
      const { explainability, candidateFeedback } = writeReport(input, catalogue);
      assert.match(explainability.vocab, /une clinique à la campagne/);
      assert.match(candidateFeedback, /une clinique à la campagne[\s\S]*de façon plus autonome/);
      const english = writeReport(input);
      assert.notEqual(explainability.fluency, english.explainability.fluency);
    });
  }
});
