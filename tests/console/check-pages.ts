/** Every page of the console: axe, horizontal overflow, screenshots. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { accessibilityViolations, openPage, takeScreenshot } from './browser.ts';

/** The pages that need nothing but a signed-in user. */
export const PAGES = [
  '/',
  '/playground',
  '/runs',
  '/runs?q=nobody',
  '/administration/keys',
  '/administration/projects',
  '/administration/users',
  '/administration/credits',
  '/administration/webhooks',
  '/administration/settings',
  '/administration/audit',
  '/rights',
  '/notice',
  '/account',
  '/developers',
  '/fairness?group=role',
  '/nowhere',
];

/** A phone in dark mode, a laptop in light mode. */
const SCREENS = [
  { width: 390, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'light' },
] as const;

/** Asserts that no page has violations, on a phone in dark mode and on a laptop in light mode, in parallel. */
export async function checkPages(
  browser: Browser,
  visitor: BrowserContextOptions,
  paths: readonly string[],
): Promise<void> {
  await Promise.all(SCREENS.map((screen) => checkPagesOn(browser, visitor, screen, paths)));
}

async function checkPagesOn(
  browser: Browser,
  visitor: BrowserContextOptions,
  { width, colorScheme }: (typeof SCREENS)[number],
  paths: readonly string[],
): Promise<void> {
  const viewport = { width, height: 900 };
  const { page, errors } = await openPage(browser, {
    ...visitor,
    viewport,
    colorScheme,
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(90_000);
  for (const path of paths) {
    await page.goto(path);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    const at = `${path} at ${width} px`;
    assert.deepEqual(await accessibilityViolations(page), [], at);
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(tooWide, 0, `${at} is ${tooWide} px too wide`);
    await takeScreenshot(page, `${path.replaceAll(/[^a-z]+/g, '-')}-${width}-${colorScheme}`, true);
  }
  assert.deepEqual(errors, []);
  await page.context().close();
}
