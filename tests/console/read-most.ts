/** What is read most: the command palette, the report and its shared form, accessible and no wider than the screen. */
import { accessibilityViolations, pixelsBeyond } from './browser.ts';
import { createShareLink } from './create-links.ts';
import { expectFit, type SCREENS } from './every-page.ts';
import { expect, expectLoaded, test } from './fixtures.ts';
import { load } from './page-paths.ts';

/** Declares the cases of a screen. */
export function testReadMost({ name, width, colorScheme }: (typeof SCREENS)[number]): void {
  test.describe(`on ${name}`, () => {
    test.use({
      viewport: { width, height: 900 },
      colorScheme,
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
