/** Every page of the console: accessibility and horizontal overflow, on a phone and on a laptop; and no page in two languages. */
import type { Page } from '@playwright/test';
import { CONSOLE_CATALOGUES } from '@vivavoce/texts/console';
import { REPORT_CATALOGUES } from '@vivavoce/texts/report';
import { accessibilityViolations, pixelsBeyond } from './browser.ts';
import { createShareLink } from './create-links.ts';
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
  expect.soft(await pixelsBeyond(page), `px beyond the screen on ${path}`).toBe(0);
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
      await expectFit(page, `/runs/${sampleRun.id}`);
      const transcript = page.getByRole('region', { name: 'Transcript' }).first();
      await expect(transcript).toBeVisible();
      await expectFit(page, await createShareLink(page, 'The candidate'));
      await expect(transcript).toBeVisible();
    });
  });
}

type Catalogue = { readonly [key: string]: string | Catalogue };

/** What is the same in every text of a catalogue: its longest part between values, if that is long enough to be nobody else's. */
function fixedParts(catalogue: Catalogue): string[] {
  return Object.values(catalogue).flatMap((value) => {
    if (typeof value !== 'string') return fixedParts(value);
    const parts = value.split(/\{\{[^}]*\}\}|\$t\([^)]*\)/).map((part) => part.trim());
    const longest = parts.toSorted((a, b) => b.length - a.length)[0] ?? '';
    return longest.includes(' ') && longest.length >= 12 ? [longest] : [];
  });
}

/** The texts of a page that are marked as no other language than the page's. */
const ownTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) {
      const marked = walker.currentNode.parentElement?.closest('[lang]');
      if (marked === document.documentElement) texts.push(walker.currentNode.textContent ?? '');
    }
    return texts;
  });

for (const language of ['de', 'es', 'fr'] as const) {
  test(`an English run is read in ${language}, and no page mixes in English`, async ({ page, sampleRun }) => {
    const english = [REPORT_CATALOGUES.en, await CONSOLE_CATALOGUES.en()].flatMap((catalogue) =>
      fixedParts(catalogue as unknown as Catalogue),
    );
    const own = [REPORT_CATALOGUES[language], await CONSOLE_CATALOGUES[language]()].flatMap((catalogue) =>
      fixedParts(catalogue as unknown as Catalogue),
    );
    const foreign = english.filter((text) => !own.includes(text));
    await page.addInitScript((code) => localStorage.setItem('vivavoce-language', code), language);
    for (const path of [`/runs/${sampleRun.id}`, ...PATHS]) {
      await page.goto(path);
      await expectLoaded(page);
      if (path.endsWith(sampleRun.id)) await expect(page.locator('[data-corrected]').first()).toBeVisible();
      const texts = (await ownTexts(page)).join('\n');
      expect
        .soft(
          foreign.filter((text) => texts.includes(text)),
          `English on ${path}`,
        )
        .toEqual([]);
    }
    const explanation = page.locator(`[lang="${language}"]`);
    await page.goto(`/runs/${sampleRun.id}`);
    await expect(explanation.nth(1)).toBeVisible();
  });
}
