import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CandidateReason, REPORT_LANGUAGES, WARNING_CODES } from '@vivavoce/contract';
import { clock, type Formats, formatsOf } from '@vivavoce/texts/formats';
import { REPORT_CATALOGUES, reportTexts } from '@vivavoce/texts/report';
import fc from 'fast-check';
import { soundTask } from './advise.ts';
import { describeReason } from './candidate-reason.ts';
import { plainFindings, reportInputs } from './report.fixture.ts';
import type { ReportInput } from './report-input.ts';
import { type Report, writeReport } from './write-report.ts';

const OTHERS = REPORT_LANGUAGES.filter((language) => language !== 'en');

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

/** Numbers as the language writes them: thousands apart by a full stop or a thin space, with or without a percent sign. */
const numbersIn = (text: string) => bare(text).match(/\d[\d.,:\u202f]*\d(?:\s%)?|\d(?:\s%)?/g) ?? [];

function figuresOf(value: unknown, formats: Formats, found = new Set<string>()): Set<string> {
  const { decimal, percent, seconds, whole } = formats;
  if (typeof value === 'number') {
    for (const write of [whole, decimal, percent, seconds, clock]) found.add(write(value));
  } else if (typeof value === 'object' && value !== null) {
    const { startMs, endMs } = value as Record<string, unknown>;
    if (typeof startMs === 'number' && typeof endMs === 'number') found.add(seconds(endMs - startMs));
    for (const part of Object.values(value)) figuresOf(part, formats, found);
  }
  return found;
}

/** Findings of speech that a language model judged. */
function ratedFindings(): ReportInput {
  const plain = plainFindings();
  const evidence = [
    { text: 'une clinique à la campagne', startMs: 9000, endMs: 11_000, aspect: 'range', shows: 'strength' },
    { text: 'de façon plus autonome', startMs: 90_000, endMs: 92_000, aspect: 'control', shows: 'weakness' },
  ] as const;
  const rated = { samples: [3, 3, 3.2], isHeldByMeasures: true, evidence: [...evidence] };
  const judgement = { vocabulary: rated, fluency: rated };
  return {
    ...plain,
    scores: { ...plain.scores, accent: null, overall: null },
    analysis: { ...plain.analysis, judgement },
  };
}

/** One reason of every kind, with every fact. */
const REASONS: readonly CandidateReason[] = [
  { kind: 'named' },
  { kind: 'only', words: 956, questions: null },
  { kind: 'only', words: 56, questions: 3 },
  { kind: 'undecided', speakers: 2, share: 0.52 },
  {
    kind: 'facts',
    facts: [
      { kind: 'answers', given: 3, of: 4 },
      { kind: 'questions', asked: 0, of: 3 },
      { kind: 'words', share: 0.734 },
    ],
  },
  {
    kind: 'facts',
    facts: [
      { kind: 'questions', asked: 1, of: 9 },
      { kind: 'contribution', words: 31 },
      { kind: 'firstPerson', per100: 7.25 },
    ],
  },
  {
    kind: 'facts',
    facts: [
      { kind: 'secondPerson', per100: 0.4 },
      { kind: 'hosting', phrases: 0 },
    ],
  },
  { kind: 'facts', facts: [{ kind: 'hosting', phrases: 1 }] },
];

describe('a report in another language than English', () => {
  for (const language of OTHERS) {
    const t = reportTexts(language);
    const formats = formatsOf(language);
    it(`says in ${language} no number that is not among the figures, and no word that judges or decides`, () => {
      fc.assert(
        fc.property(reportInputs, (input) => {
          const figures = figuresOf({ scores: input.scores, analysis: input.analysis }, formats);
          for (const text of textsOf(writeReport(input, t))) {
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

    it(`says in ${language} why somebody is the candidate, with the figures of the English sentence`, () => {
      for (const reason of REASONS) {
        const own = describeReason(1, reason, t);
        const english = describeReason(1, reason);
        const figures = (text: string) =>
          bare(text)
            .replaceAll(',', '.')
            .match(/\d+(\.\d+)?/g)
            ?.sort();
        assert.deepEqual(figures(own), figures(english), own);
        assert.match(own, /^\p{Lu}.*\.$/u);
        assert.doesNotMatch(own, /\b(Speaker|speakers|words|answers|was|spoke)\b/);
        assert.doesNotMatch(own, FORBIDDEN);
      }
    });

    it(`tells in ${language} how each sound of English is made`, () => {
      const task = (arpabet: string) => soundTask({ ipa: 'θ', arpabet }, [], t).split(';');
      const [unknown, rest] = task('none');
      for (const [arpabet, english] of Object.entries(REPORT_CATALOGUES.en.sounds)) {
        const [how, then] = task(arpabet);
        assert.equal(then, rest);
        assert.notEqual(how, unknown, arpabet);
        assert.ok(!how?.includes(english), arpabet);
      }
    });

    it(`has in ${language} a sentence of its own for every warning`, () => {
      const messages = WARNING_CODES.map((code) => t(`warnings.${code}`));
      assert.equal(new Set(messages).size, WARNING_CODES.length);
      for (const message of messages) assert.match(message, /^\p{Lu}.*\.$/u);
    });

    it(`quotes in ${language} what a language model rests on, as it was said`, () => {
      const input = ratedFindings();
      const { explainability, candidateFeedback } = writeReport(input, t);
      assert.match(explainability.vocab, /une clinique à la campagne/);
      assert.match(candidateFeedback, /une clinique à la campagne[\s\S]*de façon plus autonome/);
      const english = writeReport(input);
      assert.notEqual(explainability.fluency, english.explainability.fluency);
    });
  }
});

describe('what was said', () => {
  it('stands in a report as it is, whatever it looks like', () => {
    const words = ['$t(terms.words)', '{{count}}', '{{word, capital}}', '<b>'];
    for (const language of REPORT_LANGUAGES) {
      for (const word of words) {
        const plain = plainFindings();
        const overusedWords = [{ word, count: 12, perHundredWords: 2, heard: [], alternatives: [] }];
        const analysis = { ...plain.analysis, vocabulary: { ...plain.analysis.vocabulary, overusedWords } };
        const { explainability, candidateFeedback } = writeReport(
          { ...plain, analysis },
          reportTexts(language),
        );
        assert.ok(explainability.vocab.includes(word), explainability.vocab);
        assert.ok(candidateFeedback.includes(word), candidateFeedback);
      }
    }
  });
});
