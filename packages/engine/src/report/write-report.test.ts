import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analysisSchema, WARNING_CODES } from '@vivavoce/contract';
import { clock, formatsOf } from '@vivavoce/texts/formats';
import { REPORT_CATALOGUES } from '@vivavoce/texts/report';
import fc from 'fast-check';
import { plainFindings, reportInputs } from './report.fixture.ts';
import type { ReportInput } from './report-input.ts';
import { reviewAdvice } from './review.ts';
import { type Report, writeReport } from './write-report.ts';

const { decimal, percent, seconds, whole } = formatsOf('en');

/** Words that guess at origins, that judge a person, or that decide about one. */
const FORBIDDEN =
  /\b(nationalit\w*|native\w*|foreign\w*|mother tongue|first language|ethnic\w*|gender|male|female|hir(e|es|ed|ing)|reject\w*|unsuitable|suitable|unfit|disqualif\w*|stammer\w*|stutter\w*|disorder|impair\w*|lazy|poor speaker|bad speaker|nervous\w*|personalit\w*|emotion\w*|age)\b/i;

const textsOf = ({ explainability, hrRecommendation, candidateFeedback }: Report) => ({
  ...explainability,
  hrRecommendation,
  candidateFeedback,
});

/** A text without what is quoted from the recording, the signs of sounds and the names of levels. */
const bare = (text: string) =>
  text
    .replaceAll(/"[^"]*"/g, '"…"')
    .replaceAll(/\/[^/\s]+\//g, '/…/')
    .replaceAll(/\b[ABC][12]\b/g, 'level');

const numbersIn = (text: string) => bare(text).match(/\d[\d,.:]*\d%?|\d%?/g) ?? [];

/** Every way in which the figures can be written. */
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

const inventedNumbers = (text: string, { scores, analysis }: ReportInput) => {
  const figures = figuresOf({ scores, analysis });
  return numbersIn(text).filter((number) => !figures.has(number));
};

const sentences = (text: string) => bare(text).split(/(?<=[.?!])\s+(?=\p{Lu}|\/|level)/u);

describe('writeReport', () => {
  it('says no number that is not among the figures', () => {
    fc.assert(
      fc.property(reportInputs, (input) => {
        for (const [name, text] of Object.entries(textsOf(writeReport(input)))) {
          assert.deepEqual(inventedNumbers(text, input), [], `${name}: ${text}`);
        }
      }),
      { numRuns: 200 },
    );
    const invented = 'It lasts 123.4 seconds at B2, "12" times, and 2.1 of them.';
    assert.deepEqual(inventedNumbers(invented, plainFindings()), ['123.4']);
  });

  it('uses no word that guesses, judges or decides', () => {
    fc.assert(
      fc.property(reportInputs, (input) => {
        const { quality } = input.analysis;
        const { candidateConfidence } = input;
        const intervals = { vocabulary: null, fluency: null, accent: null };
        const { reasons } = reviewAdvice({ ...quality, candidateConfidence, intervals });
        for (const text of [...Object.values(textsOf(writeReport(input))), ...reasons]) {
          assert.doesNotMatch(bare(text), FORBIDDEN);
        }
      }),
      { numRuns: 200 },
    );
    for (const word of ['native', 'Hire', 'rejected', 'gender', 'nationality']) assert.match(word, FORBIDDEN);
  });

  it('has no such word in its catalogue', () => {
    assert.doesNotMatch(JSON.stringify(REPORT_CATALOGUES.en), FORBIDDEN);
  });
});

describe('the sentences of a report', () => {
  it('writes whole sentences, two or three of each explanation and two to four of advice', () => {
    fc.assert(
      fc.property(reportInputs, (input) => {
        const { explainability, hrRecommendation, candidateFeedback } = writeReport(input);
        for (const text of Object.values(explainability)) {
          assert.ok([2, 3].includes(sentences(text).length), text);
        }
        const advice = sentences(hrRecommendation).length;
        assert.ok(advice >= 2 && advice <= 4, hrRecommendation);
        for (const line of [...Object.values(explainability), hrRecommendation, candidateFeedback]) {
          assert.doesNotMatch(
            line,
            /undefined|NaN|null|Infinity| {2}|\.\.| [.,]|(?<![\d.,:])1 (words|times)\b/,
          );
          assert.match(line, /[.]$/);
        }
      }),
    );
  });

  it('says the same of the same figures, and something else of others', () => {
    fc.assert(
      fc.property(reportInputs, (input) => {
        assert.deepEqual(writeReport(input), writeReport(structuredClone(input)));
      }),
    );
    const plain = plainFindings();
    const { vocabulary, fluency } = plain.analysis;
    const slow = { ...fluency, meanLengthOfRunSyllables: 2.2 };
    const repeated = { ...vocabulary, mattr: 0.6 };
    const before = textsOf(writeReport(plain));
    const slower = textsOf(writeReport({ ...plain, analysis: { ...plain.analysis, fluency: slow } }));
    const narrower = textsOf(
      writeReport({ ...plain, analysis: { ...plain.analysis, vocabulary: repeated } }),
    );
    assert.notEqual(slower.fluency, before.fluency);
    assert.equal(slower.vocab, before.vocab);
    assert.notEqual(slower.candidateFeedback, before.candidateFeedback);
    assert.notEqual(narrower.vocab, before.vocab);
    assert.equal(narrower.fluency, before.fluency);
  });
});

describe('made-up findings', () => {
  it('are such as the contract allows', () => {
    const parts = analysisSchema.omit({ overall: true, provenance: true });
    fc.assert(fc.property(reportInputs, ({ analysis }) => parts.safeParse(analysis).success));
    assert.ok(parts.safeParse(plainFindings().analysis).success);
  });
});

describe('warning messages', () => {
  it('say something else of every code, in a sentence', () => {
    const messages = WARNING_CODES.map((code) => REPORT_CATALOGUES.en.warnings[code]);
    assert.equal(new Set(messages).size, WARNING_CODES.length);
    for (const message of messages) assert.match(message, /^[A-Z].*\.$/);
  });
});
