/**
 * `npm run console:pictures LINK`: the pictures of docs/console.md. LINK signs in once and opens a report, as
 * `npm run demo` prints it.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../house-rules/tracked-files.ts';
import { openBrowser } from './browser.ts';

const FOLDER = join(ROOT, 'docs/console');
const LAPTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 760 };

/** The pages with a picture each; the report is taken apart. */
const PAGES = [
  ['dashboard', '/', 'dark'],
  ['new-analysis', '/playground', 'light'],
  ['rights', '/rights', 'light'],
  ['notice', '/notice', 'light'],
  ['fairness', '/fairness?group=candidate', 'light'],
  ['account', '/account', 'light'],
  ['keys', '/administration/keys', 'light'],
  ['projects', '/administration/projects', 'light'],
  ['people', '/administration/users', 'light'],
  ['credits', '/administration/credits', 'light'],
  ['webhooks', '/administration/webhooks', 'light'],
  ['settings', '/administration/settings', 'light'],
  ['audit', '/administration/audit', 'light'],
] as const;

const [link] = process.argv.slice(2);
if (!link) throw new Error('Give the link that `npm run demo` prints');
const browser = await openBrowser();
const page = await browser.newPage({
  viewport: LAPTOP,
  reducedMotion: 'reduce',
  baseURL: new URL(link).origin,
});
await page.goto(new URL('/sign-in', link).href);
await take(page, 'sign-in');
await page.goto(link);
await takeReport(page);
for (const [name, path, colorScheme] of PAGES) {
  await page.emulateMedia({ colorScheme });
  await page.goto(path);
  await take(page, name);
}
await takeDevelopers(page);
await page.setViewportSize(PHONE);
await page.goto('/runs');
await take(page, 'runs');
await page.getByRole('link', { name: /sample interview/ }).click();
await page.getByRole('region', { name: 'Transcript', exact: true }).waitFor();
await take(page, 'report-phone');
await browser.close();

/** The head of the report, its transcript, and what stands below. */
async function takeReport(report: Page): Promise<void> {
  await report.getByRole('region', { name: 'Transcript', exact: true }).waitFor();
  await take(report, 'report');
  for (const [name, title] of [
    ['transcript', 'Transcript'],
    ['vocabulary', 'Vocabulary in detail'],
    ['fluency', 'Fluency in detail'],
    ['accent', 'Accent in detail'],
  ] as const) {
    const panel = report.getByRole('region', { name: title, exact: true }).first();
    await panel.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await take(report, name);
  }
}

/** What the console has asked is known as long as the page is not loaded again. */
async function takeDevelopers(shown: Page): Promise<void> {
  await shown.emulateMedia({ colorScheme: 'dark' });
  await shown.goto('/administration/credits');
  await shown.getByRole('link', { name: 'Developers' }).click();
  await shown.getByRole('heading', { name: 'Developers', level: 1 }).waitFor();
  await take(shown, 'developers');
}

async function take(shown: Page, name: string): Promise<void> {
  await shown.getByRole('heading').first().waitFor();
  await shown.waitForLoadState('networkidle');
  await shown.screenshot({ path: join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: 62 });
}
