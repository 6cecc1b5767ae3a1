import type { Block, ReportContent, Section } from '../content/report-content.ts';
import { escapeHtml } from './escape-html.ts';
import { CONTENT_SECURITY_POLICY, STYLE } from './style.ts';
import { svgOf } from './svg.ts';

function facts(items: ReportContent['facts']): string {
  const pairs = items.map(
    ([term, value]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return `<dl class="facts">${pairs.join('')}</dl>`;
}

function cells(element: 'th' | 'td', texts: readonly string[]): string {
  const scope = element === 'th' ? ' scope="col"' : '';
  return `<tr>${texts.map((text) => `<${element}${scope}>${escapeHtml(text)}</${element}>`).join('')}</tr>`;
}

function blockMarkup(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case 'paragraph':
      return `<p${block.isQuiet ? ' class="quiet"' : ''}>${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return facts(block.items);
    case 'notice': {
      const lines = block.lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('');
      return `<div class="notice"><h3>${escapeHtml(block.title)}</h3>${lines}</div>`;
    }
    case 'figure': {
      const caption = block.caption ? `<h3>${escapeHtml(block.caption)}</h3>` : '';
      // On a phone a figure scrolls: the keyboard must get there.
      return `${caption}<figure tabindex="0">${svgOf(block.figure)}</figure>`;
    }
    case 'quotes': {
      const items = block.items.map(
        ({ time, text, note }) =>
          `<li><span class="time">${escapeHtml(time)}</span>${text ? `<q>${escapeHtml(text)}</q>` : '<span></span>'}<span class="note">${escapeHtml(note)}</span></li>`,
      );
      return `<h3>${escapeHtml(block.title)}</h3><ol class="quotes">${items.join('')}</ol>`;
    }
    case 'table': {
      const rows = block.rows.map((row) => cells('td', row)).join('');
      return `${block.title ? `<h3>${escapeHtml(block.title)}</h3>` : ''}<table><thead>${cells('th', block.head)}</thead><tbody>${rows}</tbody></table>`;
    }
  }
}

function sectionMarkup({ title, badge, blocks }: Section): string {
  const score = badge ? `<p class="badge">${escapeHtml(badge)}</p>` : '';
  return `<section><div class="title"><h2>${escapeHtml(title)}</h2>${score}</div>${blocks.map(blockMarkup).join('')}</section>`;
}

/** A report as one page that loads nothing and runs nothing: it can be kept, sent and read without a network. */
export function writeHtml({
  language,
  title,
  subject,
  facts: items,
  sections,
  footer,
}: ReportContent): string {
  const name = subject ? `${title}: ${subject}` : title;
  const about = subject ? `<p class="subject">${escapeHtml(subject)}</p>` : '';
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(name)}</title>
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(CONTENT_SECURITY_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<style>${STYLE}</style></head>
<body><main><header><p class="mark">Vivavoce</p><h1>${escapeHtml(title)}</h1>${about}${facts(items)}</header>
${sections.map(sectionMarkup).join('\n')}
<footer>${escapeHtml(footer)}</footer></main></body></html>
`;
}
