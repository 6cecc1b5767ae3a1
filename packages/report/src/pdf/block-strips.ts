import type { Block } from '../content/report-content.ts';
import { PAPER } from '../palette.ts';
import { drawFigure } from './draw-figure.ts';
import { LEFT, type Sheet, type Strip, type Tag, TEXT_WIDTH, type TextStyle } from './sheet.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

const BODY: TextStyle = { size: 9.5, fill: 'ink' };
const QUIET: TextStyle = { size: 8.5, fill: 'quiet' };
const HEADING: TextStyle = { size: 10.5, fill: 'ink', bold: true };
const LABEL: TextStyle = { size: 7.5, fill: 'quiet' };
const VALUE: TextStyle = { size: 10, fill: 'ink', bold: true };

/** A text in a paragraph of its own. */
function textStrip(
  sheet: Sheet,
  parent: Tag,
  type: string,
  text: string,
  style: TextStyle,
  above: number,
): Strip {
  return {
    height: sheet.heightOf(text, TEXT_WIDTH, style),
    above,
    draw: (y) => sheet.fill(sheet.open(parent, type), () => sheet.write(text, LEFT, y, TEXT_WIDTH, style)),
  };
}

function headingStrip(sheet: Sheet, parent: Tag, text: string): Strip {
  return { ...textStrip(sheet, parent, 'H3', text, HEADING, 14), keepsNext: true };
}

/** An element of the tree that comes into being with its first child, so that it stands in the order of reading. */
function lazily(sheet: Sheet, parent: Tag, type: string): () => Tag {
  let tag: Tag | null = null;
  return () => {
    tag ??= sheet.open(parent, type);
    return tag;
  };
}

/** Rows of a table, and points of a list, that stay on one page. */
const MOST_TOGETHER = 12;

function listStrips(sheet: Sheet, parent: Tag, { items }: Of<'list'>): Strip[] {
  const indent = 14;
  const list = lazily(sheet, parent, 'L');
  // Short lists are not parted: what is left of one on the next page reads as a list of its own.
  const isShort = items.length <= MOST_TOGETHER;
  return items.map((text, at) => ({
    height: sheet.heightOf(text, TEXT_WIDTH - indent, BODY),
    above: 5,
    ...(isShort && at < items.length - 1 && { keepsNext: true }),
    draw: (y) => {
      const item = sheet.open(list(), 'LI');
      sheet.fill(sheet.open(item, 'Lbl'), () => sheet.write('•', LEFT + 2, y, indent, BODY));
      sheet.fill(sheet.open(item, 'LBody'), () =>
        sheet.write(text, LEFT + indent, y, TEXT_WIDTH - indent, BODY),
      );
    },
  }));
}

/** Terms above their values, four beside each other. */
export function factStrips(
  sheet: Sheet,
  parent: Tag,
  items: readonly (readonly [term: string, value: string])[],
  above: number,
): Strip[] {
  const columns = 4;
  const width = TEXT_WIDTH / columns;
  const inner = width - 10;
  const list = lazily(sheet, parent, 'L');
  const rows = Array.from({ length: Math.ceil(items.length / columns) }, (_, row) =>
    items.slice(row * columns, (row + 1) * columns),
  );
  return rows.map((row, n) => ({
    height: 13 + Math.max(...row.map(([, value]) => sheet.heightOf(value, inner, VALUE))),
    above: n === 0 ? above : 8,
    draw: (y) =>
      row.forEach(([term, value], column) => {
        const x = LEFT + column * width;
        const item = sheet.open(list(), 'LI');
        sheet.fill(sheet.open(item, 'Lbl'), () => sheet.write(term, x, y, inner, LABEL));
        sheet.fill(sheet.open(item, 'LBody'), () => sheet.write(value, x, y + 12, inner, VALUE));
      }),
  }));
}

function noticeStrip(sheet: Sheet, parent: Tag, { title, lines }: Of<'notice'>): Strip {
  const inset = 14;
  const pad = 9;
  const width = TEXT_WIDTH - inset - pad;
  const texts = [
    { text: title, style: { ...BODY, bold: true } as TextStyle },
    ...lines.map((text) => ({ text, style: BODY })),
  ].map((line) => ({ ...line, height: sheet.heightOf(line.text, width, line.style) + 2 }));
  const height = texts.reduce((sum, line) => sum + line.height, 2 * pad - 4);
  return {
    height,
    above: 12,
    draw: (y) => {
      sheet.decorate((doc) => {
        doc.roundedRect(LEFT, y, TEXT_WIDTH, height, 3).fill(PAPER.surface);
        doc.rect(LEFT, y, 3, height).fill(PAPER.mark);
      });
      const note = sheet.open(parent, 'Div');
      let top = y + pad - 1;
      for (const line of texts) {
        const place = top;
        sheet.fill(sheet.open(note, 'P'), () =>
          sheet.write(line.text, LEFT + inset, place, width, line.style),
        );
        top += line.height;
      }
    },
  };
}

function figureStrips(sheet: Sheet, parent: Tag, { caption, figure }: Of<'figure'>): Strip[] {
  const { width, height, alt } = figure;
  const drawing: Strip = {
    height,
    above: caption ? 8 : 14,
    draw: (y) => {
      const tag = sheet.open(parent, 'Figure', { alt, bbox: [LEFT, y, LEFT + width, y + height] });
      sheet.fill(tag, () => drawFigure(sheet, figure, LEFT, y));
    },
  };
  return caption ? [headingStrip(sheet, parent, caption), drawing] : [drawing];
}

function quoteStrips(sheet: Sheet, parent: Tag, { title, items }: Of<'quotes'>): Strip[] {
  const time: TextStyle = { ...BODY, fill: 'accent', bold: true };
  const note: TextStyle = { ...QUIET, align: 'right' };
  const [left, right] = [40, 118];
  const width = TEXT_WIDTH - left - right - 10;
  const list = lazily(sheet, parent, 'L');
  const strips = items.map((item): Strip => {
    const text = item.text ? `“${item.text}”` : '';
    return {
      height: Math.max(sheet.heightOf(text, width, BODY), sheet.heightOf(item.note, right, note)),
      above: 6,
      draw: (y) => {
        const entry = sheet.open(list(), 'LI');
        sheet.fill(sheet.open(entry, 'Lbl'), () => sheet.write(item.time, LEFT, y, left, time));
        const body = sheet.open(entry, 'LBody');
        sheet.fill(sheet.open(body, 'Quote'), () => sheet.write(text, LEFT + left, y, width, BODY));
        sheet.fill(sheet.open(body, 'Span'), () =>
          sheet.write(item.note, LEFT + TEXT_WIDTH - right, y + 0.8, right, note),
        );
      },
    };
  });
  return [headingStrip(sheet, parent, title), ...strips];
}

function tableStrips(sheet: Sheet, parent: Tag, { title, head, widths, rows }: Of<'table'>): Strip[] {
  const table = lazily(sheet, parent, 'Table');
  const cellWidth = (column: number): number => (widths[column] ?? 0) * TEXT_WIDTH - 8;
  const cellLeft = (column: number): number =>
    LEFT + widths.slice(0, column).reduce((sum, width) => sum + width * TEXT_WIDTH, 0);
  // Short tables are not parted, so that no page needs their head a second time.
  const isShort = rows.length <= MOST_TOGETHER;
  const strip = (
    cells: readonly string[],
    style: TextStyle,
    isHead: boolean,
    mayEndPage: boolean,
  ): Strip => ({
    height: Math.max(...cells.map((cell, n) => sheet.heightOf(cell, cellWidth(n), style))) + 7,
    above: isHead ? 6 : 0,
    ...(mayEndPage ? {} : { keepsNext: true }),
    draw: (y) => {
      if (!isHead) {
        sheet.decorate((doc) => {
          doc
            .moveTo(LEFT, y)
            .lineTo(LEFT + TEXT_WIDTH, y)
            .lineWidth(0.5)
            .stroke(PAPER.line);
        });
      }
      const row = sheet.open(table(), 'TR');
      cells.forEach((cell, n) => {
        const tag = isHead ? sheet.open(row, 'TH', { scope: 'Column' }) : sheet.open(row, 'TD');
        sheet.fill(tag, () => sheet.write(cell, cellLeft(n), y + (isHead ? 1 : 4), cellWidth(n), style));
      });
    },
  });
  return [
    ...(title === undefined ? [] : [headingStrip(sheet, parent, title)]),
    strip(head, LABEL, true, false),
    ...rows.map((row, n) => strip(row, BODY, false, !isShort || n === rows.length - 1)),
  ];
}

/** How a block is drawn, as strips from top to bottom. */
export function blockStrips(sheet: Sheet, parent: Tag, block: Block): Strip[] {
  switch (block.kind) {
    case 'heading':
      return [headingStrip(sheet, parent, block.text)];
    case 'paragraph':
      return [textStrip(sheet, parent, 'P', block.text, block.isQuiet ? QUIET : BODY, 8)];
    case 'list':
      return listStrips(sheet, parent, block);
    case 'facts':
      return factStrips(sheet, parent, block.items, 12);
    case 'notice':
      return [noticeStrip(sheet, parent, block)];
    case 'figure':
      return figureStrips(sheet, parent, block);
    case 'quotes':
      return quoteStrips(sheet, parent, block);
    case 'table':
      return tableStrips(sheet, parent, block);
  }
}
