import PDFDocument from 'pdfkit';
import type { Colour } from '../figures/figure.ts';
import { FIGURE_WIDTH } from '../figures/figure.ts';
import { PAPER } from '../palette.ts';
import type { FontFiles } from './fonts.ts';

/** Of A4, points. */
const PAGE_WIDTH = 595.28;
const PAGE_HEIGHT = 841.89;
/** Where text begins and ends on a page, points. */
export const LEFT = (PAGE_WIDTH - FIGURE_WIDTH) / 2;
/** Width of the text, points. */
export const TEXT_WIDTH = FIGURE_WIDTH;
const TOP = 56;
const BOTTOM = PAGE_HEIGHT - 64;
const FOOTER = PAGE_HEIGHT - 40;

/** How a text is set. */
export interface TextStyle {
  /** Points. */
  readonly size: number;
  readonly fill: Colour;
  readonly bold?: true;
  readonly align?: 'left' | 'right';
}

/** Something of a height that is never parted by the end of a page. */
export interface Strip {
  /** Points. */
  readonly height: number;
  /** Space above, points; none at the top of a page. */
  readonly above: number;
  /** Stays on one page with what follows, as headings do. */
  readonly keepsNext?: true;
  draw(y: number): void;
}

/** A place in the tree that screen readers read. */
export type Tag = PDFKit.PDFStructureElement;

/** What may be said of an element of the tree. */
export type TagOptions = PDFKit.Mixins.StructureElementOptions & {
  /** Where a figure lies on its page: left, top, right, bottom. */
  readonly bbox?: readonly [number, number, number, number];
  /** Of what a table's cell is the head. */
  readonly scope?: 'Column';
};

/** A PDF that is being drawn, tagged for screen readers (PDF/UA-1). */
export interface Sheet {
  readonly root: Tag;
  /** Adds an element to the tree. */
  open(parent: Tag, type: string, options?: TagOptions): Tag;
  /** Draws the content of an element of the tree. */
  fill(tag: Tag, draw: () => void): void;
  /** Draws what only decorates and is not read. */
  decorate(draw: (doc: PDFKit.PDFDocument) => void): void;
  /** Sets a text from its upper left corner, lines broken at a width. */
  write(text: string, x: number, y: number, width: number, style: TextStyle): void;
  /** Sets a single line by its baseline; `x` is its start, middle or end. */
  writeLine(
    text: string,
    x: number,
    baseline: number,
    style: TextStyle,
    anchor: 'start' | 'middle' | 'end',
  ): void;
  /** Height of a text, points. */
  heightOf(text: string, width: number, style: TextStyle): number;
  readonly doc: PDFKit.PDFDocument;
  /** Places strips below each other, page after page. */
  place(strips: readonly Strip[]): void;
  /** Numbers the pages and ends the document. */
  finish(footer: string): Promise<Buffer>;
}

/** The font that is in use, as its own library has it. */
function fontInUse(doc: PDFKit.PDFDocument): Glyphs {
  return (doc as unknown as { _font: { font: Glyphs } })._font.font;
}

/**
 * Takes letters with accents whole, as they come after NFC: the font would set "ị" as "i" with a dot, and the PDF's table
 * of glyphs would then read every "i" as "ị".
 */
function keepLettersWhole(doc: PDFKit.PDFDocument): void {
  for (const name of ['regular', 'bold']) {
    const font = fontInUse(doc.font(name));
    const layout = font.layout.bind(font);
    font.layout = (text) => layout(text, { ccmp: false });
  }
}

/** What the fonts cannot show becomes a question mark: a missing glyph would be an empty box that no reader can read. */
function printer(doc: PDFKit.PDFDocument): (text: string) => string {
  const font = fontInUse(doc.font('regular'));
  return (text) =>
    [...text.normalize('NFC').toWellFormed()]
      .map((sign) => (font.hasGlyphForCodePoint(sign.codePointAt(0) as number) ? sign : '?'))
      .join('');
}

/** What is used of fontkit's font; its types are not those of the version that the PDF library brings. */
interface Glyphs {
  hasGlyphForCodePoint(codePoint: number): boolean;
  layout(text: string, features?: Readonly<Record<string, boolean>>): unknown;
}

const LINE_GAP = 1.6;

/** What is told about the document itself. */
export interface SheetInfo {
  readonly title: string;
  readonly language: string;
  readonly createdAt: Date;
}

function openDocument(fonts: FontFiles, { title, language, createdAt }: SheetInfo): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    tagged: true,
    // Known to the library, not to its types.
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
    pdfVersion: '1.7',
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Vivavoce', CreationDate: createdAt },
    // None: it would be opened beside those that are registered.
    font: '',
  });
  doc.registerFont('regular', fonts.regular);
  doc.registerFont('bold', fonts.bold);
  keepLettersWhole(doc);
  return doc;
}

/** Places strips below each other and begins a page where the next one does not fit. */
function createPager(doc: PDFKit.PDFDocument): Sheet['place'] {
  let y = TOP;
  return (strips) => {
    strips.forEach((strip, at) => {
      let needed = 0;
      for (const next of strips.slice(at)) {
        needed += next.above + next.height;
        if (!next.keepsNext) break;
      }
      const continues = at > 0 && strips[at - 1]?.keepsNext;
      if (!continues && y > TOP && y + needed > BOTTOM) {
        doc.addPage();
        y = TOP;
      }
      if (y > TOP) y += strip.above;
      strip.draw(y);
      y += strip.height;
    });
  };
}

/** Puts a text and the number at the foot of every page; they are not read. */
function numberPages(doc: PDFKit.PDFDocument, footer: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('regular').fontSize(7.5).fillColor(PAPER.quiet);
    doc.text(footer, LEFT, FOOTER, { lineBreak: false });
    doc.text(`${page + 1} / ${count}`, LEFT, FOOTER, { width: TEXT_WIDTH, align: 'right' });
    doc.endMarkedContent();
  }
}

/** Begins a PDF of A4 pages. */
export function openSheet(fonts: FontFiles, info: SheetInfo): Sheet {
  const doc = openDocument(fonts, info);
  const printable = printer(doc);
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((done, fail) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', done);
    doc.on('error', fail);
  });
  const root = doc.struct('Document');
  doc.addStructure(root);

  const use = ({ size, fill, bold }: TextStyle): PDFKit.PDFDocument =>
    doc
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(PAPER[fill]);
  const decorate: Sheet['decorate'] = (draw) => {
    doc.markContent('Artifact', { type: 'Layout' });
    draw(doc);
    doc.endMarkedContent();
  };
  return {
    doc,
    root,
    open(parent, type, options = {}) {
      const tag = doc.struct(type, options);
      parent.add(tag);
      return tag;
    },
    fill: (tag, draw) => void tag.add(draw),
    decorate,
    write(text, x, top, width, style) {
      use(style).text(printable(text), x, top, {
        width,
        align: style.align ?? 'left',
        lineGap: LINE_GAP,
      });
    },
    writeLine(text, x, baseline, style, anchor) {
      const shown = printable(text);
      const width = use(style).widthOfString(shown);
      const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
      doc.text(shown, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
    },
    heightOf: (text, width, style) =>
      use(style).heightOfString(printable(text), { width, lineGap: LINE_GAP }),
    place: createPager(doc),
    async finish(footer) {
      numberPages(doc, printable(footer));
      doc.end();
      await ended;
      return Buffer.concat(chunks);
    },
  };
}
