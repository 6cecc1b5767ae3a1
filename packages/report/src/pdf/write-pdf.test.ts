import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { REPORT_LANGUAGES } from '@vivavoce/contract';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Block, ReportContent } from '../content/report-content.ts';
import { writeReportContent } from '../content/write-report-content.ts';
import { anEmptyResult, aResult } from '../result.fixture.ts';
import { createPdfThread } from './pdf-thread.ts';
import { writePdf } from './write-pdf.ts';

const MADE = new Date('2026-11-25T10:00:00Z');

interface TagNode {
  readonly role?: string;
  readonly alt?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly TagNode[];
}

const nodesOf = (node: TagNode): TagNode[] => [node, ...(node.children ?? []).flatMap(nodesOf)];
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A PDF as a screen reader has it: its tags in order, and the text that each holds. */
async function readPdf(pdf: Uint8Array) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const tags: { role: string; alt: string | undefined; text: string }[] = [];
  let untagged = '';
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const texts = new Map<string, string>();
    let mark: string | null = null;
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if ('str' in item) {
        const text = item.str + (item.hasEOL ? ' ' : '');
        if (mark === null) untagged += text;
        else texts.set(mark, (texts.get(mark) ?? '') + text);
      } else if (item.type === 'endMarkedContent') mark = null;
      else mark = item.id ?? 'artifact';
    }
    const nodes = nodesOf((await page.getStructTree()) as TagNode);
    for (const { role, alt, children = [] } of nodes) {
      if (!role) continue;
      const own = children.filter(({ type }) => type === 'content');
      tags.push({ role, alt, text: plain(own.map(({ id }) => texts.get(id ?? '') ?? '').join(' ')) });
    }
  }
  const { info } = (await document.getMetadata()) as unknown as { info: { Title: string; Language: string } };
  const isMarked = ((await document.getMarkInfo()) as unknown as Map<string, boolean>).get('Marked');
  return { tags, untagged, info, pages: document.numPages, isMarked };
}

/** Half of an A4 page, points. */
const HALF_PAGE = 421;
/** Below, there are only the footer and the number of the page, points from the bottom. */
const ABOVE_FOOTER = 55;

/** The texts of each page with their height above its bottom, points, without the footer. */
async function linesOf(pdf: Uint8Array): Promise<{ readonly text: string; readonly y: number }[][]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, at) => {
      const { items } = await (await document.getPage(at + 1)).getTextContent();
      return items
        .flatMap((item) => ('str' in item ? [{ text: item.str, y: item.transform[5] as number }] : []))
        .filter(({ text, y }) => text.trim() !== '' && y > ABOVE_FOOTER);
    }),
  );
}

/** The texts of a block in the order of reading, without those inside of figures. */
function textsOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'list':
      return [...block.items];
    case 'facts':
      return block.items.flat();
    case 'notice':
      return [block.title, ...block.lines];
    case 'figure':
      return block.caption ? [block.caption] : [];
    case 'quotes':
      return [block.title, ...block.items.flatMap(({ time, text, note }) => [time, `“${text}”`, note])];
    case 'table':
      return [...(block.title ? [block.title] : []), ...block.head, ...block.rows.flat()];
  }
}

function allTexts({ title, subject, facts, sections }: ReportContent): string[] {
  return [
    title,
    ...(subject ? [subject] : []),
    ...facts.flat(),
    ...sections.flatMap(({ title: name, badge, blocks }) => [
      name,
      ...(badge ? [badge] : []),
      ...blocks.flatMap(textsOf),
    ]),
  ].map(plain);
}

describe('the PDF of a report', { concurrency: true }, () => {
  test('is read by a screen reader in order, every text under a tag and every drawing in words', async () => {
    const content = writeReportContent(aResult(), 'recruiter');
    const { tags, untagged, info, pages, isMarked } = await readPdf(await writePdf(content, MADE));
    assert.equal(untagged, '');
    assert.equal(isMarked, true);
    assert.equal(info.Title, 'Spoken English report: Nguyễn Thị Ánh Tuyết');
    assert.equal(info.Language, 'en');
    assert.ok(pages >= 2 && pages <= 4);
    const headings = tags.filter(({ role }) => /^H[12]$/.test(role));
    assert.deepEqual(
      headings.map(({ role, text }) => `${role} ${text}`),
      ['H1 Spoken English report', ...content.sections.map(({ title }) => `H2 ${title}`)],
    );
    const figures = content.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure.alt] : [])),
    );
    assert.deepEqual(
      tags.filter(({ role }) => role === 'Figure').map(({ alt }) => alt),
      figures,
    );
    assert.ok(tags.some(({ role, text }) => role === 'TD' && text === '/ʒ/'));
  });

  test('says what the content says, word for word, in Vietnamese, Cyrillic, Greek and the IPA too', async () => {
    for (const source of [aResult(), anEmptyResult()]) {
      const content = writeReportContent(source, 'recruiter');
      const { tags } = await readPdf(await writePdf(content, MADE));
      const found = tags.filter(({ role, text }) => role !== 'Figure' && text !== '').map(({ text }) => text);
      // The fonts have no Chinese: a question mark stands for what they cannot show.
      const expected = allTexts(content).map((text) => text.replace('王', '?'));
      assert.deepEqual(
        found.filter((text) => text !== 'Vivavoce' && text !== '•'),
        expected,
      );
    }
  });

  test('goes on over pages where a table is longer than one', async () => {
    const content = writeReportContent(anEmptyResult(), 'recruiter');
    const rows = Array.from({ length: 120 }, (_, n) => [
      `0:${n}`,
      `Question number ${n}, which somebody asked?`,
    ]);
    const table = { kind: 'table', head: ['At', 'Question'], widths: [0.2, 0.8], rows } as const;
    const section = { title: 'Question by question', blocks: [table] };
    const { tags, pages } = await readPdf(await writePdf({ ...content, sections: [section] }, MADE));
    assert.ok(pages >= 3, `${pages} pages`);
    // Each page is read with the whole table, and the text of its own cells.
    const cells = tags.filter(({ role, text }) => role === 'TD' && text !== '').map(({ text }) => text);
    assert.deepEqual(cells, rows.flat());
  });

  test('is the same to the byte for the same result', async () => {
    const content = writeReportContent(aResult(), 'candidate');
    assert.deepEqual(await writePdf(content, MADE), await writePdf(content, MADE));
  });

  test('is drawn in a thread of its own, which starts again after a fault and ends when it is closed', async () => {
    const thread = createPdfThread();
    const content = writeReportContent(aResult(), 'candidate');
    const broken = { ...content, sections: null } as unknown as ReportContent;
    await assert.rejects(thread.write(broken, MADE), TypeError);
    const [first, second] = await Promise.all([thread.write(content, MADE), thread.write(content, MADE)]);
    assert.deepEqual(Buffer.from(first), await writePdf(content, MADE));
    assert.deepEqual(first, second);
    await thread.close();
    await assert.rejects(thread.write(content, MADE), /is closed/);
  });
});

describe('the pages of a PDF', { concurrency: true }, () => {
  test('keeps a short list on one page, wherever it comes', async () => {
    const content = writeReportContent(anEmptyResult(), 'candidate');
    const items = ['First point', 'Second point', 'Third point'].map(
      (name) => `${name}, ${'in words '.repeat(20)}`,
    );
    for (let above = 20; above < 32; above++) {
      const fillers = Array.from(
        { length: above },
        (_, n): Block => ({ kind: 'paragraph', text: `Line ${n}` }),
      );
      const blocks: Block[] = [...fillers, { kind: 'list', items }, { kind: 'paragraph', text: 'After it' }];
      const pdf = await writePdf({ ...content, sections: [{ title: 'Feedback', blocks }] }, MADE);
      const pages = await linesOf(pdf);
      const where = ['First point', 'Second point', 'Third point'].map((name) =>
        pages.findIndex((lines) => lines.some(({ text }) => text.startsWith(name))),
      );
      assert.equal(new Set(where).size, 1, `after ${above} lines: pages ${where}`);
    }
  });

  test('leaves no page half empty but the last, in any language, for any reader', async () => {
    for (const audience of ['recruiter', 'candidate'] as const) {
      for (const language of REPORT_LANGUAGES) {
        const content = writeReportContent({ ...aResult(), reportLanguage: language }, audience);
        const pages = await linesOf(await writePdf(content, MADE));
        for (const [at, lines] of pages.slice(0, -1).entries()) {
          const lowest = Math.min(...lines.map(({ y }) => y));
          assert.ok(lowest < HALF_PAGE, `${audience}, ${language}, page ${at + 1}: ends at ${lowest} pt`);
        }
      }
    }
  });
});
