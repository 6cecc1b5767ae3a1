import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleOf, type RunRow, runRowSchema } from '@vivavoce/contract';
import { toCsv } from './runs-csv.ts';

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
