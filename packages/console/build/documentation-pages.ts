/** What the documentation consists of: its pages in the order of its navigation. */
import { readdir } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';

/** Pages by the heading that they stand under in the navigation. A folder stands for all of its pages. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  Start: ['README.md', 'docs/installing.md', 'docs/console.md', 'examples/README.md'],
  API: ['docs/contract.md', 'docs/integrations.md'],
  Operating: [
    'docs/operating.md',
    'docs/performance.md',
    'docs/security.md',
    'docs/languages.md',
    'docs/calibration.md',
    'docs/versions.md',
  ],
  Validity: ['docs/validity.md', 'docs/validity', 'docs/reliability.md'],
  Compliance: ['docs/compliance'],
  Development: ['docs/architecture.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'docs/decisions'],
};

/** A page of the documentation. */
export interface Page {
  /** Its source, relative to the repository's root, with slashes. */
  readonly source: string;
  /** Where it lies in the built documentation. */
  readonly target: string;
}

/** Pages under one heading. */
export interface Section {
  readonly title: string;
  readonly pages: readonly Page[];
}

/** Where a file of the repository lies in the built documentation: pages and pictures by their name, anything else as a text. */
export function targetOf(source: string): string {
  // Files of the root beside its README may be named like pages of `docs/`.
  const path = source
    .replace(/^(?!README)[^/]+\.md$/, 'project/$&')
    .replace(/^docs\//, '')
    .replace(/README\.md$/, 'index.md');
  if (path.endsWith('.md')) return path.replace(/\.md$/, '.html').toLowerCase();
  return /\.(png|jpg|svg)$/.test(path) ? path : `files/${source}.txt`;
}

/** The sources of the Markdown files in a folder, README first. */
async function pagesIn(root: string, folder: string, recursive = false): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive });
  const pages = names.filter((name) => name.endsWith('.md')).map((name) => name.split(sep).join('/'));
  const isFirst = (name: string) => Number(name !== 'README.md');
  return pages
    .toSorted((a, b) => isFirst(a) - isFirst(b) || (a < b ? -1 : 1))
    .map((name) => `${folder}/${name}`);
}

/**
 * The sections of the navigation.
 * @param root of the repository.
 * @throws Error if a page of `docs/` stands under none of them.
 */
export async function sectionsOf(root: string): Promise<Section[]> {
  const sections: Section[] = [];
  for (const [title, entries] of Object.entries(SECTIONS)) {
    const sources = await Promise.all(
      entries.map((entry) => (entry.endsWith('.md') ? [entry] : pagesIn(root, entry))),
    );
    sections.push({ title, pages: sources.flat().map((source) => ({ source, target: targetOf(source) })) });
  }
  const known = new Set(sections.flatMap(({ pages }) => pages.map(({ source }) => source)));
  const lost = (await pagesIn(root, 'docs', true)).filter((source) => !known.has(source));
  if (lost.length > 0) throw new Error(`No section of the documentation has ${lost.join(', ')}`);
  return sections;
}

/** The file of the repository that a link in a page leads to, with slashes. */
export const linkedFile = (page: Page, path: string): string => posix.join(posix.dirname(page.source), path);

/** The way from a page to a file of the built documentation. */
export const wayTo = (page: Page, target: string): string =>
  posix.relative(posix.dirname(page.target), target) || posix.basename(target);
