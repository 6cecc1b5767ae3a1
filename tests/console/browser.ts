/** Chromium for the console's tests: from a package, or the one that VIVAVOCE_CHROMIUM names. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';
import { ROOT } from '../house-rules/tracked-files.ts';

/** Folder of the screenshots; git ignores it. */
export const SCREENSHOTS = join(ROOT, 'screenshots');

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Starts the browser; closed by `await using`. */
export async function openBrowser(): Promise<Browser> {
  const { VIVAVOCE_CHROMIUM: given } = process.env;
  return playwright.launch({
    executablePath: given || (await chromium.executablePath()),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
    ],
  });
}

/** A page with its errors and API calls. */
export interface WatchedPage {
  readonly page: Page;
  /** Script errors, content security policy violations, and responses of 500 and above. */
  readonly errors: string[];
  /** Method and path, without query, of every request to the API. */
  readonly apiCalls: Set<string>;
}

/** Opens a page in a browser profile of its own. */
export async function openPage(browser: Browser, options: BrowserContextOptions): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  const apiCalls = new Set<string>();
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (line) => {
    // Error responses that the page shows are logged here too; they are not failures.
    if (line.type() === 'error' && !/Failed to load resource/.test(line.text())) errors.push(line.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 500) errors.push(`${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) apiCalls.add(`${request.method()} ${pathname}`);
  });
  return { page, errors, apiCalls };
}

/** Violations of WCAG 2.2 AA and best practices that axe finds, one line each. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Evaluated, because the content security policy blocks foreign scripts.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    interface Violation {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} (${failureSummary})`),
  );
}

/** Takes a screenshot of the page. */
export async function takeScreenshot(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: fullPage });
}
