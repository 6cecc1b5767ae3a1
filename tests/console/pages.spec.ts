/** Every page of the console: accessibility and horizontal overflow, on a phone and on a laptop. */
import type { Page } from '@playwright/test';
import { accessibilityViolations, pixelsBeyond } from './browser.ts';
import { createShareLink } from './create-links.ts';
import { expect, expectLoaded, test } from './fixtures.ts';
import { follow, load, PATHS } from './page-paths.ts';

/** On a phone each page is loaded by its address, on a laptop they follow one another. */
const SCREENS = [
  { name: 'a phone in dark mode', width: 390, colorScheme: 'dark', open: load },
  { name: 'a laptop in light mode', width: 1440, colorScheme: 'light', open: follow },
] as const;

/** What programs call things and people read in words. */
const NAMES_OF_PROGRAMS = ['ml_hybrid', 'run.read', 'runs.read', 'metadata "', 'password:'];

/** Checks softly, so that one failure does not hide the pages after it. */
async function expectFit(page: Page, path: string): Promise<void> {
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

for (const { name, width, colorScheme, open } of SCREENS) {
  test.describe(`on ${name}`, () => {
    test.use({
      viewport: { width, height: 900 },
      colorScheme,
    });

    // One case for all: signing in and loading the console anew takes longer than checking a page.
    test('every page is accessible and fits', async ({ page }) => {
      await load(page, '/account');
      for (const path of PATHS) {
        await test.step(path, async () => {
          await open(page, path);
          await expectFit(page, path);
        });
      }
    });

    test('the command palette is accessible, fits and leads to a run', async ({ page, sampleRun }) => {
      await page.goto('/account');
      await expectLoaded(page);
      await page.getByRole('button', { name: 'Search', exact: true }).first().click();
      const palette = page.getByRole('dialog', { name: 'Search and commands' });
      await expect(palette.getByRole('option', { name: 'Audit log' })).toBeVisible();
      expect.soft(await accessibilityViolations(page), 'accessibility of the suggestions').toEqual([]);
      await page.keyboard.press('Escape');
      await expect(palette).toBeHidden();
      await expect(page.getByRole('button', { name: 'Search', exact: true }).first()).toBeFocused();
      await page.keyboard.press('Control+k');
      await palette.getByRole('combobox').fill('cand-4711');
      await expect(palette.getByRole('option', { name: /^Daniel Nowak/, selected: true })).toBeVisible();
      expect.soft(await accessibilityViolations(page), 'accessibility of found runs').toEqual([]);
      expect.soft(await pixelsBeyond(page), 'px beyond the screen').toBe(0);
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(new RegExp(`/runs/${sampleRun.id}$`));
    });

    test('the report and its shared form are accessible and fit', async ({ page, sampleRun }) => {
      const path = `/runs/${sampleRun.id}`;
      await load(page, path);
      await expectFit(page, path);
      const transcript = page.getByRole('region', { name: 'Transcript' }).first();
      await expect(transcript).toBeVisible();
      await load(page, await createShareLink(page, 'The candidate'));
      await expectFit(page, 'the shared report');
      await expect(transcript).toBeVisible();
    });
  });
}
