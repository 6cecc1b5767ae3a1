/**
 * `npm run console:figures LINK`: what the console's pages load and how long it takes, how soon a report of a long interview answers,
 * and how smoothly its transcript scrolls. LINK signs in once and opens a report, as `npm run demo` prints it. Times are
 * those that Lighthouse judges by, without its slowing down of network and processor; every page is opened as if for the first time.
 */

import type { Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { scrollLongTranscript, serveLongTranscripts } from './long-transcript.ts';

const PATHS = ['/', '/playground', '/runs', '/administration/keys'];

/** Measurements of a page, ms; the layout shift has no unit. */
interface PageMetrics {
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly layoutShift: number;
  /** Total blocking time: the time beyond 50 ms of every task. */
  readonly blocking: number;
  /** The longest time from an input to the next frame. */
  readonly slowestEvent: number;
}

/** What a page transferred, compressed as it came, bytes. */
interface PageBytes {
  readonly scripts: number;
  readonly all: number;
}

const print = (text: string) => process.stdout.write(`${text}\n`);
const [link] = process.argv.slice(2);
if (!link) throw new Error('Give the link that `npm run demo` prints');
const browser = await openBrowser();
const signedOut = { viewport: { width: 1280, height: 900 }, baseURL: new URL(link).origin };
print(
  'page                            first paint  largest paint  layout shift  blocking  JavaScript     in all',
);
await measure('/sign-in', signedOut);
const login = await browser.newPage(signedOut);
await login.goto(link);
await login.waitForURL(({ pathname }) => pathname.startsWith('/runs/'));
const report = new URL(login.url()).pathname;
const signedIn = { ...signedOut, storageState: await login.context().storageState() };
for (const path of [...PATHS, report]) await measure(path, signedIn);
await measureLongReport();
await measureScrolling();
await browser.close();

/** Opens a page with nothing in the browser's cache. */
async function openPage(options: typeof signedOut): Promise<Page> {
  const page = await browser.newPage(options);
  await page.addInitScript(observe);
  return page;
}

async function measure(path: string, options: typeof signedOut): Promise<void> {
  const page = await openPage(options);
  await page.goto(path);
  await page.getByRole('heading').first().waitFor();
  await page.waitForLoadState('networkidle');
  print(rowOf(path, await metricsOf(page), await page.evaluate(transferred)));
  await page.close();
}

/** A report of the longest interview: its scores, the search, and what the slowest input takes. */
async function measureLongReport(): Promise<void> {
  const page = await openPage(signedIn);
  const words = await serveLongTranscripts(page);
  await page.goto(report);
  await page.waitForFunction(() => document.querySelector('[role=img][aria-label^=Vocabulary]') !== null);
  const firstScoreMs = await page.evaluate(() => performance.now());
  const search = page.getByRole('searchbox', { name: 'Search transcript' });
  await search.click();
  await page.evaluate(() => performance.mark('search'));
  await search.fill('drivers');
  await page.waitForFunction(() => document.querySelector('[data-found]') !== null);
  const searchMs = await page.evaluate(
    () => performance.now() - (performance.getEntriesByName('search')[0]?.startTime ?? 0),
  );
  await search.pressSequentially(' and');
  for (let n = 0; n < 5; n++) await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.press('Escape');
  const { slowestEvent } = await metricsOf(page);
  print(`
report of ${words()} words: first score after ${Math.round(firstScoreMs)} ms, a search marks its words after ${Math.round(searchMs)} ms,
slowest event ${Math.round(slowestEvent)} ms`);
  await page.close();
}

async function measureScrolling(): Promise<void> {
  const { words, laidOut, frames } = await scrollLongTranscript(await openPage(signedIn), report);
  const sorted = frames.toSorted((one, other) => one - other);
  const within = (share: number) => `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)} ms`;
  print(`
transcript of ${words} words, ${laidOut} of them at most laid out at once
scrolled in ${frames.length} frames, half within ${within(0.5)}, 95 of 100 within ${within(0.95)}`);
}

/** Runs before the page's scripts and collects performance entries. */
function observe(): void {
  const figures = { firstPaint: 0, largestPaint: 0, layoutShift: 0, blocking: 0, slowestEvent: 0 };
  Object.assign(globalThis, { figures });
  const on = (
    type: string,
    take: (entry: PerformanceEntry & { value?: number }) => void,
    options: PerformanceObserverInit = {},
  ): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...options,
    });
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
  on(
    'event',
    ({ duration }) => {
      figures.slowestEvent = Math.max(figures.slowestEvent, duration);
    },
    { durationThreshold: 16 } as PerformanceObserverInit,
  );
}

/** Runs in the page. */
function transferred(): PageBytes {
  const entries = [
    ...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource'),
  ] as PerformanceResourceTiming[];
  const sum = (some: readonly PerformanceResourceTiming[]) =>
    some.reduce((total, { transferSize }) => total + transferSize, 0);
  return { scripts: sum(entries.filter(({ name }) => /\.js(\?|$)/.test(name))), all: sum(entries) };
}

function metricsOf(shown: Page): Promise<PageMetrics> {
  return shown.evaluate(() => (globalThis as unknown as { figures: PageMetrics }).figures);
}

function rowOf(
  path: string,
  { firstPaint, largestPaint, layoutShift, blocking }: PageMetrics,
  { scripts, all }: PageBytes,
): string {
  const ms = (value: number, width: number) => `${Math.round(value)} ms`.padStart(width);
  const kilobytes = (bytes: number, width: number) => `${Math.round(bytes / 1000)} kB`.padStart(width);
  const name = path.replace(/[0-9a-f-]{36}/, 'ID').padEnd(30);
  return `${name}${ms(firstPaint, 13)}${ms(largestPaint, 15)}${layoutShift.toFixed(3).padStart(14)}${ms(blocking, 10)}${kilobytes(scripts, 12)}${kilobytes(all, 11)}`;
}
