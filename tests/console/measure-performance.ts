/**
 * `npm run console:figures LINK`: loading times of the console's pages, and how smoothly the transcript of a long
 * interview scrolls. LINK signs in once and opens a report, as `npm run demo` prints it. The figures are those that
 * Lighthouse judges by, without its slowing down of network and processor.
 */

import type { Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { scrollLongTranscript } from './long-transcript.ts';

const PATHS = ['/', '/playground', '/runs', '/administration/keys'];

/** Measurements of a page, ms; the layout shift has no unit. */
interface PageMetrics {
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly layoutShift: number;
  /** Total blocking time: the time beyond 50 ms of every task. */
  readonly blocking: number;
}

const print = (text: string) => process.stdout.write(`${text}\n`);
const [link] = process.argv.slice(2);
if (!link) throw new Error('Give the link that `npm run demo` prints');
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, baseURL: new URL(link).origin });
await page.addInitScript(observe);
print('page                            first paint  largest paint  layout shift  blocking');
await measure('/sign-in');
await page.goto(link);
await page.waitForURL(({ pathname }) => pathname.startsWith('/runs/'));
const report = new URL(page.url()).pathname;
for (const path of [...PATHS, report]) await measure(path);
const { words, laidOut, frames } = await scrollLongTranscript(page, report);
const sorted = frames.toSorted((one, other) => one - other);
const within = (share: number) => `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)} ms`;
print(`
transcript of ${words} words, ${laidOut} of them at most laid out at once
scrolled in ${frames.length} frames, half within ${within(0.5)}, 95 of 100 within ${within(0.95)}`);
await browser.close();

async function measure(path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading').first().waitFor();
  await page.waitForLoadState('networkidle');
  print(rowOf(path, await metricsOf(page)));
}

/** Runs before the page's scripts and collects performance entries. */
function observe(): void {
  const figures = { firstPaint: 0, largestPaint: 0, layoutShift: 0, blocking: 0 };
  Object.assign(globalThis, { figures });
  const on = (type: string, take: (entry: PerformanceEntry & { value?: number }) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  on('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') figures.firstPaint = startTime;
  });
  on('largest-contentful-paint', ({ startTime }) => {
    figures.largestPaint = startTime;
  });
  on('layout-shift', ({ value = 0 }) => {
    figures.layoutShift += value;
  });
  on('longtask', ({ duration }) => {
    figures.blocking += Math.max(0, duration - 50);
  });
}

function metricsOf(shown: Page): Promise<PageMetrics> {
  return shown.evaluate(() => (globalThis as unknown as { figures: PageMetrics }).figures);
}

function rowOf(path: string, { firstPaint, largestPaint, layoutShift, blocking }: PageMetrics): string {
  const ms = (value: number, width: number) => `${Math.round(value)} ms`.padStart(width);
  const name = path.replace(/[0-9a-f-]{36}/, 'ID').padEnd(30);
  return `${name}${ms(firstPaint, 13)}${ms(largestPaint, 15)}${layoutShift.toFixed(3).padStart(14)}${ms(blocking, 10)}`;
}
