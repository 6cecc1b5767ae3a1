/** Every page of the console: accessibility and horizontal overflow, on a phone and on a laptop. */
import type { Page } from '@playwright/test';
import { accessibilityViolations } from './browser.ts';
import { expect, expectLoaded, test } from './fixtures.ts';

/** The pages that need nothing but a signed-in user. */
const PATHS = [
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
  '/requests',
  '/rights',
  '/notice',
  '/account',
  '/developers',
  '/fairness?group=role',
  '/nowhere',
];

const SCREENS = [
  { name: 'a phone in dark mode', width: 390, colorScheme: 'dark' },
  { name: 'a laptop in light mode', width: 1440, colorScheme: 'light' },
] as const;

/** Checks softly, so that one failure does not hide the pages after it. */
async function expectFit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectLoaded(page);
  expect.soft(await accessibilityViolations(page), `accessibility of ${path}`).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `px beyond the screen on ${path}`).toBe(0);
}

for (const { name, width, colorScheme } of SCREENS) {
  test.describe(`on ${name}`, () => {
    test.use({
      viewport: { width, height: 900 },
      colorScheme,
      contextOptions: { reducedMotion: 'reduce' },
    });

    // One case for all: signing in and loading the console anew takes longer than checking a page.
    test('every page is accessible and fits', async ({ page }) => {
      for (const path of PATHS) await test.step(path, () => expectFit(page, path));
    });

    test('the report is accessible and fits', async ({ page, sampleRun }) => {
      await expectFit(page, `/runs/${sampleRun.id}`);
      await expect(page.getByRole('region', { name: 'Transcript' }).first()).toBeVisible();
    });
  });
}
