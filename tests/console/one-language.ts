/** The case that no page of the console mixes in English, for a language. */
import type { Page } from '@playwright/test';
import { CONSOLE_CATALOGUES } from '@vivavoce/texts/console';
import { REPORT_CATALOGUES } from '@vivavoce/texts/report';
import { expect, test } from './fixtures.ts';
import { follow, load, PATHS } from './page-paths.ts';

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

/** Declares the case: every page in the language, the report of an English run among them. */
export function testOneLanguage(language: 'de' | 'es' | 'fr'): void {
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
      if (path.endsWith(sampleRun.id)) {
        await expect(page.locator('[data-corrected]').first()).toBeVisible();
        await expect(page.locator(`[lang="${language}"]`).nth(1), 'the explanations').toBeVisible();
      }
      const texts = (await ownTexts(page)).join('\n');
      expect
        .soft(
          foreign.filter((text) => texts.includes(text)),
          `English on ${path}`,
        )
        .toEqual([]);
    }
  });
}
