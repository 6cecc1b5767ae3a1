import type { ReportContent, Section } from '../content/report-content.ts';
import { PAPER } from '../palette.ts';
import { blockStrips, factStrips } from './block-strips.ts';
import { loadFonts } from './fonts.ts';
import { LEFT, openSheet, type Sheet, type Strip, type Tag, TEXT_WIDTH, type TextStyle } from './sheet.ts';

const MARK: TextStyle = { size: 10, fill: 'accent', bold: true };
const TITLE: TextStyle = { size: 23, fill: 'ink', bold: true };
const SUBJECT: TextStyle = { size: 13, fill: 'quiet' };
const SECTION: TextStyle = { size: 14, fill: 'ink', bold: true };
const BADGE: TextStyle = { size: 10.5, fill: 'accent', bold: true, align: 'right' };
const BADGE_WIDTH = 170;

/** The head of the first page: what it is, whom it is about, and the facts of the recording. */
function headStrips(sheet: Sheet, { title, subject, facts }: ReportContent): Strip[] {
  const head = sheet.open(sheet.root, 'Sect');
  const line = (type: string, text: string, style: TextStyle, above: number): Strip => ({
    height: sheet.heightOf(text, TEXT_WIDTH, style),
    above,
    draw: (y) => sheet.fill(sheet.open(head, type), () => sheet.write(text, LEFT, y, TEXT_WIDTH, style)),
  });
  const rule: Strip = {
    height: 0,
    above: 14,
    draw: (y) =>
      sheet.decorate((doc) => {
        doc
          .moveTo(LEFT, y)
          .lineTo(LEFT + TEXT_WIDTH, y)
          .lineWidth(0.8)
          .stroke(PAPER.line);
      }),
  };
  return [
    line('P', 'Vivavoce', MARK, 0),
    line('H1', title, TITLE, 4),
    ...(subject ? [line('P', subject, SUBJECT, 2)] : []),
    ...factStrips(sheet, head, facts, 16),
    rule,
  ];
}

function titleStrip(sheet: Sheet, parent: Tag, { title, badge }: Section): Strip {
  return {
    height: sheet.heightOf(title, TEXT_WIDTH - BADGE_WIDTH, SECTION),
    above: 26,
    keepsNext: true,
    draw: (y) => {
      sheet.fill(sheet.open(parent, 'H2'), () =>
        sheet.write(title, LEFT, y, TEXT_WIDTH - BADGE_WIDTH, SECTION),
      );
      if (!badge) return;
      const left = LEFT + TEXT_WIDTH - BADGE_WIDTH;
      sheet.fill(sheet.open(parent, 'P'), () => sheet.write(badge, left, y + 3.5, BADGE_WIDTH, BADGE));
    },
  };
}

/**
 * Draws a report as a PDF of A4 pages, tagged for screen readers, with its fonts inside.
 * @param createdAt what the document says about when it was made.
 */
export async function writePdf(content: ReportContent, createdAt: Date): Promise<Buffer> {
  const fonts = await loadFonts();
  const title = content.subject ? `${content.title}: ${content.subject}` : content.title;
  const sheet = openSheet(fonts, { title, language: content.language, createdAt });
  sheet.place(headStrips(sheet, content));
  for (const section of content.sections) {
    const tag = sheet.open(sheet.root, 'Sect');
    sheet.place([
      titleStrip(sheet, tag, section),
      ...section.blocks.flatMap((block) => blockStrips(sheet, tag, block)),
    ]);
  }
  return sheet.finish(content.footer);
}
