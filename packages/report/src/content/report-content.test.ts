import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { REPORT_LANGUAGES } from '@vivavoce/contract';
import { anEmptyResult, aResult, RECOMMENDATION } from '../result.fixture.ts';
import { blocksOf } from './blocks-of.ts';
import { AUDIENCES } from './report-source.ts';
import { writeReportContent } from './write-report-content.ts';

const textOf = (...[source, audience]: Parameters<typeof writeReportContent>) =>
  JSON.stringify(writeReportContent(source, audience));

describe('the content of a report', () => {
  test('tells the recruiter the recommendation, the reference, who was scored and what made the scores', () => {
    const source = aResult();
    const text = textOf(source, 'recruiter');
    const model = { name: 'score-words', sha256: 'abcdef0123456789' };
    const made = textOf(
      aResult({
        analysis: { ...source.analysis, provenance: { ...source.analysis.provenance, models: [model] } },
      }),
      'recruiter',
    );
    for (const told of [RECOMMENDATION, 'APPLICANT-77', 'Speaker 2 spoke 60%', 'Nguyễn Thị Ánh Tuyết']) {
      assert.ok(text.includes(told), told);
    }
    assert.ok(made.includes('score-words abcdef012345'));
  });

  test('counts the words that the scores rest on, and no others', () => {
    const source = aResult();
    const vocabulary = { ...source.analysis.vocabulary, words: 589 };
    const candidateDetection = { ...source.candidateDetection, wordCount: 593 };
    for (const audience of AUDIENCES) {
      const text = textOf(
        { ...source, candidateDetection, analysis: { ...source.analysis, vocabulary } },
        audience,
      );
      assert.match(text, /589 words/);
      assert.doesNotMatch(text, /593/);
    }
  });

  test('keeps from the candidate what is said between experts, and names the rights', () => {
    const source = anEmptyResult();
    const uncertain = { ...source.candidateDetection, confidence: 'low' as const };
    const text = textOf({ ...source, candidateDetection: uncertain }, 'candidate');
    for (const secret of [
      RECOMMENDATION,
      'APPLICANT-77',
      'Speaker 2',
      'A person should listen',
      'recruiter',
    ]) {
      assert.ok(!text.includes(secret), secret);
    }
    assert.match(text, /ask for a person to listen/);
    assert.match(text, /Too few words for a vocabulary score/);
  });
});

describe('the evidence in a report', () => {
  test('is quoted as it was said, with its time: words around a word, and both sides of a pause', () => {
    const quotes = writeReportContent(aResult(), 'recruiter')
      .sections.flatMap((section) => section.blocks)
      .flatMap((block) => (block.kind === 'quotes' ? block.items : []));
    assert.deepEqual(
      quotes.map(({ time, text, note }) => [time, text.replaceAll('\u00a0', ' '), note]),
      [
        [
          '0:21',
          '… fresh food. First I checked the spreadsheets and then I made a decision.',
          'spreadsheets: B2',
        ],
        [
          '0:06',
          'I was a transport planner […] in a company that delivers fresh …',
          '0.7 s, inside a clause',
        ],
      ],
    );
  });

  test('has figures that say in words what they show', () => {
    const figures = writeReportContent(aResult(), 'recruiter')
      .sections.flatMap((section) => section.blocks)
      .flatMap((block) => (block.kind === 'figure' ? [block.figure.alt] : []));
    assert.match(
      figures[0] ?? '',
      /Overall: 2\.7 of 5, level B2, 90% interval 2\.1 to 3\.1\. Vocabulary: 2\.1/,
    );
    assert.equal(figures.length, 6);
    assert.ok(figures.some((alt) => alt.includes('Different words: A1 55%, A2 20%, B1 15%, B2 10%')));
  });

  test('compares figures with what is usual for English alone, and shows those of other languages as they are', () => {
    const compared = /usual at/;
    assert.match(textOf(aResult(), 'recruiter'), compared);
    const source = aResult({ scoringMethod: 'gpt_multilingual' });
    const inFrench = { ...source, audio: { ...source.audio, languageCode: 'fr', requestedLanguage: 'fr' } };
    const told = textOf(inFrench, 'recruiter');
    assert.doesNotMatch(told, compared);
    assert.match(
      told,
      /"Spoken French report".*The spoken French .*a language model placed .*how French was/,
    );
    assert.equal(told.match(/known for English alone/g)?.length, 2);
    for (const figure of ['["Variety of the text (MTLD)","44"]', '["Syllables between pauses","6.5"]']) {
      assert.ok(told.includes(figure), figure);
    }
  });

  test('is whole where nothing was scored, and draws no marks then', () => {
    const { sections } = writeReportContent(anEmptyResult(), 'recruiter');
    assert.deepEqual(
      sections.slice(2, 5).map(({ badge }) => badge),
      ['not scored', 'not scored', 'not scored'],
    );
    const figures = sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'figure'));
    assert.equal(figures.length, 1);
    const [scale] = figures;
    assert.ok(scale?.kind === 'figure' && scale.figure.shapes.every(({ kind }) => kind !== 'dot'));
  });
});

/** Everything that a content says, figures with their words. */
function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  JSON.stringify(value, (key, part) => {
    if (typeof part === 'string' && !['kind', 'fill', 'stroke', 'anchor', 'language'].includes(key))
      texts.push(part);
    return part;
  });
  return texts;
}

describe('a report in another language than English', () => {
  const review = {
    decision: 'override' as const,
    scores: { vocabulary: 3, fluency: 3.5, accent: 2, overall: 3 },
    note: 'Line was bad.',
    at: '2026-11-26T09:00:00.000Z',
    revision: 1,
    by: { kind: 'user' as const, id: null, label: 'Ada' },
  };
  const doubtful = anEmptyResult();
  const sources = [
    aResult({ review }),
    aResult({ review: { ...review, decision: 'agree' }, scoringMethod: 'gpt_multilingual' }),
    { ...doubtful, candidateDetection: { ...doubtful.candidateDetection, confidence: 'low' as const } },
  ];
  /** What the candidate said, and words that are French too. */
  const SHARED = /transport planner|spreadsheets|decision|extremely|^Date$|^minute$/;

  for (const reportLanguage of REPORT_LANGUAGES.filter((language) => language !== 'en')) {
    test(`says nothing in English that the result does not say: ${reportLanguage}`, () => {
      for (const source of sources) {
        for (const audience of AUDIENCES) {
          const own = writeReportContent({ ...source, reportLanguage }, audience);
          assert.equal(own.language, reportLanguage);
          const english = new Set(textsOf(writeReportContent(source, audience)));
          const given = new Set([
            ...textsOf(source),
            ...source.candidateFeedback.split('\n').map((line) => line.replace(/^- |:$/g, '')),
          ]);
          const kept = textsOf(own).filter(
            (text) => english.has(text) && /\p{L}{3}/u.test(text) && !given.has(text) && !SHARED.test(text),
          );
          assert.deepEqual(kept, []);
          const numbers = (texts: readonly string[]) => texts.join(' ').match(/\d+[.,]\d/g) ?? [];
          assert.ok(
            numbers(textsOf(own)).every((number) => number.includes(',')),
            'decimals have a comma',
          );
        }
      }
    });
  }

  test('names the language that was spoken', () => {
    const { audio } = aResult();
    const french = aResult({ audio: { ...audio, languageCode: 'fr', requestedLanguage: 'fr' } });
    assert.equal(writeReportContent(french, 'candidate').title, 'Your spoken French');
    const german = writeReportContent({ ...french, reportLanguage: 'de' }, 'recruiter');
    assert.equal(german.title, 'Bericht: gesprochenes Französisch');
    assert.match(JSON.stringify(german), /wie in dieser Aufnahme Französisch gesprochen wurde/);
  });
});

describe('what people and texts add to a report', () => {
  test('shows a review as a person’s, beside the scores; its note and its author to colleagues only', () => {
    const review = {
      decision: 'override' as const,
      scores: { fluency: 3.5, overall: 3 },
      note: 'The line was bad.',
      at: '2026-11-26T09:00:00.000Z',
      revision: 1,
      by: { kind: 'user' as const, id: null, label: 'Ada' },
    };
    const told = textOf(aResult({ review }), 'recruiter');
    assert.match(told, /reviewed this result on 26 November 2026 and sees the result differently/);
    assert.match(told, /of 5: fluency 3\.5, overall 3\.0\./);
    assert.match(told, /Reviewed by Ada\. The line was bad\./);
    assert.match(told, /Overall: 2\.7 of 5/);
    const own = textOf(aResult({ review }), 'candidate');
    assert.match(own, /fluency 3\.5/);
    assert.doesNotMatch(own, /Ada|The line was bad/);
  });

  test('makes lists and headings of the lines of a text', () => {
    assert.deepEqual(blocksOf('What went well:\n- One.\n- Two.\n\nThe end.'), [
      { kind: 'heading', text: 'What went well' },
      { kind: 'list', items: ['One.', 'Two.'] },
      { kind: 'paragraph', text: 'The end.' },
    ]);
  });
});

describe('what people asked and reviewed', () => {
  const interval = { low: 2.2, high: 3.6, level: 0.9 } as const;
  const score = { score: 2.9, level: 'B2', interval } as const;
  const by = { kind: 'user', id: 'u', label: 'Ada Adler' } as const;
  const at = '2026-03-12T10:00:00.000Z';
  const review = {
    decision: 'override',
    scores: { vocabulary: 3.4 },
    note: 'secret note',
    revision: 1,
    at,
    by,
  } as const;

  test('the interview question by question, with the levels that each answer allows', () => {
    const source = aResult();
    const answers = [
      {
        question: { speaker: 'speaker_0', startMs: 0, endMs: 4000, text: 'Where did you work before?' },
        startMs: 4500,
        endMs: 13_000,
        latencyMs: 500,
        words: 12,
        speakingTimeMs: 8000,
        wordsPerMinute: 90,
        silentPausesPerMinute: 10,
        scores: { vocabulary: null, fluency: score, accent: score },
        best: null,
        weakest: null,
      },
    ];
    const text = textOf({ ...source, analysis: { ...source.analysis, answers } }, 'recruiter');
    assert.match(text, /Question by question/);
    assert.match(text, /Where did you work before\?","0:08","0\.5 s","– · B1 to C1 · B1 to C1"/);
    assert.doesNotMatch(textOf(source, 'recruiter'), /Question by question/);
  });

  test('a reviewer’s score stands before the program’s, and the levels that the role needs first of all', () => {
    const requirement = {
      project: 'Support',
      levels: { overall: 'B2' },
      assessed: [
        { score: 'overall', level: 'B2', evidence: 'likely', probability: 0.93, source: 'analysis' },
      ],
    } as const;
    const source = {
      ...aResult(),
      review,
      requirement: { ...requirement, assessed: [...requirement.assessed] },
    };
    const [result] = writeReportContent(source, 'recruiter').sections;
    const titles = result?.blocks.flatMap((block) => (block.kind === 'notice' ? [block.title] : []));
    assert.deepEqual(titles?.slice(0, 2), [
      'What the role needs (Support)',
      'Scored otherwise by a reviewer',
    ]);
    const text = JSON.stringify(result);
    assert.match(text, /Overall: B2 needed, likely met \(93% probability of B2 or higher\)/);
    assert.match(text, /Vocabulary: C1 \(3\.4\) by a reviewer on 12 March 2026; B1 by the program/);
  });

  test('a candidate is not shown what the role needs, and a review of an earlier result heads nothing', () => {
    const requirement = { project: 'Support', levels: { overall: 'B2' as const }, assessed: [] };
    assert.doesNotMatch(textOf({ ...aResult(), requirement }, 'candidate'), /Support/);
    const revision = { number: 2, reason: 'correction', createdAt: at, by } as const;
    assert.doesNotMatch(textOf({ ...aResult(), review, revision }, 'recruiter'), /Scored otherwise/);
  });
});

test('a sound that is unclear now and then is not called hard to make out', () => {
  const source = aResult();
  const phone = { ipa: 's', arpabet: 'S', meanGoodness: -1, examples: [] };
  const withSounds = (count: number, unclear: number) => {
    const accent = { ...source.analysis.accent, costliestPhones: [{ ...phone, count, unclear }] };
    return textOf({ ...source, analysis: { ...source.analysis, accent } }, 'recruiter');
  };
  assert.doesNotMatch(withSounds(95, 3), /3 of 95/);
  assert.match(withSounds(20, 6), /6 of 20/);
});
