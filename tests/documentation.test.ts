/** The documentation for people: complete, without a link that leads nowhere, and without anything that a strict policy forbids. */
import assert from 'node:assert/strict';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { buildDocumentation } from '../packages/console/build/documentation.ts';
import { ROOT } from './house-rules/tracked-files.ts';

async function folderOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'documentation-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

test('has every page of docs/, pages that load nothing but their style, and links that lead somewhere', async (t) => {
  const folder = await folderOf(t);
  await buildDocumentation(folder);
  const files = await readdir(folder, { recursive: true });
  const pages = files.filter((name) => name.endsWith('.html'));
  const sources = (await readdir(join(ROOT, 'docs'), { recursive: true })).filter((name) =>
    name.endsWith('.md'),
  );
  for (const source of sources) {
    const page = source.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html');
    assert.ok(pages.includes(page), source);
  }
  const titles = new Set<string>();
  for (const page of pages) {
    const html = await readFile(join(folder, page), 'utf8');
    titles.add(/<title>(.*)<\/title>/.exec(html)?.[1] ?? '');
    assert.equal(/<script|<style|\sstyle="|\son\w+="/.exec(html)?.[0], undefined, page);
    for (const [, kind = '', link = ''] of html.matchAll(/\s(href|src)="([^"]*)"/g)) {
      if (kind === 'href' && /^(https:|\/api\/v1\/docs)/.test(link)) continue;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? join(folder, page) : join(folder, dirname(page), path);
      assert.ok((await stat(target)).isFile(), `${page}: ${link}`);
      if (anchor) assert.ok((await readFile(target, 'utf8')).includes(` id="${anchor}"`), `${page}: ${link}`);
    }
  }
  assert.equal(titles.size, pages.length, 'each page has a title of its own');
  assert.ok(titles.has('Vivavoce'));
});

test('is not built with a link or an anchor that leads nowhere, or with a page that nobody finds', async (t) => {
  const root = await folderOf(t);
  for (const name of [
    'docs',
    'examples',
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'package.json',
  ]) {
    await cp(join(ROOT, name), join(root, name), { recursive: true });
  }
  const built = join(root, 'built');
  await appendFile(
    join(root, 'docs/contract.md'),
    '\n[a](operating.md#nowhere) [b](gone.md) ![c](gone.png)\n',
  );
  await assert.rejects(buildDocumentation(built, root), (error: Error) => {
    for (const fault of [
      'docs/operating.md has no #nowhere',
      'docs/gone.md: there',
      'docs/gone.png: there',
    ]) {
      assert.ok(error.message.includes(fault), error.message);
    }
    return true;
  });
  await writeFile(join(root, 'docs/lost.md'), '# Lost\n');
  await assert.rejects(buildDocumentation(built, root), /No section of the documentation has docs\/lost\.md/);
});
