/**
 * `npm run console:pictures LINK`: the screenshots of docs/console.md. LINK signs in once and opens a report, as
 * `npm run demo` prints it. The setup page is taken on a server of its own without users.
 */
import { join } from 'node:path';
import { sampleInterview } from '@vivavoce/samples';
import type { Locator, Page } from 'playwright-core';
import { ROOT } from '../house-rules/tracked-files.ts';
import { openBrowser } from './browser.ts';
import { createInvitationLink, createShareLink } from './create-links.ts';
import { installWithoutOwner } from './installation.ts';

const FOLDER = join(ROOT, 'docs/console');
const LAPTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 760 };
/** An analysis on a slow machine. */
const ANALYSIS_LIMIT_MS = 600_000;

/** Pages with one screenshot each; the report has several. */
const PAGES = [
  ['dashboard', '/', 'dark'],
  ['new-analysis', '/playground', 'light'],
  ['requests', '/requests', 'light'],
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
await takeSetUp();
const page = await visit(new URL('/sign-in', link).href, LAPTOP);
await take(page, 'sign-in');
await page.goto(link);
await takeReport(page);
await takeShared(page);
await takeInvitation(page);
await takeComparison(page);
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

/** Opens an address in a browser profile of its own. */
async function visit(url: string, viewport: typeof LAPTOP): Promise<Page> {
  const baseURL = new URL(url).origin;
  const opened = await browser.newPage({ viewport, reducedMotion: 'reduce', baseURL });
  await opened.goto(url);
  return opened;
}

/** The first visit to a new server, by the link that it prints at its start. */
async function takeSetUp(): Promise<void> {
  await using empty = await installWithoutOwner();
  const first = await visit(empty.server.setupLink ?? '', LAPTOP);
  await first.getByLabel('Organisation').fill('Acme Recruiting');
  await first.getByLabel('Your name').fill('Ada Adler');
  await first.getByLabel('E-mail').fill('ada@example.com');
  await take(first, 'set-up');
  await first.close();
}

/** The header of the report, its transcript, and the panels below. */
async function takeReport(report: Page): Promise<void> {
  await report.getByRole('region', { name: 'Transcript', exact: true }).waitFor();
  await take(report, 'report');
  for (const [name, title] of [
    ['transcript', 'Transcript'],
    ['vocabulary', 'Vocabulary in detail'],
    ['fluency', 'Fluency in detail'],
    ['accent', 'Accent in detail'],
  ] as const) {
    await takeFrom(report, report.getByRole('region', { name: title, exact: true }).first(), name);
  }
}

/** What a colleague and the candidate see of the open report. */
async function takeShared(report: Page): Promise<void> {
  await report.getByRole('button', { name: 'Review', exact: true }).click();
  await report.getByRole('textbox', { name: 'Note' }).fill('I heard the whole interview and agree.');
  await report.getByRole('button', { name: 'Save' }).click();
  await report.getByText('I heard the whole interview').waitFor();
  const colleague = await openShared(report, 'A colleague');
  await takeFrom(colleague, colleague.getByRole('region', { name: 'For the recruiter' }), 'shared-colleague');
  const candidate = await openShared(report, 'The candidate');
  await take(candidate, 'shared-candidate');
  await candidate.setViewportSize(PHONE);
  const rights = candidate.getByRole('region', { name: 'Your rights' });
  await takeFrom(candidate, rights, 'shared-candidate-phone');
}

/** Opens a share link to the current report in another browser profile. */
async function openShared(report: Page, audience: Parameters<typeof createShareLink>[1]): Promise<Page> {
  const reader = await visit(await createShareLink(report, audience), LAPTOP);
  await reader.getByRole('region', { name: 'Transcript', exact: true }).waitFor();
  return reader;
}

/** The invitation page. */
async function takeInvitation(shown: Page): Promise<void> {
  const guest = await visit(await createInvitationLink(shown, 'bea.baker@example.com'), LAPTOP);
  await guest.getByLabel('Your name').fill('Bea Baker');
  await take(guest, 'invitation');
  await guest.close();
}

/** Both speakers of the sample: its candidate, and its interviewer, scored in a second run. */
async function takeComparison(shown: Page): Promise<void> {
  await shown.goto('/playground');
  await shown.getByLabel('Drop a recording here').setInputFiles(sampleInterview.audio);
  await shown.getByLabel('Candidate', { exact: true }).fill('The interviewer');
  await shown.getByRole('button', { name: 'Analyse' }).click();
  const transcript = shown.getByRole('region', { name: 'Transcript', exact: true });
  await transcript.waitFor({ timeout: ANALYSIS_LIMIT_MS });
  await shown.getByRole('button', { name: 'Score this speaker' }).click();
  await shown.getByRole('dialog').getByRole('button', { name: 'Score this speaker' }).click();
  await shown.getByRole('heading', { name: 'History' }).waitFor({ timeout: ANALYSIS_LIMIT_MS });
  await shown.goto('/runs');
  await shown.getByRole('link', { name: 'The interviewer' }).waitFor();
  for (const box of await shown.getByRole('checkbox', { name: /^Select (?!all)/ }).all()) await box.check();
  await shown.getByRole('link', { name: 'Compare' }).click();
  await shown.getByRole('heading', { name: 'Compare', level: 1 }).waitFor();
  await take(shown, 'compare');
}

/** Recent requests are kept until the page is reloaded. */
async function takeDevelopers(shown: Page): Promise<void> {
  await shown.emulateMedia({ colorScheme: 'dark' });
  await shown.goto('/administration/credits');
  await shown.getByRole('link', { name: 'Developers' }).click();
  await shown.getByRole('heading', { name: 'Developers', level: 1 }).waitFor();
  await take(shown, 'developers');
}

/** The page scrolled to one of its sections. */
async function takeFrom(shown: Page, part: Locator, name: string): Promise<void> {
  await part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await take(shown, name);
}

async function take(shown: Page, name: string): Promise<void> {
  await shown.getByRole('heading').first().waitFor();
  await shown.waitForLoadState('networkidle');
  await shown
    .getByRole('status', { name: /^Loading/ })
    .first()
    .waitFor({ state: 'hidden' });
  await shown.screenshot({ path: join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: 62 });
}
