/** What every page of the console has to be: accessible and no wider than the screen, on a phone and on a laptop. */
import type { Page } from '@playwright/test';
import { accessibilityViolations, pixelsBeyond } from './browser.ts';
import { expect, test } from './fixtures.ts';
import { follow, load, PATHS } from './page-paths.ts';

/** On a phone each page is loaded by its address, on a laptop they follow one another. */
export const SCREENS = [
  { name: 'a phone in dark mode', width: 390, colorScheme: 'dark', open: load },
  { name: 'a laptop in light mode', width: 1440, colorScheme: 'light', open: follow },
] as const;

/** What programs call things and people read in words. */
const NAMES_OF_PROGRAMS = ['ml_hybrid', 'run.read', 'runs.read', 'metadata "', 'password:'];

/** Checks softly, so that one failure does not hide the pages after it. */
export async function expectFit(page: Page, path: string): Promise<void> {
  expect.soft(await accessibilityViolations(page), `accessibility of ${path}`).toEqual([]);
  expect.soft(await pixelsBeyond(page), `px beyond the screen on ${path}`).toBe(0);
  // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
  const text = await page.locator('body').innerText();
  expect
    .soft(
      NAMES_OF_PROGRAMS.filter((name) => text.includes(name)),
      `names of programs on ${path}`,
    )
    .toEqual([]);
}

/**
 * Declares the case of a screen for half of the pages: what is wrong with one is mostly wrong on both screens.
 * @param half which half, 0 or 1.
 */
export function testHalfOfPages(
  { name, width, colorScheme, open }: (typeof SCREENS)[number],
  half: 0 | 1,
): void {
  test.describe(`on ${name}`, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme });

    // One case for all: signing in and loading the console anew takes longer than checking a page.
    test('pages are accessible and fit', async ({ page }) => {
      await load(page, '/account');
      for (const path of PATHS.filter((_, at) => at % 2 === half)) {
        await test.step(path, async () => {
          await open(page, path);
          await expectFit(page, path);
        });
      }
    });
  });
}
