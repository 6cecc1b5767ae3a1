import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { writeReportContent } from '../content/write-report-content.ts';
import { anEmptyResult, aResult } from '../result.fixture.ts';
import { escapeHtml } from './escape-html.ts';
import { writeHtml } from './write-html.ts';

test('the page loads and runs nothing, and allows nothing but its own style', () => {
  const page = writeHtml(writeReportContent(aResult(), 'recruiter'));
  assert.doesNotMatch(page, /<script|<img|<link|src=|href=|url\(|@import| on[a-z]+=| style=/);
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  assert.ok(page.includes(escapeHtml(`default-src 'none'; style-src 'sha256-${hash}'`)));
});

test('texts of clients are shown, never read as markup', () => {
  const page = writeHtml(writeReportContent(anEmptyResult(), 'recruiter'));
  assert.ok(page.includes('Александра Οὐδείς &lt;b&gt;王&lt;/b&gt;'));
  assert.ok(!page.includes('<b>'));
});

test('every drawing is told in words, and every text of the content is on the page', () => {
  const content = writeReportContent(aResult(), 'recruiter');
  const page = writeHtml(content);
  const strings: string[] = [];
  JSON.stringify(content.sections, (key, value) => {
    const isDrawn = ['kind', 'fill', 'stroke', 'anchor'].includes(key);
    if (typeof value === 'string' && !isDrawn) strings.push(value);
    return value;
  });
  assert.ok(strings.length > 100);
  for (const text of strings) assert.ok(page.includes(escapeHtml(text)), text);
});
