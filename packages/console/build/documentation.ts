/**
 * Builds the documentation for people as pages that need no script and nothing from elsewhere. The server has them at `/docs/`.
 *
 *     npm run docs -- <folder>
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import markdownIt from 'markdown-it';
import { linkedFile, type Page, type Section, sectionsOf, targetOf, wayTo } from './documentation-pages.ts';

type Token = ReturnType<ReturnType<typeof markdownIt>['parse']>[number];

/** A page as it was read. */
interface ReadPage extends Page {
  readonly title: string;
  readonly tokens: Token[];
  /** Where links within the page may lead. */
  readonly anchors: ReadonlySet<string>;
}

/** The API's own description, which the server makes from its OpenAPI document. */
const API_REFERENCE = '/api/v1/docs';
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const STYLE = new URL('documentation.css', import.meta.url);

const markdown = markdownIt({ html: false });

const escapeHtml = (text: string): string => markdown.utils.escapeHtml(text);

/** The text of a heading or a cell, without its marks. */
const plainText = (token: Token | undefined): string =>
  (token?.children ?? []).map(({ content }) => content).join('');

/** The anchor of a heading as forges make it: lower case, without punctuation, spaces as hyphens. */
const anchorOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

async function readPage(root: string, page: Page): Promise<ReadPage> {
  const tokens = markdown.parse(await readFile(join(root, page.source), 'utf8'), {});
  const anchors = new Set<string>();
  let title = '';
  for (const [place, token] of tokens.entries()) {
    // Columns of figures: styles within a page are for a policy to forbid.
    if (token.attrGet('style') === 'text-align:right') token.attrs = [['class', 'figures']];
    if (token.type !== 'heading_open') continue;
    const text = plainText(tokens[place + 1]);
    const own = anchorOf(text);
    const anchor = anchors.has(own) ? `${own}-1` : own;
    token.attrSet('id', anchor);
    anchors.add(anchor);
    if (token.tag === 'h1' && title === '') title = text;
  }
  return { ...page, title, tokens, anchors };
}

/** Follows the links of pages, and collects what is wrong with them and what they need beside pages. */
class Links {
  readonly #pages: ReadonlyMap<string, ReadPage>;
  readonly #files = new Set<string>();
  readonly #faults: string[] = [];

  constructor(pages: readonly ReadPage[]) {
    this.#pages = new Map(pages.map((page) => [page.source, page]));
  }

  /** Files of the repository that links lead to. */
  get files(): readonly string[] {
    return [...this.#files];
  }

  /** Leads the links and pictures of a page to where they are in the built documentation. */
  lead(page: ReadPage): void {
    for (const token of page.tokens.flatMap(({ children }) => children ?? [])) {
      const name = token.type === 'link_open' ? 'href' : token.type === 'image' ? 'src' : null;
      const link = name ? String(token.attrGet(name) ?? '') : '';
      if (name && link && !/^[a-z]+:/.test(link)) token.attrSet(name, this.#resolve(page, link));
    }
  }

  /** @throws Error that names every link that leads nowhere. */
  async check(root: string): Promise<void> {
    for (const file of this.#files) {
      const isFile = existsSync(join(root, file)) && (await stat(join(root, file))).isFile();
      if (!isFile) this.#faults.push(`${file}: there is no such file`);
    }
    if (this.#faults.length > 0) throw new Error(`Links lead nowhere. ${this.#faults.join('; ')}`);
  }

  #resolve(page: ReadPage, link: string): string {
    if (link.startsWith(API_REFERENCE)) return link;
    const [path = '', anchor] = link.split('#');
    const source = path === '' ? page.source : linkedFile(page, decodeURIComponent(path));
    const target = this.#pages.get(source) ?? this.#firstIn(source);
    if (!target) {
      this.#files.add(source);
      return wayTo(page, targetOf(source));
    }
    if (anchor !== undefined && !target.anchors.has(anchor)) {
      this.#faults.push(`${page.source}: ${source} has no #${anchor}`);
    }
    const way = path === '' ? '' : wayTo(page, target.target);
    return anchor === undefined ? way : `${way}#${anchor}`;
  }

  /** A folder stands for its first page. */
  #firstIn(folder: string): ReadPage | undefined {
    return [...this.#pages.values()].find(({ source }) => source.startsWith(`${folder}/`));
  }
}

function navigation(
  page: ReadPage,
  sections: readonly Section[],
  titles: ReadonlyMap<string, string>,
): string {
  const lists = sections.map(({ title, pages }) => {
    const items = pages.map(({ source, target }) => {
      const current = source === page.source ? ' aria-current="page"' : '';
      return `<li><a href="${wayTo(page, target)}"${current}>${escapeHtml(titles.get(source) ?? '')}</a></li>`;
    });
    if (title === 'API') items.unshift(`<li><a href="${API_REFERENCE}">Reference</a></li>`);
    const isOpen = title !== 'Development' || pages.some(({ source }) => source === page.source);
    return `<details${isOpen ? ' open' : ''}><summary>${title}</summary><ul>${items.join('')}</ul></details>`;
  });
  return `<nav aria-label="Documentation">${lists.join('')}</nav>`;
}

function render(page: ReadPage, navigationHtml: string, version: string): string {
  const style = wayTo(page, 'documentation.css');
  const title = page.title === 'Vivavoce' ? page.title : `${page.title} - Vivavoce`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${style}"></head><body>
<a class="skip" href="#content">Skip to the content</a>
<header><a href="${wayTo(page, 'index.html')}">Vivavoce</a> <span>${escapeHtml(version)}</span></header>
<div class="columns">${navigationHtml}
<main id="content" tabindex="-1">${markdown.renderer.render(page.tokens, markdown.options, {})}</main></div>
</body></html>
`;
}

/**
 * Writes the documentation into a folder.
 * @param root of the repository that it is about.
 * @throws Error if a link or an anchor leads nowhere, or a page stands under no heading.
 */
export async function buildDocumentation(folder: string, root = REPOSITORY): Promise<void> {
  const sections = await sectionsOf(root);
  const pages = await Promise.all(
    sections.flatMap((section) => section.pages).map((page) => readPage(root, page)),
  );
  const titles = new Map(pages.map(({ source, title }) => [source, title]));
  const links = new Links(pages);
  for (const page of pages) links.lead(page);
  await links.check(root);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const write = async (target: string, content: string): Promise<void> => {
    await mkdir(dirname(join(folder, target)), { recursive: true });
    await writeFile(join(folder, target), content);
  };
  for (const page of pages) {
    await write(page.target, render(page, navigation(page, sections, titles), version));
  }
  await write('documentation.css', await readFile(STYLE, 'utf8'));
  for (const file of links.files) {
    await cp(join(root, file), join(folder, targetOf(file)), { recursive: true });
  }
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Usage: npm run docs -- <folder>');
  await buildDocumentation(resolve(folder));
}
