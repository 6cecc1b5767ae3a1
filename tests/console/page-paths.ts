/** The addresses of the console's pages, and the ways to them. */
import type { Page } from '@playwright/test';
import { expect, expectLoaded } from './fixtures.ts';

/** The pages that need nothing but a signed-in user. */
export const PATHS = [
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
export async function follow(page: Page, path: string): Promise<void> {
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
export async function load(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectLoaded(page);
}
