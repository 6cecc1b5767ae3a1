import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  exampleOf,
  REPORT_LANGUAGES,
  type ReportLanguage,
  type RunRow,
  runRowSchema,
} from '@vivavoce/contract';
import { CONSOLE_CATALOGUES } from '@vivavoce/texts/console';
import { WARNING_TEXTS } from '@vivavoce/texts/warnings';
import { createInstance } from 'i18next';
import { toCsv, toReadableCsv } from './runs-csv.ts';

const row = (changes: Partial<RunRow>): RunRow => ({ ...exampleOf(runRowSchema), ...changes });

test('quotes and line breaks stay inside their cell', () => {
  const [, line] = toCsv([row({ externalId: 'a "b"\nc' })]).split('\r\n');
  assert.match(line ?? '', /^[^,]+,"a ""b""\nc",/);
});

test('no cell is read as a formula', () => {
  for (const externalId of ['=1+1', '+1', '-1', '@sum', '\t=1']) {
    const [, line] = toCsv([row({ externalId })]).split('\r\n');
    assert.ok(line?.includes(`'${externalId}`), externalId);
  }
});

test('missing values are empty cells', () => {
  const [head, line] = toCsv([row({ scores: null, headline: null, credits: null, project: null })]).split(
    '\r\n',
  );
  const columns = head?.split(',') ?? [];
  assert.equal(line?.split(',')[columns.indexOf('overall')], '');
});

test('the candidate has a column: the name given to the speaker, else under whichever metadata key it is', () => {
  const [head, ...lines] = toCsv([
    row({ speakerName: 'Dr Bell', metadata: { candidate_name: 'Ada' } }),
    row({ speakerName: null, metadata: { candidate_name: 'Ada' } }),
    row({ speakerName: null, metadata: { role: 'planner' } }),
  ]).split('\r\n');
  const column = head?.split(',').indexOf('candidate') ?? -1;
  assert.deepEqual(
    lines.slice(0, 3).map((line) => line.split(',')[column]),
    ['Dr Bell', 'Ada', ''],
  );
});

test('a spreadsheet knows that the text is UTF-8, and metadata are as they were written', () => {
  const metadata: Record<string, string> = JSON.parse('{"name":"Łukasz","price":"0.10","__proto__":"x"}');
  const csv = toCsv([row({ metadata })]);
  assert.ok(csv.startsWith('\ufeffid,'));
  assert.ok(csv.includes('"{""name"":""Łukasz"",""price"":""0.10"",""__proto__"":""x""}"'));
});

test('the three dimensions, their intervals, the review and the warnings have columns', () => {
  const machine = { score: 2.1, level: 'B1', source: 'analysis' } as const;
  const by = { kind: 'user', id: 'u', label: 'Ada' } as const;
  const [head = '', line = ''] = toCsv([
    row({
      headline: {
        overall: machine,
        vocabulary: { score: 3.4, level: 'C1', source: 'review' },
        fluency: machine,
        accent: machine,
      },
      intervals: {
        overall: { low: 1.5, high: 2.7, level: 0.9 },
        vocabulary: null,
        fluency: null,
        accent: null,
      },
      review: {
        decision: 'override',
        scores: { vocabulary: 3.4 },
        revision: 1,
        at: '2026-03-12T10:00:00.000Z',
        by,
      },
      warnings: ['LOW_SNR', 'CLIPPED'],
      shouldListen: true,
    }),
  ])
    .slice(1)
    .split('\r\n');
  const cells = line.split(',');
  const cell = (name: string) => cells[head.split(',').indexOf(name)];
  const names = [
    'vocabulary',
    'vocabularyLevel',
    'vocabularySource',
    'overallLow',
    'overallHigh',
    'fluencyLow',
  ];
  assert.deepEqual(names.map(cell), ['3.4', 'C1', 'review', '1.5', '2.7', '']);
  assert.deepEqual(['reviewedBy', 'warnings', 'shouldListen'].map(cell), ['Ada', 'LOW_SNR; CLIPPED', 'yes']);
});

/** Whoever reads in a language. */
async function readerIn(language: ReportLanguage) {
  const i18n = createInstance();
  const resources = { [language]: { console: await CONSOLE_CATALOGUES[language]() } };
  await i18n.init({ lng: language, ns: ['console'], defaultNS: 'console', resources });
  return { language, t: i18n.t, warnings: await WARNING_TEXTS[language]() };
}

const READ = row({
  status: 'partial',
  externalId: 'a;b,c',
  durationMs: 189_000,
  timestamp: '2026-03-12T10:00:00.000Z',
  headline: {
    overall: { score: 2.1, level: 'B1', source: 'analysis' },
    vocabulary: { score: 3.4, level: 'C1', source: 'review' },
    fluency: { score: null, level: null, source: 'analysis' },
    accent: { score: 2, level: 'B1', source: 'analysis' },
  },
  warnings: ['LOW_SNR', 'CLIPPED'],
  shouldListen: true,
  tags: [],
  metadata: {},
  credits: { deducted: 4 },
});

test('for people headings and texts are in their language, where Excel splits at semicolons with decimal commas', async () => {
  const [head = '', line = ''] = toReadableCsv([READ], await readerIn('de'))
    .slice(1)
    .split('\r\n');
  const headings = head.split(';');
  const cells = line.replace('"a;b,c"', 'quoted').split(';');
  const cell = (heading: string) => cells[headings.indexOf(heading)];
  assert.equal(headings.length, cells.length);
  assert.ok(line.includes(';"a;b,c";'));
  assert.deepEqual(
    [
      cell('Status'),
      cell('Länge (Minuten)'),
      cell('Gesamtwert'),
      cell('Wortschatz: Quelle'),
      cell('Redefluss'),
      cell('Ein Mensch sollte zuhören'),
    ],
    ['Teilweise bewertet', '3,15', '2,1', 'Prüfung', '', 'Ja'],
  );
  assert.match(cell('Hinweise') ?? '', /^Die Aufnahme rauscht, .*\. Die Aufnahme ist übersteuert, .*\.$/);
  assert.match(cell('Eingereicht') ?? '', /^2026-03-1[123] \d\d:\d\d$/);
});

test('for people the columns are those for programs in every language, in the same order, with points and commas in English', async () => {
  const [names = ''] = toCsv([READ]).slice(1).split('\r\n');
  for (const language of REPORT_LANGUAGES) {
    const [head = ''] = toReadableCsv([READ], await readerIn(language))
      .slice(1)
      .split('\r\n');
    const headings = head.split(language === 'en' ? ',' : ';');
    assert.equal(headings.length, names.split(',').length, language);
    assert.equal(new Set(headings).size, headings.length, `${language}: no heading is given twice`);
    assert.doesNotMatch(head, /csv\.|\{\{/);
  }
  const english = toReadableCsv([READ], await readerIn('en'));
  assert.ok(english.startsWith('\ufeffRun,External id,Candidate,Status,'));
  assert.ok(english.includes(',2.1,B1,analysis,'));
  assert.ok(english.includes(',"a;b,c",'));
});

test('for people too no cell is read as a formula', async () => {
  for (const language of REPORT_LANGUAGES) {
    const csv = toReadableCsv([row({ externalId: '=1+1', project: '@sum' })], await readerIn(language));
    assert.ok(csv.includes("'=1+1") && csv.includes("'@sum"), language);
  }
});

test('for programs nothing changes', () => {
  const [head = ''] = toCsv([]).slice(1).split('\r\n');
  assert.equal(
    head,
    'id,externalId,candidate,status,submitted,completed,minutes,overall,overallLevel,overallSource,overallLow,overallHigh,vocabulary,vocabularyLevel,vocabularySource,vocabularyLow,vocabularyHigh,fluency,fluencyLevel,fluencySource,fluencyLow,fluencyHigh,accent,accentLevel,accentSource,accentLow,accentHigh,review,reviewedBy,reviewedAt,shouldListen,warnings,credits,project,tags,metadata',
  );
});
