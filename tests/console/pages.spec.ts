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
  // Not after the other list of runs: going from one page to the next, its heading changes.
  '/runs?q=nobody',
  '/nowhere',
];

/** Goes to a page within the console, as its links do. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('h1')?.setAttribute('data-left', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  // The page before it stays until this one's code is there.
  await expect(page.locator('h1:not([data-left])')).toBeVisible();
  await expect(page.locator('h1[data-left]')).toHaveCount(0);
  await expectLoaded(page);
}

/** Loads a page by its address. */
async function load(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectLoaded(page);
}

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
    await load(page, '/');
    for (const path of [`/runs/${sampleRun.id}`, ...PATHS]) {
      await follow(page, path);
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
