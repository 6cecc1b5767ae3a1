/** Chromium for the console's tests: from a package, or the one that VIVAVOCE_CHROMIUM names. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import { type Browser, type LaunchOptions, type Page, chromium as playwright } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How to start the browser: sound plays without a click, and the microphone is simulated. */
export async function launchOptions(): Promise<LaunchOptions> {
  const { VIVAVOCE_CHROMIUM: given } = process.env;
  return {
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
  };
}

/** Starts the browser; closed by `await using`. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch(await launchOptions());
}

/** Violations of WCAG 2.2 AA and best practices that axe finds, one line each. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Evaluated, because the content security policy blocks foreign scripts.
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    interface Violation {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { axe } = globalThis as unknown as {
      axe: { run(options: unknown): Promise<{ violations: Violation[] }> };
    };
    // What passes need not be described.
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} (${failureSummary})`),
  );
}

/** How far a page reaches beyond the width of the screen, px. */
export const pixelsBeyond = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
